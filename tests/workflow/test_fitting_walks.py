"""Random states of the shipped procedures go on under a harmless new version as they would have.

Harmless: every step has another name, a step was put in right after one that is open, and a form
was changed where nobody stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from random import Random

import pytest
from lxml import etree

from engine import workflow
from engine.catalogue import Catalogue
from engine.catalogue.bpmn import BPMN, REDRESS, read_xml
from engine.catalogue.definition import Procedure, Variable
from engine.errors import BadExpression, RunawayProcedure, StuckProcedure
from engine.settings import HOUSE
from engine.workflow.effects import Effect, Moved
from engine.workflow.fitting import fitting
from tests.shipped import shipped_catalogue
from tests.workflow.playing import BEGUN

#: how many runs go on, among how many that chance begins
ENOUGH, MOST, FIRST, LONGEST = 6, 150, 10, 40
ADDED = "a_step_put_in"


def catalogue() -> Catalogue:
    return shipped_catalogue()


PROCEDURES = sorted(
    folder.parent.name for folder in (HOUSE / "processes").glob("*/procedure.bpmn")
)


def value(variable: Variable, random: Random) -> object:
    """Any value that a variable may have."""
    if variable.type == "choice":
        return random.choice(variable.of)
    if variable.type == "bool":
        return random.random() < 0.5
    return random.randint(0, 3) if variable.type == "number" else variable.default


class Walk:
    """A run that goes where chance leads it, from step to step by the names of what waits."""

    def __init__(self, procedure: Procedure, program: workflow.Program) -> None:
        self.procedure, self.program, self.now = procedure, program, BEGUN
        self.moved: Moved | None = None
        self.effects: list[Effect] = []

    def begin(self, random: Random) -> None:
        known = self.procedure.variables.values()
        values = {variable.id: value(variable, random) for variable in known}
        self._went(workflow.start(self.program, values, self.now))

    def take_over(self, other: Walk) -> None:
        """The other's run, under this one's program."""
        assert other.moved is not None
        assert other.moved.state is not None
        self.now = other.now
        seen = workflow.look(self.program, other.moved.state, other.moved.variables)
        assert [task.id for task in seen.open] == [task.id for task in other.moved.open]
        assert seen.timers == other.moved.timers
        assert seen.state == other.moved.state
        self.moved, self.effects = seen, []

    def step(self, name: str, changes: dict[str, object]) -> None:
        """Complete the first task of that element, or let its timer fire; then what was put in."""
        self.now += timedelta(hours=1)
        self.effects = []
        self._one(name, changes)
        while any(task.element == ADDED for task in self._moved.open):
            self._one(ADDED, {})

    def _one(self, name: str, changes: dict[str, object]) -> None:
        was = self._moved
        assert was.state is not None
        task = next((task.id for task in was.open if task.element == name), None)
        if task is not None:
            then = (was.variables, task, changes, self.now)
            self._went(workflow.complete(self.program, was.state, *then))
            return
        timer = next(timer.id for timer in was.timers if timer.element == name)
        self._went(workflow.fire(self.program, was.state, was.variables, [timer], self.now))

    def _went(self, moved: Moved) -> None:
        self.moved = moved
        self.effects += moved.effects

    @property
    def _moved(self) -> Moved:
        assert self.moved is not None
        return self.moved

    def waits(self) -> list[str]:
        tasks = [task.element for task in self._moved.open]
        return sorted(tasks + [timer.element for timer in self._moved.timers])

    def shown(self) -> object:
        """Everything but names and ids."""
        timers = sorted((t.element, t.clock, t.at, t.since) for t in self._moved.timers)
        tasks = sorted((t.element, t.role, t.clock, t.stage) for t in self._moved.open)
        return tasks, timers, self.effects, dict(self._moved.variables), self._moved.ended


def harmless(xml: bytes, after: str, elsewhere: str, name: str) -> bytes:
    """The diagram with every step renamed, a step put in after one, another's form changed."""
    root = read_xml(xml, "diagram")
    for node in root.iter(f"{{{BPMN}}}userTask"):
        node.set("name", f"{node.get('name')} {name}")
        if node.get("id") == elsewhere:
            node.set(f"{{{REDRESS}}}form", f"form_{name}")
    (flow,) = [f for f in root.iter(f"{{{BPMN}}}sequenceFlow") if f.get("sourceRef") == after]
    container, target = flow.getparent(), flow.get("targetRef")
    flow.set("targetRef", ADDED)
    put_in = etree.Element(f"{{{BPMN}}}userTask", id=ADDED, name="Put in")
    onward = etree.Element(
        f"{{{BPMN}}}sequenceFlow", id=f"{ADDED}_on", sourceRef=ADDED, targetRef=target
    )
    place = list(container).index(flow)
    container.insert(place, onward)
    container.insert(place, put_in)
    return bytes(etree.tostring(root))


