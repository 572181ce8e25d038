"""The Standards Committee's figures, over scenarios that were played whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from engine import reports
from engine.catalogue import Catalogue
from engine.permissions import SYSTEM
from engine.reports import Period, Report
from engine.scenarios.reading import read_scenario
from engine.scenarios.running import run_scenario
from engine.scenarios.world import World
from tests.reports.april import numbers
from tests.reports.test_adding_up import check
from tests.shipped import shipped_catalogue

FOLDER = Path("processes/councillor-conduct/scenarios")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return shipped_catalogue()


def played(name: str, period: Period, catalogue: Catalogue, migrated_file: Path) -> Report:
    """The report on the period once that scenario is over."""
    scenario = read_scenario(FOLDER / f"{name}.yaml")
    found: list[Report] = []
    steps = iter(range(len(scenario.steps), 0, -1))

    def seen(world: World) -> None:
        if next(steps) == 1:
            name = "councillor-complaints"
            found.append(reports.write_report(world.office, SYSTEM, name, period))

    outcome = run_scenario(scenario, catalogue, migrated_file, seen=seen)
    assert outcome.passed, outcome.failures
    return found[0]


def test_each_complaint_counts_by_council_theme_outcome_and_reason(
    catalogue: Catalogue, migrated_file: Path
) -> None:
    period = Period(date(2023, 9, 1), date(2023, 9, 30))
    report = played("assessment-tests", period, catalogue, migrated_file)
    for table in report.tables:
        check(table)
    kinds = numbers(report.table("kinds"))
    assert kinds["principal"][:4] == [9, 0, 9, 0]
    assert kinds["parish"] == [1, 0, 1, 0, 5]
    assert numbers(report.table("outcomes"))["rejected"] == [9, 1, 0, 10, 5]
    assert numbers(report.table("reasons"))["too_old"] == [1, 0, 0, 1]
    assert numbers(report.table("themes"))["bullying"] == [0, 1, 0, 1]


def test_what_came_before_the_period_is_carried_over(
    catalogue: Catalogue, migrated_file: Path
) -> None:
    period = Period(date(2023, 4, 1), date(2024, 3, 31))
    report = played("paused-and-late", period, catalogue, migrated_file)
    assert numbers(report.table("kinds"))["principal"] == [0, 1, 0, 1, None]
    assert numbers(report.table("stages"))["stage 3"] == [1, 0, 0, 1]
    names = " ".join(line.title for table in report.tables for line in table.lines)
    assert "councillor" not in names.lower().replace("town or parish councils", "")
