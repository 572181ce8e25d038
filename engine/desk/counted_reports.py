"""The reports kept in a case, each counted or not and why, for whoever decides."""

from __future__ import annotations

from collections.abc import Mapping

from engine.clock import london_date
from engine.deadlines.thresholds import Report, Threshold, reports_of, work_out
from engine.desk.reading import Read
from engine.desk.report_views import CountView, ReportView, ThresholdView
from engine.store import incident_reports


def of_case(read: Read) -> ThresholdView | None:
    """The reports and the threshold; None where the council has no tests for this procedure.

    People from outside do not see what was reported by somebody who has not agreed to it.
    """
    if not read.profile.thresholds.get(read.case.procedure):
        return None
    worked, rows = threshold(read), incident_reports.rows(read.case)
    found = reports_of(rows, incident_reports.applicant(read.books, read.case))
    reports = tuple(
        _report(read, report, row, worked) for report, row in zip(found, rows, strict=True)
    )
    tests = tuple(
        CountView(
            tested.test.title,
            tested.counted,
            tested.test.needed,
            tested.test.of,
            tested.met,
            tested.test.source,
        )
        for tested in worked.tests
    )
    place = str(read.case.data.get("location") or "")
    applicant = incident_reports.applicant(read.books, read.case)
    return ThresholdView(worked.met, tests, reports, applicant, place)


def threshold(read: Read) -> Threshold:
    """The tests of the case's profile over its reports."""
    tests = read.profile.thresholds.get(read.case.procedure, ())
    asked_on = london_date(read.case.received_at)
    return work_out(
        tests,
        incident_reports.rows(read.case),
        asked_on,
        incident_reports.applicant(read.books, read.case),
    )


def met(read: Read) -> bool:
    """Whether one of the tests is met."""
    return threshold(read).met


def _report(
    read: Read, report: Report, row: Mapping[str, object], worked: Threshold
) -> ReportView:
    agreed = report.reporter in incident_reports.who_agreed(read.books)
    shown = agreed or read.actor is None or read.actor.in_office
    said = {name: str(row.get(name) or "") if shown else "" for name in _TEXTS}
    results = (
        (t.test.title, t.reports[report.number - 1].counts, t.reports[report.number - 1].why)
        for t in worked.tests
    )
    return ReportView(
        number=report.number,
        happened_on=report.happened_on if shown else None,
        reported_on=report.reported_on if shown else None,
        agreed=agreed,
        results=tuple(results) if shown else (),
        **said,
    )


_TEXTS = ("what", "reporter", "agency", "reference", "response")
