"""Clocks that end on a date somebody gave: the date in an update letter, the date of a plan."""

from __future__ import annotations

from datetime import date

import pytest

from engine.deadlines import due, extension_limit, limit_of_extending
from engine.deadlines.rules import Amount, Event, Status, Unit, Usual
from engine.errors import BadInput
from tests.deadlines.vocabulary import (
    ORDINARY,
    at,
    clock,
    clocks,
    happened,
    on,
    only,
    rules,
    up_to,
)

EXPECTED = clock(
    "",
    ["extended response1"],
    name="expected1",
    date_field="until",
    max="10 working_days",
    met_by=("letter COR-RESP1",),
)
RESPONSE = clock("10 working_days", name="response1", met_by=("letter COR-RESP1",))
BOTH = rules(RESPONSE, EXPECTED)


def promised(when: str, until: object) -> Event:
    return happened(when, "extended response1", until=until, reason="manager away")


def test_it_ends_on_the_date_given():
    state = only(EXPECTED, promised("2024-04-08 15:00", "2024-04-19"))
    assert state.deadline.due_on == on("Fri 19 Apr 2024")
    assert state.deadline.summary == (
        "Friday 19 April 2024, the date given on Monday 8 April 2024"
    )


def test_a_date_beyond_the_longest_allowed_is_cut_and_says_so():
    state = only(EXPECTED, promised("2024-04-08 15:00", "2024-05-30"))
    assert state.deadline.due_on == on("Mon 22 Apr 2024")
    assert state.deadline.summary == (
        "Monday 22 April 2024, the latest date allowed (10 working days from Monday 8 April 2024)"
    )


def test_each_new_date_replaces_the_running_instance():
    first, second = clocks(
        EXPECTED,
        promised("2024-04-08 15:00", "2024-04-19"),
        promised("2024-04-19 15:00", "2024-04-26"),
    )
    assert (first.status, first.ended_by) == (Status.STOPPED, "extended response1")
    assert (second.instance, second.status) == (2, Status.RUNNING)
    assert second.deadline.due_on == on("Fri 26 Apr 2024")


@pytest.mark.parametrize("nothing", [None, ""])
def test_without_a_date_it_does_not_start_nor_replace_one_that_runs(nothing):
    assert clocks(EXPECTED, promised("2024-04-08 15:00", nothing)) == ()
    state = only(
        EXPECTED,
        promised("2024-04-08 15:00", "2024-04-19"),
        promised("2024-04-09 15:00", nothing),
    )
    assert (state.status, state.deadline.due_on) == (Status.RUNNING, on("Fri 19 Apr 2024"))


@pytest.mark.parametrize("text", ["next week", "2024-13-01", "2024-04-19T10:00", 20])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(BadInput, match="not a date"):
        clocks(EXPECTED, promised("2024-04-08 15:00", text))


def test_a_date_as_a_value_will_do():
    state = only(EXPECTED, promised("2024-04-08 15:00", date(2024, 4, 19)))
    assert state.deadline.due_on == on("Fri 19 Apr 2024")


def test_asked_directly_it_needs_its_date():
    with pytest.raises(BadInput, match="needs a date in 'until'"):
        due(EXPECTED, "extended response1", at("2024-04-08 15:00"), ORDINARY)
    found = due(
        EXPECTED,
        "extended response1",
        at("2024-04-08 15:00"),
        ORDINARY,
        data={"until": "2024-04-19"},
    )
    assert found.due_on == on("Fri 19 Apr 2024")


def test_without_a_cap_any_date_will_do():
    plan = clock("", ["plan_agreed"], date_field="until")
    state = only(plan, happened("2024-06-03 10:00", "plan_agreed", until="2025-06-21"))
    assert state.deadline.due_on == on("Sat 21 Jun 2025")


@pytest.mark.parametrize(
    ("amount", "given", "roll", "due_on", "why"),
    [
        (
            "10 working_days",
            "2024-05-17",
            False,
            "Thu 02 May 2024",
            " (May Day skipped)",
        ),
        ("5 working_days", "2024-05-17", False, "Fri 10 May 2024", ""),
        ("2 weeks", "2024-05-20", True, "Fri 03 May 2024", ""),  # Monday 6 May is a bank holiday
        ("1 month_after", "2024-05-31", False, "Tue 30 Apr 2024", ""),
    ],
)
def test_it_may_end_so_long_before_the_date_given(amount, given, roll, due_on, why):
    papers = clock(amount, ["called"], date_field="panel_on", before=True, roll=roll)
    state = only(papers, happened("2024-04-08 15:00", "called", panel_on=given))
    assert state.deadline.due_on == on(due_on)
    assert state.deadline.summary.endswith(f"the date given on Monday 8 April 2024{why}")


def test_called_at_too_short_notice_it_is_late_at_once():
    papers = clock("10 working_days", ["called"], date_field="panel_on", before=True)
    state = only(papers, happened("2024-05-13 15:00", "called", panel_on="2024-05-17"))
    assert state.late(at("2024-05-13 15:00"))