def program(procedure: Procedure, xml: bytes) -> workflow.Program:
    called = {n: d.xml for n, d in procedure.side_diagrams.items() if n.startswith("shared/")}
    return workflow.compile_program(xml, procedure.diagram.process, called)


def stands(procedure: Procedure, random: Random) -> Walk | None:
    """A run somewhere on its way, where a task is open; None: chance led nowhere."""
    walk = Walk(procedure, program(procedure, procedure.diagram.xml))
    try:
        walk.begin(random)
        for _ in range(random.randint(0, FIRST)):
            if not walk.waits():
                return None
            walk.step(random.choice(walk.waits()), some(procedure, random))
    except (StuckProcedure, RunawayProcedure, BadExpression):
        return None  # values that no form would let together
    return walk if walk.moved and walk.moved.open else None


def some(procedure: Procedure, random: Random) -> dict[str, object]:
    asked = (each for each in procedure.variables.values() if each.origin == "form")
    return {each.id: value(each, random) for each in asked}


def open_here(walk: Walk) -> Iterator[str]:
    """The open tasks of the procedure's own diagram that lead straight to something."""
    assert walk.moved is not None
    diagram = walk.procedure.diagram
    for task in walk.moved.open:
        leaving = diagram.leaving(task.element)
        if len(leaving) == 1 and diagram.elements[leaving[0].target].tag != "parallelGateway":
            yield task.element


def goes_on_alike(procedure: Procedure, seed: int) -> bool:
    random = Random(f"{procedure.id} {seed}")  # noqa: S311  # repeatable, not secret
    here = stands(procedure, random)
    after = sorted(open_here(here)) if here else []
    if here is None or not after:
        return False
    users = (e.id for e in procedure.diagram.elements.values() if e.tag == "userTask")
    elsewhere = random.choice(sorted({*users} - {*here.waits()}) or [""])
    changed = harmless(procedure.diagram.xml, random.choice(after), elsewhere, str(seed))
    there = Walk(procedure, program(procedure, changed))
    assert here.moved is not None
    assert here.moved.state is not None
    fit = fitting(here.program, there.program, here.moved.state)
    assert (fit.blocked, fit.missed, fit.stages) == ((), (), ()), seed
    there.take_over(here)
    here.effects = []
    for _ in range(LONGEST):
        assert there.shown() == here.shown(), f"{procedure.id} seed {seed}"
        if not here.waits():
            break
        name, changes = random.choice(here.waits()), some(procedure, random)
        try:
            here.step(name, changes)
        except (StuckProcedure, RunawayProcedure, BadExpression):
            break
        there.step(name, changes)
    return True


@pytest.mark.parametrize("name", PROCEDURES)
def test_a_run_goes_on_and_ends_as_it_would_have(name: str) -> None:
    procedure = catalogue().procedures[name]
    tried = (goes_on_alike(procedure, seed) for seed in range(MOST))
    assert sum(islice(filter(None, tried), ENOUGH)) == ENOUGH
