"""What MPs and the Ombudsman are counted as, over scenarios that were played whole."""

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
from tests.shipped import shipped_catalogue

YEAR_2024 = Period(date(2024, 1, 1), date(2024, 12, 31))
SUMMER_2020 = Period(date(2020, 6, 1), date(2020, 8, 31))


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return shipped_catalogue()


def played(path: str, report: str, period: Period, catalogue: Catalogue, file: Path) -> Report:
    """The report once that scenario is over."""
    scenario = read_scenario(Path("processes") / path)
    found: list[Report] = []
    steps = iter(range(len(scenario.steps), 0, -1))

    def seen(world: World) -> None:
        if next(steps) == 1:
            found.append(reports.write_report(world.office, SYSTEM, report, period))

    outcome = run_scenario(scenario, catalogue, file, seen=seen)
    assert outcome.passed, outcome.failures
    return found[0]


def test_an_answer_to_an_mp_counts_its_calendar_days_and_is_late_despite_the_update(
    catalogue: Catalogue, migrated_file: Path
) -> None:
    path = "mp-enquiry/scenarios/answered-after-an-update.yaml"
    found = played(path, "mp-enquiries", YEAR_2024, catalogue, migrated_file)
    answered = found.table("answered")
    # 21 March to 24 April; the first date was 15 April.
    assert [answered.figure("2024-04", key).value for key in ("answered", "days", "in_time")] == [
        1,
        34.0,
        0.0,
    ]
    assert answered.figure("total", "answered").value == 1
    assert found.table("received").figure("answered", "cases").value == 1


def test_a_decision_counts_on_the_ombudsmans_date_though_much_is_still_to_do(
    catalogue: Catalogue, migrated_file: Path
) -> None:
    path = "ombudsman-investigation/scenarios/nine-recommendations.yaml"
    found = played(path, "ombudsman-decisions", SUMMER_2020, catalogue, migrated_file)
    rows = numbers(found.table("decisions"))
    assert rows == {"education_children": [1, 0, 0, 0, 0, 0, 1], "total": [1, 0, 0, 0, 0, 0, 1]}


def test_what_is_accepted_or_declined_at_once_is_counted_as_that(
    catalogue: Catalogue, migrated_file: Path
) -> None:
    path = "ombudsman-investigation/scenarios/upheld-with-a-public-report.yaml"
    found = played(path, "ombudsman-decisions", SUMMER_2020, catalogue, migrated_file)
    # Two were accepted and one declined, before anything was done.
    rows = numbers(found.table("recommended"))
    assert rows == {"education_children": [2, 1, 0, 3], "total": [2, 1, 0, 3]}


def test_a_declined_recommendation_is_given_up_and_not_accepted(
    catalogue: Catalogue, migrated_file: Path
) -> None:
    path = "ombudsman-investigation/scenarios/upheld-with-a-public-report.yaml"
    year = Period(date(2020, 4, 1), date(2021, 3, 31))
    rows = numbers(
        played(path, "recommendations", year, catalogue, migrated_file).table("recommendations")
    )
    assert rows["total"] == [2, 1, 0, 3]
    assert rows["done_late"] == [1, 0, 0, 1]
    assert rows["given_up"] == [1, 1, 0, 2]  # one accepted was overtaken by a new law


def test_each_kind_of_decision_has_its_column(catalogue: Catalogue, migrated_file: Path) -> None:
    path = "ombudsman-investigation/scenarios/other-decisions.yaml"
    found = played(path, "ombudsman-decisions", YEAR_2024, catalogue, migrated_file)
    total = numbers(found.table("decisions"))["total"]
    assert total[-1] == sum(int(value or 0) for value in total[:-1]) > 1


def test_recommendations_are_counted_whatever_the_procedure(
    catalogue: Catalogue, migrated_file: Path
) -> None:
    path = "ombudsman-investigation/scenarios/nine-recommendations.yaml"
    found = played(
        path,
        "recommendations",
        Period(date(2020, 4, 1), date(2021, 6, 30)),
        catalogue,
        migrated_file,
    )
    assert numbers(found.table("recommendations"))["total"][-1] == 9
