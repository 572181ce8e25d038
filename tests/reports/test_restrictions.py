"""The register of restrictions on contact over a year."""

from __future__ import annotations

from datetime import date

from engine.reports import Period
from tests.casework.council import Council
from tests.casework.test_restrictions import DECISION
from tests.reports.april import MAY, numbers, report

YEAR = Period(date(2024, 4, 1), date(2025, 3, 31))
NEXT = Period(date(2025, 4, 1), date(2026, 3, 31))


def counted(council: Council, period: Period) -> dict[str, float | int | None]:
    found = report(council, "restrictions", period).table("register")
    return {key: figures[0] for key, figures in numbers(found).items()}


def restricted(council: Council, review_on: str) -> str:
    reference = council.receives()
    council.acts("manager", reference, "restriction", **{**DECISION, "review_on": review_on})
    return reference


def test_what_was_added_lifted_and_is_live_adds_up(council):
    first, _, _ = (restricted(council, on) for on in ("2024-10-01", "2024-06-30", "2025-03-31"))
    council.passes("2024-05-20T12:00")
    council.acts("director", first, "end_restriction", reason="She has kept to it.")
    assert counted(council, MAY) == {"before": 3, "lifted": 1, "removed": 1, "live": 2}
    council.passes("2025-03-31T12:00")
    year = {"added": 3, "lifted": 1, "lapsed": 1, "removed": 2, "live": 1}
    assert counted(council, YEAR) == year
    council.passes("2025-04-02T12:00")
    assert counted(council, NEXT) == {"before": 1, "lapsed": 1, "removed": 1}
    found = report(council, "restrictions", YEAR).table("register").figure("lifted", "all")
    assert found.cases == (first,)