def test_an_update_does_not_move_the_date_that_was_missed():
    states = clocks(
        BOTH,
        happened("2024-03-21 10:00", "received"),
        promised("2024-04-08 15:00", "2024-04-19"),
        happened("2024-04-08 15:01", "letter COR-UPD1", about="response1"),
    )
    response, expected = states
    assert response.deadline.due_on == on("Mon 08 Apr 2024")
    assert (response.extended, response.told) == (False, True)
    assert expected.deadline.due_on == on("Fri 19 Apr 2024")


def test_the_limit_counts_from_the_day_of_the_extension():
    state = only(EXPECTED, promised("2024-04-08 15:00", "2024-04-19"))
    assert extension_limit(state, at("2024-04-08 14:50"), ORDINARY) == on("Mon 22 Apr 2024")
    assert extension_limit(state, at("2024-04-19 14:50"), ORDINARY) == on("Fri 03 May 2024")


def test_the_limit_of_extending_a_clock_is_the_limit_of_the_date_it_would_give():
    states = clocks(BOTH, happened("2024-03-21 10:00", "received"))
    limit = limit_of_extending(BOTH, states, "response1", at("2024-04-08 14:50"), ORDINARY)
    assert limit == on("Mon 22 Apr 2024")


def test_the_earlier_of_two_limits_counts():
    both = rules(
        clock("10 working_days", name="response1", extend=up_to("5 working_days")), EXPECTED
    )
    states = clocks(both, happened("2024-03-21 10:00", "received"))
    limit = limit_of_extending(both, states, "response1", at("2024-04-08 14:50"), ORDINARY)
    assert limit == on("Mon 15 Apr 2024")


def test_without_a_cap_there_is_no_limit():
    plan = rules(clock("", ["plan_agreed"], date_field="until"), RESPONSE)
    assert limit_of_extending(plan, (), "response1", at("2024-04-08 14:50"), ORDINARY) is None
    states = clocks(plan, happened("2024-06-03 10:00", "plan_agreed", until="2025-06-21"))
    assert extension_limit(states[0], at("2024-06-04 10:00"), ORDINARY) is None


BY_KIND = clock(
    "",
    ["enquiry_came"],
    name="reply",
    date_field="reply_by",
    usual=Usual(
        "letter_on",
        (
            ("initial_enquiry", Amount(5, Unit.WORKING_DAYS)),
            ("formal_enquiry", Amount(28, Unit.CALENDAR_DAYS)),
        ),
        by="letter_kind",
    ),
)
LEAST = clock(
    "",
    ["notice_published"],
    name="display",
    date_field="read_until",
    usual=Usual("read_from", (("", Amount(3, Unit.WEEKS)),), least=True),
)


def enquiry(kind: str, **more: object) -> Event:
    return happened(
        "2024-03-25 10:00", "enquiry_came", letter_kind=kind, letter_on="2024-03-21", **more
    )


@pytest.mark.parametrize(
    ("kind", "due_on", "summary"),
    [
        (
            "initial_enquiry",
            "Thu 28 Mar 2024",
            "5 working days from Thursday 21 March 2024, as no date was given",
        ),
        (
            "formal_enquiry",
            "Thu 18 Apr 2024",
            "28 calendar days from Thursday 21 March 2024, as no date was given",
        ),
    ],
)
def test_without_a_date_the_usual_length_counts_from_the_letters_own_day(kind, due_on, summary):
    state = only(BY_KIND, enquiry(kind))
    assert state.deadline.due_on == on(due_on)
    assert state.deadline.summary == summary
    why = "no date was given, so the usual time counts from this day"
    assert state.deadline.working[0].why == why


def test_the_date_in_the_letter_wins_over_the_usual_length():
    state = only(BY_KIND, enquiry("formal_enquiry", reply_by="2024-04-03"))
    assert state.deadline.due_on == on("Wed 3 Apr 2024")
    assert "the date given" in state.deadline.summary


def test_a_kind_with_no_usual_length_starts_nothing_without_a_date():
    assert clocks(BY_KIND, enquiry("final_decision")) == ()


def test_a_second_letter_without_a_date_replaces_the_running_instance():
    first, second = clocks(BY_KIND, enquiry("initial_enquiry"), enquiry("formal_enquiry"))
    assert (first.status, second.status) == (Status.STOPPED, Status.RUNNING)


@pytest.mark.parametrize(
    ("read_until", "due_on"),
    [("", "Fri 28 Aug 2020"), ("2020-08-20", "Fri 28 Aug 2020"), ("2020-09-08", "Tue 8 Sep 2020")],
)
def test_a_date_before_the_least_does_not_count(read_until, due_on):
    published = happened(
        "2020-08-06 10:00", "notice_published", read_from="2020-08-07", read_until=read_until
    )
    assert only(LEAST, published).deadline.due_on == on(due_on)
