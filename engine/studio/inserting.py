"""A step put into a scenario's file where it stopped: the rest stays as it was written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.catalogue.tree import Items, Node, Table
from engine.catalogue.yaml12 import read_yaml_text
from engine.errors import BadFiles
from engine.scenarios.reading import Scenario
from engine.studio.scenario_text import flow, step_text
from engine.studio.standing import moment_text

#: how high the grade of somebody is who is added for the new step
GRADE = 5


@dataclass(frozen=True, slots=True)
class NewStep:
    """The completion of a task. ``roles``: who may do it; ``answers``: as a scenario says them."""

    element: str
    roles: tuple[str, ...]
    answers: Mapping[str, object]


def people_for(scenario: Scenario, step: NewStep) -> tuple[str, ...]:
    """Who of the scenario may do the step, and whom it can be given besides."""
    held = [who.id for who in scenario.people.values() if set(who.roles) & set(step.roles)]
    return (*held, new_person(scenario, step)) if step.roles else tuple(held)


def new_person(scenario: Scenario, step: NewStep) -> str:
    """The name of somebody who is not in the scenario yet."""
    name = step.roles[0]
    while name in scenario.people:
        name = f"another_{name}"
    return name


def with_step(
    text: str, scenario: Scenario, before: int, step: NewStep, by: str, case: str, timed: bool
) -> str | None:
    """The scenario's text with the step before that number (0: after the last); None: there is no
    place for it. ``timed``: at the moment of the step that follows it.
    """
    at = _moment(scenario, before) if timed else ""
    raw: dict[str, object] = {**({"at": at} if at else {}), "by": by, "task": step.element}
    raw |= {"case": case} if case else {}
    raw |= {"with": dict(step.answers)} if step.answers else {}
    lines = text.splitlines()
    try:
        tree = read_yaml_text(text, scenario.file)
    except BadFiles:
        return None
    place = _place(tree, scenario, before, lines)
    if place is None or (timed and not at):
        return None
    number, indent = place
    lines[number:number] = step_text(raw, indent).splitlines()
    if by not in scenario.people:
        lines = _with_person(tree, lines, by, step.roles)
    return "\n".join(lines) + "\n"


def _moment(scenario: Scenario, before: int) -> str:
    if not before:
        return "" if scenario.until is None else moment_text(scenario.until)
    steps = (*scenario.given, *scenario.steps)
    at = steps[before - 1].at
    return "" if at is None else moment_text(at)


def _place(
    tree: Node, scenario: Scenario, before: int, lines: Sequence[str]
) -> tuple[int, str] | None:
    """(index of the line before which the step goes, what stands before its dash)."""
    key, number = "steps", before - len(scenario.given) - 1
    if 0 < before <= len(scenario.given):
        key, number = "given", before - 1
    entry = tree.entries.get(key) if isinstance(tree, Table) else None
    items = entry.node.items if entry is not None and isinstance(entry.node, Items) else ()
    if not items:
        return None
    first = lines[items[0].line - 1]
    if not first.lstrip().startswith("-"):
        return None  # the list stands on one line
    indent = first[: len(first) - len(first.lstrip())]
    if before:
        return _over_remarks(lines, items[number].line - 1), indent
    return _end_of(tree, key, lines), indent


def _over_remarks(lines: Sequence[str], at: int) -> int:
    """Before the remarks that belong to a step."""
    while at > 0 and lines[at - 1].lstrip().startswith("#"):
        at -= 1
    return at


def _end_of(tree: Node, key: str, lines: Sequence[str]) -> int:
    assert isinstance(tree, Table)
    own = tree.entries[key].line
    after = (entry.line for entry in tree.entries.values() if entry.line > own)
    at = min(after, default=len(lines) + 1) - 1
    at = _over_remarks(lines, at)
    while at > 0 and not lines[at - 1].strip():
        at -= 1
    return at


def _with_person(tree: Node, lines: list[str], name: str, roles: Sequence[str]) -> list[str]:
    """One more of the people, after the last; the lines of the steps come later in the file."""
    entry = tree.entries.get("people") if isinstance(tree, Table) else None
    people = entry.node.entries if entry is not None and isinstance(entry.node, Table) else {}
    if not people or entry is None or next(iter(people.values())).line == entry.line:
        return lines
    first = next(iter(people.values())).line - 1
    indent = lines[first][: len(lines[first]) - len(lines[first].lstrip())]
    person = flow({"roles": [roles[0]], "grade": GRADE})
    at = _end_of(tree, "people", lines)
    return [*lines[:at], f"{indent}{name}: {person}", *lines[at:]]
