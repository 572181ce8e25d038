"""The reports kept in a case, and what the council's thresholds make of them."""

from __future__ import annotations

from collections.abc import Mapping

from engine.casework.in_hand import InHand
from engine.clock import london_date
from engine.deadlines.thresholds import Threshold, reports_of, work_out
from engine.store import incident_reports


def threshold(hand: InHand) -> Threshold:
    """The tests of the case's profile over its reports, as they stand now."""
    tests = hand.profile.thresholds.get(hand.case.procedure, ())
    asked_on = london_date(hand.case.received_at)
    return work_out(
        tests,
        incident_reports.rows(hand.case),
        asked_on,
        incident_reports.applicant(hand.books, hand.case),
    )


def met(hand: InHand) -> bool:
    """Whether one of the tests is met."""
    return threshold(hand).met


def for_letters(hand: InHand) -> dict[str, object]:
    """``case.threshold`` of a letter: met, tests and every report with why it counts; or nothing.

    A report by somebody who has not agreed to it is not shared: only its number, and whether.
    """
    worked = threshold(hand)
    if not worked.tests:
        return {}
    rows, agreed = incident_reports.rows(hand.case), incident_reports.who_agreed(hand.books)
    reports = reports_of(rows, incident_reports.applicant(hand.books, hand.case))
    said = [
        {
            "number": report.number,
            "shared": report.reporter in agreed,
            "by": report.reporter if report.reporter in agreed else "",
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
