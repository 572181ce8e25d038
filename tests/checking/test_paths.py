"""The search finds every way that the engine takes, and what surely came before."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from engine import workflow
from engine.catalogue import load_procedure
from engine.catalogue.definition import Field, Procedure
from engine.catalogue.procedures import read_procedure
from engine.checking import paths
from engine.checking.checker import subject_of
from engine.checking.followed import fields_of
from engine.checking.paths import Walk, surely_before, walks
from engine.checking.values import holds, readable
from tests.checking.vocabulary import PROFILE, assembled

HOUSE = Path(__file__).parents[2]
NOW = datetime(2024, 3, 21, 10, tzinfo=UTC)


def small(**fixture: Any) -> Procedure:
    files = {name: text for name, text in assembled(fixture).items() if name != PROFILE}
    loaded = read_procedure("small", files)
    assert loaded.procedure is not None, loaded.problems
    return loaded.procedure


def shipped() -> Procedure:
    folder = HOUSE / "processes" / "corporate-complaint"
    loaded = load_procedure(folder, HOUSE / "letters", HOUSE / "processes" / "shared")
    assert loaded.procedure is not None, loaded.problems
    return loaded.procedure


def walked(procedure: Procedure, entry: str) -> Walk:
    return next(walk for walk in walks(subject_of(procedure, ())) if walk.entry == entry)


def possible(procedure: Procedure, name: str) -> tuple[object, ...]:
    variable = procedure.variables[name]
    free: dict[str, tuple[object, ...]] = {"bool": (False, True), "number": (0, 100)}
    return free.get(variable.type) or tuple(variable.of) or ("x",)


def first_values(procedure: Procedure, entry: str, dice: random.Random) -> dict[str, object]:
    values: dict[str, object] = {}
    for name, variable in procedure.variables.items():
        free = variable.origin in ("profile", "derived")
        values[name] = dice.choice(possible(procedure, name)) if free else variable.default
    return {**values, "entry": entry}


def answered(
    procedure: Procedure, element: str, values: Mapping[str, object], dice: random.Random
) -> dict[str, object]:
    """A form filled in by chance, as a person could."""
    known, given = dict(values), dict[str, object]()
    for field in fields_of(procedure, procedure.diagram.elements[element]):
        when = readable(field.when)
        if field.id not in procedure.variables or (when and not holds(when, known)):
            continue
        if answer := tuple(answers(procedure, field)):
            given[field.id] = known[field.id] = dice.choice(answer)
    return given


def answers(procedure: Procedure, field: Field) -> Iterator[object]:
    if field.choices:
        yield from (choice.value for choice in field.choices)
    elif procedure.variables[field.id].type in ("bool", "number"):
        yield from possible(procedure, field.id)


def taken_by_the_engine(procedure: Procedure, entry: str, seed: int) -> Iterator[str]:
    """The arrows that a run by chance passes."""
    dice = random.Random(seed)  # noqa: S311 (a test's dice keep no secret)
    diagram = procedure.diagram
    program = workflow.compile_program(diagram.xml, diagram.process)
    moved = workflow.start(program, first_values(procedure, entry, dice), NOW)
    for _ in range(40):
        yield from moved.taken
        state = moved.state
        if state is None:
            return
        number = dice.randrange(len(moved.open) + len(moved.timers))
        if number >= len(moved.open):
            timer = moved.timers[number - len(moved.open)]
            moved = workflow.fire(program, state, moved.variables, [timer.id], NOW)
        else:
            task, known = moved.open[number], moved.variables
            changes = answered(procedure, task.element, known, dice)
            moved = workflow.complete(program, state, known, task.id, changes, NOW)


@pytest.mark.parametrize("of", [small, shipped])
def test_no_run_of_the_engine_takes_a_way_that_the_search_did_not_find(of: Any) -> None:
    procedure = of()
    for entry in procedure.entries:
        walk = walked(procedure, entry)
        found = {hop.flow.id for steps in walk.ahead.values() for hop, _ in steps if hop.flow}
        found |= walk.elements()  # timers at an edge count by their own id
        for seed in range(60):
            beyond = set(taken_by_the_engine(procedure, entry, seed)) - found
            assert not beyond, f"{procedure.id}, entry {entry}, seed {seed}: {beyond}"


def test_the_search_takes_only_the_ways_of_its_entry() -> None:
    procedure = small()
    assert "triage" not in walked(procedure, "stage2").elements()
    assert "review" not in walked(procedure, "new").elements()


def test_a_value_set_on_the_way_decides_later() -> None:
    """Were values not followed, both ways after the second decision would count as open."""
    procedure = small(conditions={"f_shut": "gate == 'shut' and not second"})
    assert "was_shut" not in walked(procedure, "stage2").elements()


def test_a_value_that_a_late_branch_may_set_is_not_trusted() -> None:
    """Stage and late branch run side by side: `decision` may have changed before it is asked."""
    procedure = small(conditions={"f_not_needed": "decision == 'not_needed'"})
    walk = walked(procedure, "new")
    assert "decision" not in walk.names
    assert {"moved", "send_upd"} <= walk.elements()


CALLED = """
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:redress="urn:redress:bpmn:1"
 id="d_piece" targetNamespace="urn:x"><process id="piece" name="Piece" isExecutable="true">
<startEvent id="piece_begins"/><scriptTask id="undo" name="Undo" redress:set="second = False"/>
<endEvent id="piece_ends"/><sequenceFlow id="f_undo" sourceRef="piece_begins" targetRef="undo"/>
<sequenceFlow id="f_piece" sourceRef="undo" targetRef="piece_ends"/></process></definitions>
"""


def test_a_value_that_a_called_diagram_sets_is_not_trusted() -> None:
    procedure = small(
        files={"processes/shared/piece.bpmn": CALLED.strip()},
        insert={
            "small": '<callActivity id="calls" name="Piece" calledElement="piece"/>'
            '<sequenceFlow id="f_calls" sourceRef="calls" targetRef="g_gate"/>'
        },
        elements={"f_g_gate": {"targetRef": "calls"}},
        conditions={"f_shut": "gate == 'shut' and not second"},
    )
    assert "was_shut" in walked(procedure, "stage2").elements()


def test_what_comes_before_is_sure_only_if_it_is_on_every_way() -> None:
    walk = walked(small(), "new")
    acknowledged = surely_before(walk, lambda name: name == "send_ack")
    by_element: dict[str, bool] = {}
    for situation, sure in acknowledged.items():
        by_element[situation.element] = by_element.get(situation.element, True) and sure
    assert by_element["send_resp"]
    assert by_element["late1"]
    assert not by_element["send_rej"]
    assert not by_element["send_ack"]


def test_too_many_situations_are_said_to_be_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "MOST", 5)
    assert walked(small(), "new").capped
