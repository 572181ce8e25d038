"""Reminders before a day, chasers after it; the last again and again where it says so."""

from __future__ import annotations

from datetime import date, datetime, time
from itertools import islice

import pytest

from engine.clock import at_london, london
from engine.deadlines import chases
from engine.deadlines.rules import Amount, Ladder, Step, Timing, Unit
from engine.working_days import Calendar

TIMING = Timing(Calendar(frozenset({date(2024, 5, 7)})))  # closed on a Tuesday
DUE = date(2024, 5, 1)  # a Wednesday; 6 May 2024 is a bank holiday


def days(number: int) -> Amount:
    return Amount(number, Unit.WORKING_DAYS)


REMINDER = Step("reminder", days(2), time(10), ("owner",))
FIRST = Step("breach", days(1), None, ("owner",))
SECOND = Step("breach", days(3), None, ("owner", "complaints_manager"))
LADDER = Ladder("remedy", (SECOND, REMINDER, FIRST), every=days(2))


def moments(ladder: Ladder, after: datetime, most: int = 6) -> list[str]:
    coming = islice(chases(ladder, DUE, after, TIMING), most)
    return [f"{london(at):%a %d %b %H:%M}" for _, at in coming]


def test_a_ladder_is_climbed_and_its_last_step_comes_again() -> None:
    assert moments(LADDER, at_london(date(2024, 4, 1))) == [
        "Mon 29 Apr 10:00",
        "Thu 02 May 09:00",
        "Wed 08 May 09:00",  # over a weekend, a bank holiday and a closure day
        "Fri 10 May 09:00",
        "Tue 14 May 09:00",
        "Thu 16 May 09:00",
    ]
    told = [step.tells for step, _ in islice(chases(LADDER, DUE, at_london(DUE), TIMING), 4)]
    assert told == [("owner",), *[("owner", "complaints_manager")] * 3]


def test_what_is_past_does_not_come() -> None:
    assert moments(LADDER, at_london(date(2024, 5, 10), time(9)), 1) == ["Tue 14 May 09:00"]


def test_without_every_each_step_comes_once() -> None:
    once = Ladder("remedy", LADDER.steps)
    assert len(moments(once, at_london(date(2024, 4, 1)))) == 3
    assert moments(once, at_london(date(2024, 5, 8), time(9))) == []


def test_a_chaser_in_hours_counts_from_the_next_opening() -> None:
    ladder = Ladder(
        "remedy", (Step("breach", Amount(1, Unit.HOURS), None, ("owner",)),), every=days(1)
    )
    assert moments(ladder, at_london(DUE), 2) == ["Thu 02 May 10:00", "Fri 03 May 09:00"]


@pytest.mark.parametrize(
    "ladder", [Ladder("none", ()), Ladder("none", (REMINDER,), every=days(2))]
)
def test_where_nobody_is_chased_it_ends(ladder: Ladder) -> None:
    assert moments(ladder, at_london(DUE)) == []
