"""A ledger, replayed: starts, ends, instances."""

from __future__ import annotations

import pytest

from engine.deadlines import latest
from engine.deadlines.rules import Start, Status
from tests.deadlines.vocabulary import at, clock, clocks, happened, on, only, rules

RESPONSE = clock(
    "10 working_days",
    ["confirmed", "received"],
    name="response1",
    receipt="deemed",
    met_by=("letter COR-RESP1",),
    stops_at=("letter COR-REJ", "direct_stage2"),
)
RECEIVED = happened("2024-06-03 12:00", "received")


def test_a_clock_that_nothing_started_is_not_there():
    assert clocks(RESPONSE) == ()
    assert clocks(RESPONSE, happened("2024-06-03 12:00", "letter COR-RESP1")) == ()


def test_a_clock_runs_from_its_start():
    state = only(RESPONSE, RECEIVED)
    assert (state.instance, state.status) == (1, Status.RUNNING)
    assert state.deadline == state.original
    assert state.deadline.due_on == on("Mon 17 Jun 2024")
    assert state.deadline.started_by == "received"
    assert state.deadline.started_at == at("2024-06-03 12:00")


def test_the_letter_it_waits_for_meets_it():
    state = only(RESPONSE, RECEIVED, happened("2024-06-12 12:00", "letter COR-RESP1"))
    assert (state.status, state.ended_by) == (Status.MET, "letter COR-RESP1")
    assert state.ended_at == at("2024-06-12 12:00")
    assert not state.late(at("2030-01-01 00:00"))


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("letter COR-REJ", {}),
        ("direct_stage2", {}),
        ("withdrawn", {}),
        ("run_cut", {"clocks": ["ack1", "response1"]}),
    ],
)
def test_what_ends_it_unmet_stops_it(kind, data):
    state = only(RESPONSE, RECEIVED, happened("2024-06-12 12:00", kind, **data))
    assert (state.status, state.ended_by) == (Status.STOPPED, kind)


def test_a_run_cut_short_stops_only_the_clocks_it_names():
    state = only(RESPONSE, RECEIVED, happened("2024-06-12 12:00", "run_cut", clocks=["ack1"]))
    assert state.status is Status.RUNNING


def test_what_ended_first_stays_ended():
    state = only(
        RESPONSE,
        RECEIVED,
        happened("2024-06-12 12:00", "letter COR-RESP1"),
        happened("2024-06-13 12:00", "withdrawn"),
    )
    assert (state.status, state.ended_by) == (Status.MET, "letter COR-RESP1")


def test_a_start_of_higher_precedence_restarts_the_same_instance():
    state = only(RESPONSE, RECEIVED, happened("2024-06-06 10:30", "confirmed"))
    assert state.instance == 1
    assert state.deadline.started_by == "confirmed"
    assert state.deadline.due_on == on("Thu 20 Jun 2024")
    assert state.original == state.deadline


def test_a_start_of_lower_precedence_changes_nothing():
    state = only(
        RESPONSE,
        happened("2024-06-03 10:30", "confirmed"),
        happened("2024-06-06 12:00", "received"),
    )
    assert state.deadline.started_by == "confirmed"


def test_the_same_start_twice_does_not_restart_a_running_clock():
    state = only(RESPONSE, RECEIVED, happened("2024-06-06 12:00", "received"))
    assert state.deadline.due_on == on("Mon 17 Jun 2024")


def test_a_start_after_the_end_opens_the_next_instance():
    first, second = clocks(
        RESPONSE,
        RECEIVED,
        happened("2024-06-12 12:00", "letter COR-RESP1"),
        happened("2024-09-02 12:00", "received"),
    )
    assert (first.instance, first.status) == (1, Status.MET)
    assert (second.instance, second.status) == (2, Status.RUNNING)
    assert second.deadline.due_on == on("Mon 16 Sep 2024")
    assert latest((first, second), "response1") == second


def test_one_event_may_end_an_instance_and_open_the_next():
    progress = clock(
        "20 working_days",
        ["received", "letter ADU-PROGRESS"],
        met_by=("letter ADU-PROGRESS",),
    )
    first, second = clocks(progress, RECEIVED, happened("2024-06-28 12:00", "letter ADU-PROGRESS"))
    assert (first.status, second.status) == (Status.MET, Status.RUNNING)
    assert second.deadline.day_zero == on("Fri 28 Jun 2024")


