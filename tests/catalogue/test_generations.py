"""Profiles that stand on others, and clocks that count from a date that is given."""

from __future__ import annotations

import pytest

from engine.deadlines.rules import Amount, Unit
from engine.errors import BadFiles
from tests.catalogue.places import ALPHA, Copy

DATED = "clocks.tiny.expected"


def test_of_two_profiles_the_second_gives_whole_what_the_first_does_not_say(house: Copy) -> None:
    house.write(
        "processes/profiles/both.yaml",
        "profile: BOTH\nextends: [BETA-2021, ALPHA-2024]\neffective: {from: 2030-01-01}\n",
    )
    both = house.catalogue().profiles["BOTH"]
    young = house.catalogue().profiles["ALPHA-2024"]
    assert (both.council.address, both.effective_to) == (("One Line",), None)
    assert (both.clocks, both.values) == (young.clocks, young.values)


def test_a_clock_counts_backwards_only_from_a_date(house: Copy) -> None:
    house.change(ALPHA, "date: until, max: 10 working_days", "date: until, before: true")
    with pytest.raises(BadFiles) as bad:
        house.catalogue()
    assert {problem.element for problem in bad.value.problems} == {DATED}
    house.change(ALPHA, "before: true", "number: 5, unit: weeks, before: true")
    rule = house.catalogue().profiles["ALPHA-2020"].clocks["tiny"]["expected"]
    assert (rule.before, rule.amount) == (True, Amount(5, Unit.WEEKS))


def test_the_longest_date_may_be_said_in_months(house: Copy) -> None:
    house.change(ALPHA, "max: 10 working_days", "max: 12 months")
    rule = house.catalogue().profiles["ALPHA-2020"].clocks["tiny"]["expected"]
    assert rule.max == Amount(12, Unit.MONTHS_AFTER)
