"""The scenarios beside the procedures pass, and together they take every flow."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from engine.catalogue import Catalogue
from engine.scenarios import Outcome, Scenario, read_scenarios, run_scenario
from engine.scenarios.coverage import untaken
from engine.settings import HOUSE
from tests.house.permitting import APART, KEPT, Watcher
from tests.shipped import shipped_catalogue

#: those that use the most of a database: clocks and letters, both stages, refusals, profiles, two
#: cases at once, what is promised and chased, cases that begin again
ON_POSTGRESQL = ("S01", "S03", "S04", "S10", "split", "contribution-chased", "reopened")


def catalogue() -> Catalogue:
    return shipped_catalogue()


@cache
def scenarios() -> tuple[Scenario, ...]:
    return tuple(read_scenarios(HOUSE / "processes"))


#: outcomes on SQLite of this worker: the flows are counted without running anything twice
_OUTCOMES: dict[str, Outcome] = {}


#: what each state of a procedure permits, as its scenarios come to it
_WATCHERS: dict[str, Watcher] = {}


def outcome_of(scenario: Scenario, template: Path) -> Outcome:
    key = f"{scenario.procedure}/{scenario.id}"
    if key not in _OUTCOMES:
        watcher = _WATCHERS.setdefault(scenario.procedure, Watcher(scenario.procedure))
        apart = scenario.procedure == APART
        _OUTCOMES[key] = (
            run_scenario(scenario, catalogue(), template)
            if apart
            else run_scenario(scenario, catalogue(), template, seen=watcher)
        )
    return _OUTCOMES[key]


def params() -> list[object]:
    """One test a scenario; those of a procedure by one worker."""
    return [
        pytest.param(
            scenario,
            id=f"{scenario.procedure}-{scenario.id}",
            marks=pytest.mark.xdist_group(scenario.procedure),
        )
        for scenario in scenarios()
    ]


@pytest.mark.parametrize("scenario", params())
def test_a_scenario_goes_as_it_is_written(scenario: Scenario, migrated_file: Path) -> None:
    outcome = outcome_of(scenario, migrated_file)
    assert outcome.passed, "\n".join(outcome.failures)


@pytest.mark.parametrize(
    "procedure",
    [pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in catalogue().procedures],
)
def test_the_scenarios_of_a_procedure_take_every_flow(procedure: str, migrated_file: Path) -> None:
    own = [scenario for scenario in scenarios() if scenario.procedure == procedure]
    assert own, f"Write scenarios beside it, in processes/{procedure}/scenarios."
    missing = untaken(catalogue(), [outcome_of(scenario, migrated_file) for scenario in own])
    never = [flow for flows in missing.values() for flow in flows]
    assert not never, "Write scenarios that take these flows:\n" + "\n".join(never)


@pytest.mark.parametrize(
    "procedure",
    [
        pytest.param(name, marks=pytest.mark.xdist_group(name))
        for name in catalogue().procedures
        if name != APART
    ],
)
def test_who_may_do_what_is_as_it_was_reviewed(procedure: str, migrated_file: Path) -> None:
    for scenario in scenarios():
        if scenario.procedure == procedure:
            outcome_of(scenario, migrated_file)
    kept = KEPT / f"{procedure}.txt"
    said = "Read what changed, then: python -m tests.house.permitting"
    assert kept.exists(), said
    assert _WATCHERS[procedure].written() == kept.read_text("utf-8"), said


def test_the_identifiers_of_a_procedures_scenarios_are_its_own() -> None:
    names = [f"{scenario.procedure} {scenario.id}" for scenario in scenarios()]
    twice = sorted({name for name in names if names.count(name) > 1})
    assert not twice, f"Give each scenario an id of its own: {twice}"


@pytest.mark.parametrize("name", ON_POSTGRESQL)
def test_a_scenario_goes_alike_on_postgresql(name: str, postgres_url: str) -> None:
    found = [
        scenario
        for scenario in scenarios()
        if scenario.id == name and scenario.procedure == "corporate-complaint"
    ]
    assert len(found) == 1, f"Which scenario is {name}?"
    outcome = run_scenario(found[0], catalogue(), database_url=postgres_url)
    assert outcome.passed, "\n".join(outcome.failures)