def test_as_of_takes_the_date_of_the_latest_earlier_event_of_that_name():
    final = clock(
        "20 calendar_days",
        ["request_stage2", Start("direct_stage2", as_of="received")],
        receipt="deemed",
    )
    state = only(
        final,
        happened("2021-01-15 10:00", "received"),
        happened("2021-01-29 10:00", "received"),
        happened("2021-02-01 09:00", "direct_stage2"),
        happened("2021-02-03 09:00", "received"),
    )
    assert state.deadline.started_by == "direct_stage2"
    assert state.deadline.started_at == at("2021-01-29 10:00")
    assert state.deadline.due_on == on("Thu 18 Feb 2021")


def test_as_of_something_that_never_happened_counts_from_the_start_itself():
    final = clock("5 working_days", [Start("direct_stage2", as_of="received")])
    assert only(final, happened("2021-02-01 09:00", "direct_stage2")).deadline.day_zero == on(
        "Mon 01 Feb 2021"
    )


def test_as_of_a_letter_counts_by_the_rule_for_what_goes_out():
    window = clock(
        "20 working_days",
        [Start("told_of_right", as_of="letter X")],
        delivery="deemed",
    )
    state = only(
        window,
        happened("2024-06-03 09:00", "letter X", channel="post"),
        happened("2024-06-04 09:00", "told_of_right"),
    )
    assert state.deadline.day_zero == on("Wed 05 Jun 2024")


def test_events_count_in_the_order_they_happened_and_not_as_they_were_recorded():
    late_record = (
        happened("2024-06-12 12:00", "letter COR-RESP1"),
        happened("2024-06-03 12:00", "received"),
    )
    assert only(RESPONSE, *late_record) == only(RESPONSE, *reversed(late_record))


def test_clocks_come_in_the_order_of_the_rules_and_then_of_their_instances():
    window = clock("14 calendar_days", ["letter COR-RESP1"], name="window2")
    states = clocks(
        rules(window, RESPONSE),
        RECEIVED,
        happened("2024-06-12 12:00", "letter COR-RESP1"),
        happened("2024-06-14 12:00", "received"),
    )
    assert [(s.rule.name, s.instance) for s in states] == [
        ("window2", 1),
        ("response1", 1),
        ("response1", 2),
    ]
    assert latest(states, "ack1") is None


def test_a_clock_is_late_from_the_second_after_its_due_date():
    state = only(RESPONSE, RECEIVED)
    assert not state.late(at("2024-06-17 23:59:59"))
    assert state.late(at("2024-06-18 00:00:00"))


def test_a_letter_sent_on_the_due_day_is_in_time_and_one_the_day_after_is_not():
    on_the_day = only(RESPONSE, RECEIVED, happened("2024-06-17 23:59", "letter COR-RESP1"))
    after = only(RESPONSE, RECEIVED, happened("2024-06-18 00:00", "letter COR-RESP1"))
    assert not on_the_day.late(at("2024-06-17 23:59"))
    assert after.late(at("2024-06-18 00:00"))


def test_told_means_a_letter_about_this_clock_left_in_time():
    update = ("letter COR-UPD1", "2024-06-17 15:00")
    in_time = happened(update[1], update[0], about="response1")
    too_late = happened("2024-06-18 09:00", update[0], about="response1")
    of_another = happened(update[1], update[0], about="response2")
    not_a_letter = happened(update[1], "contact", about="response1")
    assert only(RESPONSE, RECEIVED, in_time).told
    assert not only(RESPONSE, RECEIVED, too_late).told
    assert not only(RESPONSE, RECEIVED, of_another).told
    assert not only(RESPONSE, RECEIVED, not_a_letter).told


def test_the_answer_itself_is_no_update():
    answer = happened("2024-06-12 12:00", "letter COR-RESP1", about="response1")
    assert not only(RESPONSE, RECEIVED, answer).told


def test_an_empty_ledger_has_no_clocks():
    assert clocks(rules(RESPONSE)) == ()
