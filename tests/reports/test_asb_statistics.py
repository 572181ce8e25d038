"""The yearly figures on case reviews, over scenarios that were played whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from engine import reports
from engine.catalogue import Catalogue
from engine.permissions import SYSTEM
from engine.reports import Period
from engine.scenarios.reading import read_scenario
from engine.scenarios.running import run_scenario
from engine.scenarios.world import World
from tests.reports.april import numbers
from tests.shipped import shipped_catalogue

FOLDER = Path("processes/asb-case-review/scenarios")
AUTUMN = Period(date(2024, 9, 1), date(2024, 11, 30))
WINTER = Period(date(2024, 12, 1), date(2025, 2, 28))
Figures = dict[str, float | int | None]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return shipped_catalogue()


def played(name: str, catalogue: Catalogue, migrated_file: Path) -> tuple[Figures, Figures]:
    """The figures of both periods once that scenario is over."""
    scenario = read_scenario(FOLDER / f"{name}.yaml")
    found: list[tuple[Figures, Figures]] = []
    steps = iter(range(len(scenario.steps), 0, -1))

    def seen(world: World) -> None:
        if next(steps) == 1:
            found.append((counted(world, AUTUMN), counted(world, WINTER)))

    outcome = run_scenario(scenario, catalogue, migrated_file, seen=seen)
    assert outcome.passed, outcome.failures
    return found[0]


def counted(world: World, period: Period) -> Figures:
    written = reports.write_report(world.office, SYSTEM, "asb-statistics", period)
    return {key: row[0] for key, row in numbers(written.table("statistics")).items()}


@pytest.mark.parametrize(
    ("scenario", "autumn", "winter"),
    [
        ("S22-threshold-not-met-appeal-stands", {"applications": 1, "not_met": 1}, {}),
        (
            "S22-variant-met-on-the-councils-own-test",
            {"applications": 1, "reviews": 1, "recommendations": 1},
            {},
        ),
        (
            "appeals-that-change-something",
            {"applications": 1, "reviews": 1, "recommendations": 1},
            {"reviews": 1},
        ),
        ("second-report", {}, {}),
    ],
)
def test_each_review_counts_where_the_law_says(
    scenario: str, autumn: Figures, winter: Figures, catalogue: Catalogue, migrated_file: Path
) -> None:
    assert played(scenario, catalogue, migrated_file) == (autumn, winter)
