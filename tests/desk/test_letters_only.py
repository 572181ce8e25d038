"""Whoever is complained about reads the council's letters, not the words of whoever complained."""

from __future__ import annotations

from pathlib import Path

from engine.desk.partners import PartnerCase, partner_case
from engine.desk.task_views import task_form
from engine.scenarios.reading import read_scenario
from engine.scenarios.running import run_scenario
from engine.scenarios.world import World
from tests.shipped import shipped_catalogue

SCENARIO = Path("processes/councillor-conduct/scenarios/settled-at-stage1.yaml")


def test_a_councillor_does_not_learn_by_the_words_who_complained(migrated_file: Path) -> None:
    seen: list[tuple[PartnerCase, str, tuple[object, ...]]] = []

    def look(world: World) -> None:
        if not world.cases:
            return
        who, reference = world.officers["councillor"], world.reference()
        case = partner_case(world.office, who, reference)
        for task in case.tasks:
            form = task_form(world.office, who, task.id)
            seen.append((case, form.case_title + form.text, form.points))

    catalogue = shipped_catalogue()
    outcome = run_scenario(read_scenario(SCENARIO), catalogue, migrated_file, seen=look)
    assert outcome.passed, outcome.failures
    case, said, points = seen[-1]
    assert (case.title, said) == ("Complaint about a councillor", "Complaint about a councillor")
    assert (case.points, points) == ((), ())
    assert [letter.title for letter in case.letters] == [
        "A complaint has been made about you",
        "The Independent Person who can advise you",
        "The complaint about a councillor is at stage 1",
    ]
