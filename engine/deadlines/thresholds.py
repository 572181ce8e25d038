"""Whether enough was reported for a review: reports in, each one counted or not, and why.

The numbers and the lengths of time are the profile's (`thresholds:`). What a row says is the
case's; nothing here asks the time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from engine.deadlines.lengths import last_day
from engine.deadlines.rules import Amount
from engine.working_days import Calendar, long_date

#: whoever asks for the review, where a row does not say who reported it
APPLICANT = ""
_NO_CLOSURES = Calendar(frozenset())


@dataclass(frozen=True, slots=True)
class ThresholdTest:
    """One way to reach the threshold.

    ``of``: reports (of separate incidents) or people (each counted once). ``one_person``: all of
    them by the same person. ``similar``: only reports that are about the same kind of thing.
    ``reported_within``: from what happened to the report; ``asked_within``: from the report to the
    request for a review.
    """

    id: str
    title: str
    needed: int
    of: str = "reports"  # reports | people
    one_person: bool = False
    similar: bool = False
    reported_within: Amount | None = None
    asked_within: Amount | None = None
    source: str = ""
    confidence: str = "setting"


@dataclass(frozen=True, slots=True)
class Report:
    """One report of something that happened. ``incident``: the number of its first report."""

    number: int
    happened_on: date | None
    reported_on: date | None
    reporter: str
    incident: int
    similar: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """What one test makes of one report."""

    number: int
    counts: bool
    why: str


@dataclass(frozen=True, slots=True)
class Tested:
    """One test: how much counts towards it, and whether that is enough."""

    test: ThresholdTest
    counted: int
    reports: tuple[Counted, ...]

    @property
    def met(self) -> bool:
        """Whether this test alone is enough."""
        return self.counted >= self.test.needed


@dataclass(frozen=True, slots=True)
class Threshold:
    """All tests of a council; one that is met is enough."""

    tests: tuple[Tested, ...]

    @property
    def met(self) -> bool:
        """Whether the threshold is met."""
        return any(tested.met for tested in self.tests)


def work_out(
    tests: Sequence[ThresholdTest],
    rows: Sequence[Mapping[str, object]],
    asked_on: date,
    applicant: str = "",
) -> Threshold:
    """The threshold from the rows of a form: happened_on, reported_on, reporter, same_as, similar.

    ``applicant``: the name of whoever asked, who is the same person as a row without a name.
    """
    reports = reports_of(rows, applicant)
    return Threshold(tuple(_tested(test, reports, asked_on) for test in tests))


def reports_of(rows: Sequence[Mapping[str, object]], applicant: str = "") -> tuple[Report, ...]:
    """The rows as reports, numbered from one, those of one incident joined."""
    found = [_report(number, row, applicant) for number, row in enumerate(rows, 1)]
    first = {report.number: report.number for report in found}
    for report in found:
        if report.incident in first:
            old, new = sorted((first[report.number], first[report.incident]), reverse=True)
            first = {number: new if root == old else root for number, root in first.items()}
    return tuple(replace(report, incident=first[report.number]) for report in found)


def _report(number: int, row: Mapping[str, object], applicant: str) -> Report:
    reporter = same_name(row.get("reporter"))
    same = row.get("same_as")
    return Report(
        number=number,
        happened_on=_day(row.get("happened_on")),
        reported_on=_day(row.get("reported_on")),
        reporter=APPLICANT if reporter == same_name(applicant) else reporter,
        incident=same if isinstance(same, int) and not isinstance(same, bool) else number,
        similar=row.get("similar") is True,
    )


def same_name(name: object) -> str:
    """A name as names are compared: small letters, single spaces."""
    return " ".join(str(name or "").casefold().split())


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    return date.fromisoformat(value) if isinstance(value, str) and value else None


def _tested(test: ThresholdTest, reports: Sequence[Report], asked_on: date) -> Tested:
    before: dict[tuple[str, int], int] = {}  # who or what counted already -> by which report
    found: list[Counted] = []
    people: dict[str, int] = {}
    for report in reports:
        key = _once(test, report)
        why_not = _out_of_time(test, report, asked_on) or _again(test, before.get(key))
        if not why_not:
            before[key] = report.number
            people[report.reporter] = people.get(report.reporter, 0) + 1
        why = why_not or _in_time(test, report)
        found.append(Counted(report.number, not why_not, why))
    counted = max(people.values(), default=0) if test.one_person else len(before)
    return Tested(test, counted, tuple(found))


def _once(test: ThresholdTest, report: Report) -> tuple[str, int]:
    """What counts once only: a person, a person's incident, or an incident."""
    if test.of == "people":
        return report.reporter, 0
    return (report.reporter if test.one_person else "", report.incident)


def _out_of_time(test: ThresholdTest, report: Report, asked_on: date) -> str:
    happened, reported = report.happened_on, report.reported_on
    if reported is None:
        return "Not counted: we do not know when it was reported."
    if reported > asked_on:
        return "Not counted: it was reported after the review was asked for."
    if happened is not None and happened > reported:
        return "Not counted: it was reported before it happened, so one of the dates is wrong."
    if test.similar and not report.similar:
        return "Not counted: nothing says that it is much the same as what others reported."
    return _too_late(test, happened, reported, asked_on)


def _too_late(test: ThresholdTest, happened: date | None, reported: date, asked_on: date) -> str:
    if test.reported_within:
        if happened is None:
            return "Not counted: we do not know when it happened."
        by = _until(test.reported_within, happened)
        if reported > by:
            return (
                f"Not counted: it happened on {long_date(happened)} and had to be reported "
                f"by {long_date(by)}. It was reported on {long_date(reported)}."
            )
    if test.asked_within and asked_on > (by := _until(test.asked_within, reported)):
        return (
            f"Not counted: it was reported on {long_date(reported)}. It would count if the "
            f"review had been asked for by {long_date(by)}."
        )
    return ""


def _again(test: ThresholdTest, earlier: int | None) -> str:
    if earlier is None:
        return ""
    if test.of == "people":
        return f"Not counted again: report {earlier} is by the same person."
    return f"Not counted again: it is about the same incident as report {earlier}."


def _in_time(test: ThresholdTest, report: Report) -> str:
    said = []
    if test.reported_within and report.happened_on:
        by = _until(test.reported_within, report.happened_on)
        said.append(f"it was reported in time (the last day was {long_date(by)})")
    if test.asked_within and report.reported_on:
        by = _until(test.asked_within, report.reported_on)
        said.append(f"the review was asked for in time (the last day is {long_date(by)})")
    return f"Counted: {' and '.join(said) or 'nothing speaks against it'}."


def _until(length: Amount, since: date) -> date:
    return last_day(length, since, _NO_CLOSURES)
