"""A clock that stands still: the day of the pause counts as used, the day of resuming counts."""

from __future__ import annotations

import pytest

from engine.clock import london
from engine.deadlines.rules import Event, Status
from tests.deadlines.vocabulary import at, clock, closed, happened, on, only

STARTED = happened("2024-06-03 10:00", "received")  # a Monday
TEN_DAYS = clock("10 working_days", name="review", pausable=True, met_by=("letter DONE",))


def paused(when: str) -> Event:
    return happened(f"{when} 12:00", "paused review", reason="the police asked us to wait")


def resumed(when: str) -> Event:
    return happened(f"{when} 12:00", "resumed review")


@pytest.mark.parametrize(
    ("pause", "resume", "due_on"),
    [
        ("2024-06-05", "2024-06-05", "Mon 17 Jun 2024"),  # the same day: nothing between
        ("2024-06-05", "2024-06-06", "Mon 17 Jun 2024"),  # the next day: nothing between
        ("2024-06-05", "2024-06-07", "Tue 18 Jun 2024"),  # Thursday between
        ("2024-06-05", "2024-06-12", "Fri 21 Jun 2024"),  # four working days between
        ("2024-06-07", "2024-06-10", "Mon 17 Jun 2024"),  # a week-end between
        ("2024-06-08", "2024-06-09", "Mon 17 Jun 2024"),  # within a week-end
        ("2024-06-03", "2024-06-05", "Tue 18 Jun 2024"),  # on day 0
        ("2024-06-14", "2024-07-14", "Mon 15 Jul 2024"),  # resumed on a Sunday, one day left
        ("2024-06-17", "2024-07-15", "Mon 17 Jun 2024"),  # on the last day: every day was used
        ("2024-06-20", "2024-07-15", "Mon 17 Jun 2024"),  # after it: too late to help
        ("2024-08-20", "2024-08-29", "Mon 17 Jun 2024"),
    ],
)
def test_days_strictly_between_pause_and_resumption_do_not_count(pause, resume, due_on):
    state = only(TEN_DAYS, STARTED, paused(pause), resumed(resume))
    assert state.status is Status.RUNNING
    assert state.deadline.due_on == on(due_on)
    assert state.original.due_on == on("Mon 17 Jun 2024")


def test_two_pauses_add_up():
    state = only(
        TEN_DAYS,
        STARTED,
        *(paused("2024-06-05"), resumed("2024-06-07")),
        *(paused("2024-06-18"), resumed("2024-06-21")),
    )
    assert state.deadline.due_on == on("Tue 18 Jun 2024")
    earlier = only(
        TEN_DAYS,
        STARTED,
        *(paused("2024-06-05"), resumed("2024-06-07")),
        *(paused("2024-06-17"), resumed("2024-06-20")),
    )
    assert earlier.deadline.due_on == on("Thu 20 Jun 2024")


def test_the_second_pause_may_fall_after_the_first_due_date():
    state = only(
        TEN_DAYS,
        STARTED,
        *(paused("2024-06-04"), resumed("2024-06-18")),  # nine between: due 28 June
        *(paused("2024-06-20"), resumed("2024-06-25")),  # two between
    )
    assert state.deadline.due_on == on("Tue 02 Jul 2024")


def test_bank_holidays_and_closure_days_in_a_pause_were_never_to_be_counted():
    rule = clock("5 working_days", name="review", pausable=True)
    ledger = (
        happened("2024-05-23 10:00", "received"),
        paused("2024-05-24"),
        resumed("2024-05-30"),  # Tuesday and Wednesday between, Monday is a bank holiday
    )
    assert only(rule, *ledger).deadline.due_on == on("Tue 04 Jun 2024")
    council_closed = closed("Tue 28 May 2024")
    assert only(rule, *ledger, timing=council_closed).deadline.due_on == on("Tue 04 Jun 2024")


def test_while_it_stands_still_it_keeps_its_date_and_cannot_become_late():
    state = only(TEN_DAYS, STARTED, paused("2024-06-05"))
    assert (state.status, state.paused_at) == (Status.PAUSED, at("2024-06-05 12:00"))
    assert state.deadline.due_on == on("Mon 17 Jun 2024")
    assert not state.late(at("2025-01-01 00:00"))


