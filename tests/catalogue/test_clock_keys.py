"""What a profile may say of one clock."""

from __future__ import annotations

from engine.deadlines.rules import Amount, Standstill, Unit
from tests.catalogue.places import ALPHA, YOUNG, Copy


def test_a_clock_may_be_due_the_same_day_and_stand_still_by_itself(house: Copy) -> None:
    pauses = "pauses: [{from: asked, until: told}], date: until,"
    house.remove(YOUNG).change(ALPHA, "date: until,", pauses)
    house.change(ALPHA, "number: 10", "number: 0")
    clocks = house.catalogue().profiles["ALPHA-2020"].clocks["tiny"]
    assert clocks["expected"].pauses == (Standstill("asked", "told"),)
    assert clocks["response"].amount == Amount(0, Unit.WORKING_DAYS)


def test_a_value_may_say_whether_hours_on_days_off_count(house: Copy) -> None:
    house.change(ALPHA, "hours: elapsed", "hours: how_hours_count")
    house.change(ALPHA, "values:\n", "values:\n  how_hours_count: {value: elapsed, source: x}\n")
    rules = house.catalogue().profiles["ALPHA-2020"].clocks["tiny"].values()
    assert "elapsed" in {rule.hours for rule in rules}
