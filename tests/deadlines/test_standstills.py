"""A clock that stands still between two events, without anybody pausing it."""

from __future__ import annotations

import pytest

from engine.deadlines import may_stop, stopped
from engine.deadlines.rules import Event, Standstill, Status
from tests.deadlines.vocabulary import clock, clocks, happened, on, only

STARTED = happened("2024-06-03 10:00", "received")  # a Monday
ASKED, CAME = "information_asked", "information_received"
TEN_DAYS = clock(
    "10 working_days",
    name="review",
    pausable=True,
    pauses=(Standstill(ASKED, CAME), Standstill("police_asked", "police_done")),
    met_by=("letter DONE",),
)


def on_day(day: str, kind: str) -> Event:
    return happened(f"{day} 12:00", kind)


@pytest.mark.parametrize(
    ("ledger", "due_on"),
    [
        ([("2024-06-05", ASKED), ("2024-06-12", CAME)], "Fri 21 Jun 2024"),  # four between
        ([("2024-06-05", ASKED), ("2024-06-05", CAME)], "Mon 17 Jun 2024"),  # the same day
        (  # asked twice, answered once: it goes on
            [("2024-06-05", ASKED), ("2024-06-06", ASKED), ("2024-06-12", CAME)],
            "Fri 21 Jun 2024",
        ),
        ([("2024-06-05", CAME), ("2024-06-06", "police_done")], "Mon 17 Jun 2024"),  # never asked
    ],
)
def test_the_days_between_the_events_do_not_count(ledger, due_on):
    state = only(TEN_DAYS, STARTED, *(on_day(day, kind) for day, kind in ledger))
    assert state.status is Status.RUNNING
    assert state.deadline.due_on == on(due_on)


def test_it_stands_still_until_nothing_holds_it_any_more():
    ledger = [
        on_day("2024-06-05", ASKED),
        on_day("2024-06-06", "paused review"),
        on_day("2024-06-07", "police_asked"),
        on_day("2024-06-10", CAME),
        on_day("2024-06-11", "resumed review"),
    ]
    assert only(TEN_DAYS, STARTED, *ledger).status is Status.PAUSED
    state = only(TEN_DAYS, STARTED, *ledger, on_day("2024-06-12", "police_done"))
    assert state.status is Status.RUNNING
    assert state.deadline.due_on == on("Fri 21 Jun 2024")  # once, from the first to the last


def test_nobody_resumes_by_hand_what_stands_still_by_itself():
    waiting = only(TEN_DAYS, STARTED, on_day("2024-06-05", ASKED))
    assert (may_stop([waiting]), stopped([waiting])) == ((), ())
    resumed = only(
        TEN_DAYS, STARTED, on_day("2024-06-05", ASKED), on_day("2024-06-06", "resumed review")
    )
    assert resumed.status is Status.PAUSED
    both = only(
        TEN_DAYS, STARTED, on_day("2024-06-05", ASKED), on_day("2024-06-06", "paused review")
    )
    assert stopped([both]) == ("review",)


def test_a_clock_that_officers_may_not_pause_may_stand_still_by_itself():
    rule = clock("10 working_days", name="review", pauses=(Standstill(ASKED, CAME),))
    ledger = [on_day("2024-06-05", "paused review"), on_day("2024-06-06", "resumed review")]
    assert only(rule, STARTED, *ledger).deadline.due_on == on("Mon 17 Jun 2024")
    assert only(rule, STARTED, on_day("2024-06-05", ASKED)).status is Status.PAUSED


def test_it_ends_while_it_stands_still():
    state = only(
        TEN_DAYS, STARTED, on_day("2024-06-05", ASKED), on_day("2024-06-12", "letter DONE")
    )
    assert state.status is Status.MET
    assert state.deadline.due_on == on("Fri 21 Jun 2024")


def test_the_next_instance_begins_unheld():
    met = [on_day("2024-06-05", ASKED), on_day("2024-06-12", "letter DONE")]
    states = clocks(TEN_DAYS, STARTED, *met, happened("2024-07-01 10:00", "received"))
    assert [state.status for state in states] == [Status.MET, Status.RUNNING]
