"""The reports kept in a case, and what the council's thresholds make of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.casework.in_hand import InHand
from engine.clock import london_date
from engine.deadlines.thresholds import APPLICANT, Threshold, reports_of, same_name, work_out

#: the fact of the case that holds the rows
REPORTS = "reports"
#: whose own reports a letter may speak of; of others it says only whether they count
SHARED = frozenset({"complainant", "victim"})


def threshold(hand: InHand) -> Threshold:
    """The tests of the case's profile over its reports, as they stand now."""
    tests = hand.profile.thresholds.get(hand.case.procedure, ())
    asked_on = london_date(hand.case.received_at)
    return work_out(tests, kept(hand), asked_on, _applicant(hand))


def met(hand: InHand) -> bool:
    """Whether one of the tests is met."""
    return threshold(hand).met


def kept(hand: InHand) -> Sequence[Mapping[str, object]]:
    """The rows that the case keeps."""
    rows = hand.case.data.get(REPORTS)
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def for_letters(hand: InHand) -> dict[str, object]:
    """``case.threshold`` of a letter: met, tests and every report with why it counts; or nothing.

    A report by somebody who has not agreed to it is not shared: only its number, and whether.
    """
    worked = threshold(hand)
    if not worked.tests:
        return {}
    rows, agreed = kept(hand), _who_agreed(hand)
    reports = reports_of(rows, _applicant(hand))
    said = [
        {
            "number": report.number,
            "shared": report.reporter in agreed,
            "counts": any(tested.reports[n].counts for tested in worked.tests),
            **(_told(rows[n]) if report.reporter in agreed else {}),
            "tests": [
                {"title": tested.test.title, "why": tested.reports[n].why}
                for tested in worked.tests
                if report.reporter in agreed
            ],
        }
        for n, report in enumerate(reports)
    ]
    tests = [
        {"title": t.test.title, "needed": t.test.needed, "of": t.test.of, "counted": t.counted,
         "met": t.met}
        for t in worked.tests
    ]  # fmt: skip
    return {"met": worked.met, "tests": tests, "reports": said}


def _told(row: Mapping[str, object]) -> dict[str, object]:
    return {name: row.get(name) or "" for name in ("what", "happened_on", "reported_on", "agency")}


def _who_agreed(hand: InHand) -> frozenset[str]:
    people = {person.id: same_name(person.name) for person in hand.books.people}
    here = (p for p in hand.books.participations if p.until is None)
    held = {p.person_id for p in here if p.capacity in SHARED}
    return frozenset({APPLICANT, *(people[each] for each in held if each in people)})


def _applicant(hand: InHand) -> str:
    people = hand.books.people
    return next((person.name for person in people if person.id == hand.case.person_id), "")
