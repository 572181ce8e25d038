"""A council's profile, joined with the procedures' clocks."""

from __future__ import annotations

from datetime import date, time

import pytest

from engine.catalogue import Catalogue
from engine.catalogue.profile import Council, Profile
from engine.deadlines.rules import Amount, Beyond, ClockRule, Extension, Ladder, Start, Step, Unit
from engine.errors import BadFiles, BadInput, NotFound
from tests.catalogue.places import ALPHA, TINY, YOUNG, Copy, only, small_house


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return small_house()


@pytest.fixture(scope="module")
def alpha(catalogue: Catalogue) -> Profile:
    return catalogue.profiles["ALPHA-2020"]


def test_a_profile_has_its_council_and_its_hours(alpha: Profile) -> None:
    assert (alpha.title, alpha.effective_from, alpha.effective_to) == (
        "Alpha, 2020",
        date(2020, 4, 1),
        date(2024, 1, 31),
    )
    assert alpha.council == Council(
        "Alpha Council", ("Hall", "1 Sample Street"), "01632960000", "", "www.example.org"
    )
    timing = alpha.timing
    assert (timing.cutoff, timing.opening, timing.post_working_days) == (
        time(16, 30),
        time(8, 30),
        3,
    )
    assert timing.calendar.closure_days == {date(2020, 12, 29), date(2020, 12, 30)}
    assert alpha.opening == time(8, 30)


def test_a_clock_is_the_procedures_part_and_the_profiles(alpha: Profile) -> None:
    assert alpha.clocks["tiny"]["response"] == ClockRule(
        name="response",
        title="Response",
        kind="policy",
        starts=(Start("confirmed"), Start("direct", as_of="received"), Start("received")),
        amount=Amount(10, Unit.WORKING_DAYS),
        receipt="deemed",
        delivery="deemed",
        roll=True,
        hours="elapsed",
        extend=Extension(
            Amount(5, Unit.CALENDAR_DAYS), "TIN-EXT1", Beyond("reviewer", reason_required=False)
        ),
        pausable=True,
        met_by=("letter TIN-RESP1",),
        stops_at=("withdrawn",),
        ladder="short",
        source="Policy 1",
        confidence="seed",
    )


def test_a_clock_may_end_on_a_date_that_a_form_gives(alpha: Profile) -> None:
    rule = alpha.clocks["tiny"]["expected"]
    assert (rule.amount, rule.date_field, rule.max) == (
        None,
        "until",
        Amount(10, Unit.WORKING_DAYS),
    )
    assert rule.starts == (Start("extended response"),)


def test_a_clock_without_an_entry_does_not_run(alpha: Profile) -> None:
    assert set(alpha.clocks["tiny"]) == {"response", "expected"}


def test_a_ladders_plain_rungs_tell_the_usual_people(alpha: Profile) -> None:
    assert alpha.ladders == {
        "short": Ladder(
            "short",
            (
                Step("reminder", Amount(5, Unit.WORKING_DAYS), None, ("owner",)),
                Step("reminder", Amount(2, Unit.WORKING_DAYS), time(10), ("owner", "reviewer")),
                Step("breach", Amount(1, Unit.WORKING_DAYS), None, ("complaints_manager",)),
                Step("breach", Amount(1, Unit.HOURS), None, ("reviewer",)),
            ),
            time(9, 30),
            "setting",
        )
    }


def test_values_contacts_officers_and_texts_are_read(alpha: Profile) -> None:
    assert alpha.values == {"gate": "grounds", "months": 12, "open_late": False}
    assert alpha.sources == {"months": "Policy 4.1"}
    assert alpha.contacts["ombudsman"] == {
        "phone": "0300 061 0614",
        "number": "0300061",
        "address": ["PO Box 1", "Exampletown"],
        "checked": "2024-01-01",
    }
    assert alpha.officers == {
        "investigator": {"title": "Investigating manager", "phone": "01632 960001"}
    }
    assert alpha.texts == {"how_to_ask": "Ring us."}


def test_a_profile_that_extends_another_changes_only_what_it_gives(catalogue: Catalogue) -> None:
    young = catalogue.profiles["ALPHA-2024"]
    rule = young.clocks["tiny"]["response"]
    assert (rule.amount, rule.source) == (Amount(20, Unit.WORKING_DAYS), "Policy 1")
    assert rule.extend is not None
    assert rule.extend.cap == Amount(10, Unit.CALENDAR_DAYS)
    assert set(young.clocks["tiny"]) == {"response", "expected", "window"}
    assert young.values == {"gate": "none", "months": 12, "open_late": False}
    assert young.council.name == "Alpha Council"
    assert young.title == "Alpha, 2020"


def test_a_profile_is_in_force_for_its_own_time_only(house: Copy) -> None:
    house.change(YOUNG, ", to: 2029-12-31", "")
    assert house.catalogue().profiles["ALPHA-2024"].effective_to is None


def test_a_small_profile_has_the_usual_hours(catalogue: Catalogue) -> None:
    beta = catalogue.profiles["BETA-2021"]
    assert (beta.timing.cutoff, beta.timing.opening) == (time(17), time(9))
    assert beta.council.address == ("One Line",)
    assert (beta.clocks, beta.title) == ({}, "BETA-2021")


@pytest.mark.parametrize(
    ("asked", "day", "found"),
    [
        ("ALPHA-2024", date(2022, 1, 1), "ALPHA-2020"),
        ("ALPHA-2020", date(2024, 2, 1), "ALPHA-2024"),
        ("ALPHA-2020", date(2024, 1, 31), "ALPHA-2020"),
        ("ALPHA-2024", date(2019, 1, 1), "ALPHA-2020"),
        ("ALPHA-2020", date(2031, 1, 1), "ALPHA-2024"),
        ("BETA-2021", date(1999, 1, 1), "BETA-2021"),
    ],
)
def test_the_profile_in_force_on_a_day_is_found(
    asked: str, day: date, found: str, catalogue: Catalogue
) -> None:
    assert catalogue.profile_for(asked, day).id == found


