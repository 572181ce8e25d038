"""The reports of a case and what the thresholds make of them, as screens show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ReportView:
    """One report. ``agreed`` False: by somebody who has not agreed that it may be shared.

    ``results``: (the test's title, whether it counts, why).
    """

    number: int
    what: str
    happened_on: date | None
    reported_on: date | None
    reporter: str
    agency: str
    reference: str
    response: str
    agreed: bool
    results: tuple[tuple[str, bool, str], ...]


@dataclass(frozen=True, slots=True)
class CountView:
    """One test: how many count towards it, of how many that it needs."""

    title: str
    counted: int
    needed: int
    of: str  # reports | people
    met: bool
    source: str


@dataclass(frozen=True, slots=True)
class ThresholdView:
    """Whether enough was reported for a review. ``applicant``, ``place``: for those asked for
    their records.
    """

    met: bool
    tests: tuple[CountView, ...]
    reports: tuple[ReportView, ...]
    applicant: str = ""
    place: str = ""
