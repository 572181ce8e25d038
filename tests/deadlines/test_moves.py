"""A case that was moved: which dates count from the receipt, which from the move."""

from __future__ import annotations

import pytest

from engine.deadlines.guards import since_afresh
from engine.deadlines.rules import Start
from tests.deadlines.vocabulary import clock, clocks, happened, on, only

RECEIVED = happened("2024-05-16 10:00", "received")
MOVED = happened("2024-05-21 11:00", "moved", instances={"clock": 1})


@pytest.mark.parametrize(
    ("kind", "due", "why"),
    [
        ("policy", "Thu 6 Jun 2024", "moved to this procedure, so its dates begin"),
        ("statutory", "Tue 4 Jun 2024", "first received; it was moved here later"),
        ("shadow", "Tue 4 Jun 2024", "first received; it was moved here later"),
    ],
)
def test_policy_time_begins_with_the_move_and_the_law_s_with_the_receipt(kind, due, why):
    friday = happened("2024-05-17 10:00", "received")
    state = only(clock("11 working_days", kind=kind), friday, MOVED)
    assert state.deadline.working[0].why.startswith(why)
    assert state.deadline.due_on == on(due)
    assert state.instance == 2  # the first was the earlier procedure's


def test_what_happened_before_the_move_meets_and_stops_nothing_here():
    rule = clock("10 working_days", met_by=("letter ACK",), stops_at=("refused",))
    before = (happened("2024-05-17 10:00", "letter ACK"), happened("2024-05-18 10:00", "refused"))
    assert only(rule, RECEIVED, *before, MOVED).status == "running"
    left = happened("2024-05-22 10:00", "letter ACK")
    assert only(rule, RECEIVED, *before, MOVED, left).status == "met"


def test_what_starts_a_clock_before_the_move_starts_none_here():
    asked = happened("2024-05-17 10:00", "asked")
    assert clocks(clock("5 working_days", starts=("asked",)), RECEIVED, asked, MOVED) == ()


def test_a_date_as_of_the_receipt_is_of_the_move_too():
    rule = clock("2 working_days", starts=(Start("challenged", as_of="received"),))
    state = only(rule, RECEIVED, MOVED, happened("2024-05-22 10:00", "challenged"))
    assert state.deadline.due_on == on("Thu 23 May 2024")


def test_guards_know_of_the_time_before_only_what_is_of_the_people_and_the_matter():
    kinds = ["received", "linked", "letter ACK", "request_stage2", "moved", "letter NEW"]
    assert since_afresh(kinds, ()) == {"received", "linked", "moved", "letter NEW"}
