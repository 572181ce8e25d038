"""A complaint about several councillors: a case each, and neither sees the other's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from engine.desk.case_file import case_file
from engine.desk.partners import partner_case
from engine.desk.task_views import task_form
from engine.scenarios.reading import read_scenario
from engine.scenarios.running import run_scenario
from engine.scenarios.world import World
from tests.shipped import shipped_catalogue

SCENARIO = Path("processes/councillor-conduct/scenarios/two-councillors.yaml")
NO_LINK = "They have no link yet."


def test_the_first_step_waits_there_filled_in_but_for_what_was_said_of_the_other(
    migrated_file: Path,
) -> None:
    found: list[tuple[str, dict[str, object]]] = []

    def look(world: World) -> None:
        if "laughed" not in world.cases or found:
            return
        officer, second = world.officers["officer"], world.officers["second"]
        file = case_file(world.office, officer, world.cases["laughed"])
        (task,) = [task for task in file.tasks if task.status == "open"]
        values = dict(task_form(world.office, officer, task.id).values)
        assert values.pop("subject_member") == second.officer_id
        found.append((task.assignee, values))

    _play(migrated_file, look)
    ((assignee, values),) = found
    assert assignee
    assert values["complainant_kind"] == "resident"
    assert values["complainant_name"] == "a resident"
    assert "allegation" not in values
    assert "also_about" not in values


def test_a_councillor_has_a_way_into_their_own_case_alone(migrated_file: Path) -> None:
    links: dict[str, dict[str, bool]] = {}

    def look(world: World) -> None:
        for case, reference in world.cases.items():
            file = case_file(world.office, world.officers["mo"], reference)
            ways = {guest.officer_id: guest.link != NO_LINK for guest in file.guests}
            known = ((who, world.officers[who].officer_id) for who in ("first", "second"))
            links[case] = {who: ways[number] for who, number in known if number in ways}
            for who in ("first", "second"):
                seen = partner_case(world.office, world.officers[who], reference)
                others = [each for each in world.cases.values() if each != reference]
                assert not any(other in repr(seen) for other in others)

    _play(migrated_file, look)
    assert links == {
        "shouted": {"first": True},
        "laughed": {"second": True},
    }


def _play(folder: Path, look: Callable[[World], None]) -> None:
    catalogue = shipped_catalogue()
    outcome = run_scenario(read_scenario(SCENARIO), catalogue, folder, seen=look)
    assert outcome.passed, outcome.failures