def test_an_unknown_profile_is_refused_with_a_suggestion(catalogue: Catalogue) -> None:
    with pytest.raises(BadInput, match="Did you mean “BETA-2021”"):
        catalogue.profile_for("BETTA-2021", date(2022, 1, 1))


def test_an_unknown_version_is_not_found(catalogue: Catalogue) -> None:
    with pytest.raises(NotFound):
        catalogue.source_of("0" * 64)


RULE, DATED = "clocks.tiny.response", "clocks.tiny.expected"
FIRST = "from: [confirmed"  # the first line of the rule
#: what is changed into what, the place that is told, how the fix begins, words of the line told
FAULTS = {
    "an unknown clock": (
        ("    expected: {", "    expectd: {"),
        ("clocks.tiny.expectd", "Did you mean “expected”?", "expectd"),
    ),
    "an unknown procedure": (
        ("  tiny:", "  tinny:"),
        ("clocks.tinny", "Did you mean “tiny”?", FIRST),
    ),
    "a clock without source": (
        ("      source: Policy 1\n", ""),
        (RULE, "Add “source:” here.", FIRST),
    ),
    "a clock without confidence": (
        (", confidence: setting}", "}"),
        (DATED, "Add “confidence:” here.", "expected:"),
    ),
    "a number without unit": (
        ("      unit: working_days\n", ""),
        (RULE, "Write both, or neither.", FIRST),
    ),
    "no end": (
        ("date: until, max: 10 working_days, ", ""),
        (DATED, "Write either “number:” and “unit:”", "expected:"),
    ),
    "two ends": (
        ("date: until,", "date: until, number: 3, unit: weeks,"),
        (DATED, "Write either “number:” and “unit:”", "expected:"),
    ),
    "a maximum without a date": (
        ("date: until,", "number: 3, unit: weeks,"),
        (DATED, "Use “extend” instead.", "expected:"),
    ),
    "a unit nobody knows": (
        ("unit: working_days", "unit: fortnights"),
        (f"{RULE}.unit", "Write one of: working_days", "fortnights"),
    ),
    "an amount nobody knows": (
        ("max: 10 working_days", "max: 10 days"),
        (f"{DATED}.max", "Write an amount such as", "10 days"),
    ),
    "no start": (
        ("from: extended response", "from: []"),
        (f"{DATED}.from", "Write one, such as received.", "from: []"),
    ),
    "an unknown ladder": (
        ("  short:", "  shrt:"),
        (RULE, "Did you mean “shrt”?", FIRST),
    ),
    "a reminder in hours": (
        ("[5 working_days,", "[5 hours,"),
        ("ladders.short.reminder[0]", "Write it in working_days.", "5 hours"),
    ),
    "a breach in weeks": (
        ("[1 working_day,", "[1 week,"),
        ("ladders.short.breach[0]", "Write it in working_days or hours.", "1 week"),
    ),
    "a day that is none": (
        ("2020-12-30", "2020-02-30"),
        ("timing.closure_days[1]", "Write year-month-day", "2020-02-30"),
    ),
    "an hour that is none": (
        ("16:30", "24:30"),
        ("timing.cutoff_time", "Write hours and minutes", "24:30"),
    ),
    "another file's name": (
        ("profile: ALPHA-2020", "profile: GAMMA-2020"),
        ("profile", "Call the file gamma-2020.yaml.", "profile: GAMMA"),
    ),
    "a value without value": (
        ("{value: 12, source: Policy 4.1, confidence: seed}", "{source: Policy 4.1}"),
        ("values.months", "Add “value:” here.", "months"),
    ),
    "a title in the wrong place": (
        ("title: Alpha", "titles: Alpha"),
        ("titles", "Did you mean “title”?", "titles"),
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_a_profile_is_told_with_its_place_and_a_fix(fault: str, house: Copy) -> None:
    (old, new), (element, fix, words) = FAULTS[fault]
    house.remove(YOUNG).change(ALPHA, old, new)
    with pytest.raises(BadFiles) as bad:
        house.catalogue()
    problem = only(bad.value.problems)
    assert (problem.file, problem.element) == (ALPHA, element)
    assert problem.fix.startswith(fix)
    assert words in house.line(problem)


def test_a_fault_in_an_extended_profile_is_told_once_at_its_place(house: Copy) -> None:
    house.change(ALPHA, "unit: working_days", "unit: fortnights")
    with pytest.raises(BadFiles) as bad:
        house.catalogue()
    assert only(bad.value.problems).file == ALPHA


@pytest.mark.parametrize(
    ("extends", "reason"),
    [
        ("ALPHA-2019", "There is no profile file processes/profiles/alpha-2019.yaml."),
        ("ALPHA-2024", "This profile stands on itself."),
        ("../secret", "There is no profile file processes/profiles/../secret.yaml."),
    ],
)
def test_a_profile_that_extends_nothing_is_told(extends: str, reason: str, house: Copy) -> None:
    house.change(YOUNG, "extends: ALPHA-2020", f"extends: {extends}")
    with pytest.raises(BadFiles) as bad:
        house.catalogue()
    problem = only(bad.value.problems)
    assert (problem.reason, problem.file, problem.line) == (reason, YOUNG, 2)


def test_a_broken_procedure_does_not_make_its_profiles_wrong(house: Copy) -> None:
    house.change(TINY, "kind: statutory", "kind: legal")
    with pytest.raises(BadFiles) as bad:
        house.catalogue()
    assert only(bad.value.problems).file == TINY
