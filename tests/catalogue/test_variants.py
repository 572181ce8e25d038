"""A profile tried with other settings."""

from __future__ import annotations

import pytest

from engine.catalogue import Catalogue, profile_from_source, variant
from engine.catalogue.profile import Profile
from engine.deadlines.rules import Amount, Unit
from engine.errors import BadInput
from tests.catalogue.places import small_house

RESPONSE = "clocks.tiny.response"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return small_house()


@pytest.fixture(scope="module")
def young(catalogue: Catalogue) -> Profile:
    return catalogue.profiles["ALPHA-2024"]


def test_a_path_changes_one_setting(young: Profile) -> None:
    tried = variant(young, {f"{RESPONSE}.unit": "calendar_days", "values.gate": "grounds"})
    assert tried.clocks["tiny"]["response"].amount == Amount(20, Unit.CALENDAR_DAYS)
    assert tried.values["gate"] == "grounds"
    assert tried.clocks["tiny"]["window"] == young.clocks["tiny"]["window"]
    assert tried.id == young.id
    assert tried.version != young.version


def test_a_table_follows_the_tree(young: Profile) -> None:
    nested = {"clocks": {"tiny": {"response": {"unit": "weeks", "roll": False}}}}
    rule = variant(young, nested).clocks["tiny"]["response"]
    assert (rule.amount, rule.roll) == (Amount(20, Unit.WEEKS), False)


def test_hours_and_whole_tables_may_be_added(young: Profile, catalogue: Catalogue) -> None:
    tried = variant(young, {"timing.closure_days": ["2024-12-30"], "timing.cutoff_time": "12:00"})
    assert [str(day) for day in tried.timing.calendar.closure_days] == ["2024-12-30"]
    small = variant(catalogue.profiles["BETA-2021"], {"timing.cutoff_time": "12:00"})
    assert small.timing.cutoff.hour == 12
    entry = {
        "from": "received",
        "number": 3,
        "unit": "weeks",
        "source": "x",
        "confidence": "setting",
    }
    old = catalogue.profiles["ALPHA-2020"]
    assert "window" in variant(old, {"clocks.tiny.window": entry}).clocks["tiny"]


def test_a_variant_of_a_variant_keeps_both(young: Profile) -> None:
    once = variant(young, {f"{RESPONSE}.unit": "weeks"})
    twice = variant(once, {f"{RESPONSE}.number": 3})
    assert twice.clocks["tiny"]["response"].amount == Amount(3, Unit.WEEKS)


def test_a_variant_comes_back_from_its_archive(young: Profile, catalogue: Catalogue) -> None:
    tried = variant(young, {f"{RESPONSE}.unit": "weeks"})
    assert profile_from_source(tried.source, catalogue.procedures) == tried


def test_no_settings_change_nothing(young: Profile) -> None:
    assert variant(young, {}) == young


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (
            {"clocks.tiny.respnse.unit": "weeks"},
            "“clocks.tiny.respnse” in the profile. Did you mean “response”",
        ),
        ({"clocks.tinny": {"response": {}}}, "“clocks.tinny” in the profile. Did you mean “tiny”"),
        ({f"{RESPONSE}.unti": "weeks"}, "Did you mean “unit”"),
        ({f"{RESPONSE}.unit": "fortnights"}, "This cannot be “fortnights”"),
        ({f"{RESPONSE}.unit.more": "x"}, "has no keys"),
        ({"values.gat": "none"}, "Did you mean “gate”"),
        ({"contacts.ombudsman.fone": "1"}, "Did you mean “phone”"),
        ({"clocks.tiny.respons": {"number": 3}}, "Profile ALPHA-2024 cannot be tried"),
        ({"values.gate": object()}, "cannot be kept"),
        ({"": 1}, "There is no key"),
        ({"council": "x"}, "Keys with values should stand here"),
    ],
)
def test_a_setting_that_leads_nowhere_is_refused_in_a_sentence(
    settings: dict[str, object], words: str, young: Profile
) -> None:
    with pytest.raises(BadInput) as bad:
        variant(young, settings)
    assert words in str(bad.value)