def test_what_was_late_before_the_pause_is_late_in_it():
    state = only(TEN_DAYS, STARTED, paused("2024-06-19"))
    assert state.late(at("2024-06-19 13:00"))


def test_a_clock_met_during_a_pause_is_measured_as_if_resumed_that_day():
    state = only(
        TEN_DAYS, STARTED, paused("2024-06-05"), happened("2024-07-01 09:00", "letter DONE")
    )
    assert (state.status, state.paused_at) == (Status.MET, None)
    assert state.deadline.due_on == on("Wed 10 Jul 2024")
    assert not state.late(at("2024-07-01 09:00"))


def test_a_clock_that_may_not_be_paused_runs_on():
    rule = clock("10 working_days", name="review")
    assert only(rule, STARTED, paused("2024-06-05")).status is Status.RUNNING


def test_a_second_pause_and_a_second_resumption_say_nothing_new():
    state = only(
        TEN_DAYS,
        STARTED,
        *(resumed("2024-06-04"), paused("2024-06-05"), paused("2024-06-06")),
        *(resumed("2024-06-07"), resumed("2024-06-10")),
    )
    assert state.deadline.due_on == on("Tue 18 Jun 2024")


@pytest.mark.parametrize(
    ("amount", "due_on"),
    [
        ("28 calendar_days", "Thu 04 Jul 2024"),  # 1 July and three days
        ("4 weeks", "Thu 04 Jul 2024"),
        ("6 months_after", "Fri 06 Dec 2024"),
        ("6 months_beginning_with", "Thu 05 Dec 2024"),
    ],
)
def test_calendar_clocks_move_by_the_calendar_days_strictly_between(amount, due_on):
    rule = clock(amount, name="review", pausable=True)
    state = only(rule, STARTED, paused("2024-06-07"), resumed("2024-06-11"))
    assert state.deadline.due_on == on(due_on)


def test_a_date_that_somebody_gave_moves_likewise():
    plan = clock("", ["plan"], name="review", date_field="until", pausable=True)
    state = only(
        plan,
        happened("2024-06-03 10:00", "plan", until="2024-06-21"),
        *(paused("2024-06-07"), resumed("2024-06-11")),
    )
    assert state.deadline.due_on == on("Mon 24 Jun 2024")


def test_hours_stand_still_to_the_minute():
    rule = clock("48 hours", name="review", pausable=True)
    state = only(
        rule,
        happened("2024-05-24 15:00", "received"),
        happened("2024-05-28 10:00", "paused review"),
        happened("2024-05-29 10:30", "resumed review"),
    )
    assert f"{london(state.deadline.due):%a %d %b %H:%M}" == "Thu 30 May 15:30"
    assert "moved on by the hours paused" in state.deadline.summary
    last = state.deadline.working[-1]
    assert (last.on, last.counted) == (on("Thu 30 May 2024"), 48)
    assert last.why == "until 15:30, less the hours paused"


def test_elapsed_hours_stand_still_by_the_time_that_passed():
    rule = clock("48 hours", name="review", pausable=True, hours="elapsed")
    state = only(
        rule,
        happened("2024-05-24 15:00", "received"),
        happened("2024-05-25 10:00", "paused review"),
        happened("2024-05-26 10:30", "resumed review"),
    )
    assert f"{london(state.deadline.due):%a %d %b %H:%M}" == "Mon 27 May 15:30"


def test_the_working_names_the_paused_days():
    state = only(TEN_DAYS, STARTED, paused("2024-06-05"), resumed("2024-06-11"))
    reasons = [(day.on.day, day.counted, day.why) for day in state.deadline.working[2:9]]
    assert reasons == [
        (5, 2, "working day"),
        (6, None, "paused"),
        (7, None, "paused"),
        (8, None, "Saturday"),
        (9, None, "Sunday"),
        (10, None, "paused"),
        (11, 3, "working day"),
    ]
    assert state.deadline.summary == (
        "10 working days from Monday 3 June 2024, moved on by 3 days paused"
    )
