"""Which reports count towards a review of a case, and why."""

from __future__ import annotations

from datetime import date

import pytest

from engine.deadlines import parse_amount
from engine.deadlines.thresholds import Threshold, ThresholdTest, work_out

MONTH = parse_amount("1 months_beginning_with")
HALF_YEAR = parse_amount("6 months_beginning_with")
IN_LAW = ThresholdTest("statutory", "the law", 3, reported_within=MONTH, asked_within=HALF_YEAR)
ONE_PERSON = ThresholdTest("one_person", "one person", 3, one_person=True, asked_within=HALF_YEAR)
THREE_PEOPLE = ThresholdTest(
    "people", "three people", 3, of="people", similar=True, asked_within=HALF_YEAR
)
ASKED = date(2024, 9, 16)  # a Monday


def row(happened: str, reported: str, **more: object) -> dict[str, object]:
    return {"happened_on": happened, "reported_on": reported, **more}


S22 = [
    row("2024-03-12", "2024-03-12"),
    row("2024-07-30", "2024-08-02"),
    row("2024-07-30", "2024-08-09", same_as=2),
    row("2024-09-05", "2024-09-06"),
]
FOURTH = row("2024-05-20", "2024-07-01")


def counted(worked: Threshold) -> list[tuple[str, int, list[int]]]:
    return [
        (t.test.id, t.counted, [each.number for each in t.reports if each.counts])
        for t in worked.tests
    ]


def test_too_old_and_the_same_incident_again_leave_two_of_four() -> None:
    worked = work_out((IN_LAW, ONE_PERSON), S22, ASKED)
    assert counted(worked) == [("statutory", 2, [2, 4]), ("one_person", 2, [2, 4])]
    assert not worked.met
    first, _, third, fourth = (each.why for each in worked.tests[0].reports)
    assert "asked for by Wednesday 11 September 2024" in first
    assert third == "Not counted again: it is about the same incident as report 2."
    assert fourth.startswith("Counted: it was reported in time (the last day was Friday 4 October")


def test_a_report_that_came_too_late_for_the_law_may_count_for_the_council() -> None:
    worked = work_out((IN_LAW, ONE_PERSON), [*S22, FOURTH], ASKED)
    assert counted(worked) == [("statutory", 2, [2, 4]), ("one_person", 3, [2, 4, 5])]
    assert worked.met
    assert "by Wednesday 19 June 2024" in worked.tests[0].reports[4].why


@pytest.mark.parametrize(
    ("happened", "reported", "asked", "counts"),
    [
        ("2024-03-10", "2024-04-09", "2024-04-10", True),  # Sunday to Tuesday: the last day
        ("2024-03-10", "2024-04-10", "2024-04-10", False),
        ("2024-03-12", "2024-03-12", "2024-09-11", True),  # the last day to ask
        ("2024-03-12", "2024-03-12", "2024-09-12", False),
        ("2024-01-31", "2024-02-29", "2024-03-01", True),  # no 31 February: its last day
        ("2024-01-31", "2024-03-01", "2024-03-01", False),
    ],
)
def test_a_month_begins_with_its_first_day(
    happened: str, reported: str, asked: str, counts: bool
) -> None:
    worked = work_out((IN_LAW,), [row(happened, reported)], date.fromisoformat(asked))
    assert worked.tests[0].reports[0].counts is counts


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (row("2024-08-01", ""), "we do not know when it was reported"),
        (row("", "2024-08-01"), "we do not know when it happened"),
        (row("2024-08-02", "2024-08-01"), "one of the dates is wrong"),
        (row("2024-09-16", "2024-09-17"), "after the review was asked for"),
    ],
)
def test_a_report_whose_dates_cannot_be_used_does_not_count(
    given: dict[str, object], why: str
) -> None:
    assert why in work_out((IN_LAW,), [given], ASKED).tests[0].reports[0].why


def test_the_first_report_of_an_incident_that_is_in_time_counts_for_it() -> None:
    late = row("2024-07-01", "2024-08-20")
    worked = work_out((IN_LAW,), [late, row("2024-07-01", "2024-07-02", same_as=1)], ASKED)
    assert counted(worked) == [("statutory", 1, [2])]


def test_three_people_count_once_each_and_only_for_much_the_same() -> None:
    rows = [
        row("2024-08-01", "2024-08-01", reporter="Ada", similar=True),
        row("2024-08-03", "2024-08-03", reporter=" ada ", similar=True),
        row("2024-08-04", "2024-08-04", reporter="Bea", similar=True),
        row("2024-08-05", "2024-08-05", reporter="Cy"),
    ]
    assert counted(work_out((THREE_PEOPLE,), rows, ASKED)) == [("people", 2, [1, 3])]
    rows[3]["similar"] = True
    assert work_out((THREE_PEOPLE,), rows, ASKED).met
    assert not work_out((ONE_PERSON,), rows, ASKED).met


def test_a_row_without_a_name_is_the_applicants() -> None:
    rows = [
        row("2024-08-01", "2024-08-01"),
        row("2024-08-03", "2024-08-03", reporter="Dee"),
        row("2024-08-05", "2024-08-05", reporter="dee"),
    ]
    assert work_out((ONE_PERSON,), rows, ASKED, applicant="Dee").met
    assert not work_out((ONE_PERSON,), rows, ASKED).met


def test_without_a_test_nothing_is_met() -> None:
    assert not work_out((), S22, ASKED).met
