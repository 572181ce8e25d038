"""Runs one scenario, step by step, and says in words what was otherwise than expected."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from engine.casework import actions, preparing, tasks
from engine.catalogue import Catalogue
from engine.clock import london
from engine.errors import FormErrors, RedressError, Refused
from engine.scenarios import checking_steps
from engine.scenarios.complaining import complain
from engine.scenarios.naming import translated
from engine.scenarios.reading import Scenario, Step
from engine.scenarios.world import World, copy_database

COMPLAIN = ("complain", "open_case", "report")


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a scenario first went otherwise. ``step``: its number, 0 at the end; ``open``: the
    tasks that were open then, by the name of their case; ``ended``: it could not go on.
    """

    step: int
    open: Mapping[str, tuple[str, ...]]
    ended: bool


@dataclass
class Outcome:
    """What became of a scenario. ``taken``: (diagram, flow) passed."""

    scenario: Scenario
    failures: list[str] = field(default_factory=list)
    taken: set[tuple[str, str]] = field(default_factory=set)
    stop: Stop | None = None

    @property
    def passed(self) -> bool:
        """Nothing was otherwise than expected."""
        return not self.failures


def run_scenario(
    scenario: Scenario,
    catalogue: Catalogue,
    template: Path | None = None,
    database_url: str = "",
    seen: Callable[[World], None] = lambda _world: None,
) -> Outcome:
    """Run it in an office of its own. ``template``: a database that already has its tables.

    ``seen`` is shown the office after each step.
    """
    outcome = Outcome(scenario)
    with tempfile.TemporaryDirectory(prefix="redress-scenario-") as name:
        folder = Path(name)
        if template is not None and not database_url:
            copy_database(template, folder)
        try:
            world = World(scenario, catalogue, folder, database_url)
        except RedressError as error:
            outcome.failures.append(str(error))
            return outcome
        world.office.coverage = outcome.taken
        try:
            _play(world, outcome, seen)
        finally:
            world.close()
    return outcome


def _play(world: World, outcome: Outcome, seen: Callable[[World], None]) -> None:
    scenario = world.scenario
    for step in scenario.given:
        if not _take(world, step, outcome, {}):
            return
        seen(world)
    counted = checking_steps.letters_so_far(world)
    for step in scenario.steps:
        if not _take(world, step, outcome, counted):
            return
        seen(world)
    if scenario.until is not None:
        world.move_to(scenario.until)
    _note(world, outcome, 0, _check(world, scenario.expect, "at the end", counted))


def _take(world: World, step: Step, outcome: Outcome, counted: Mapping[str, int]) -> bool:
    """Do one step, then check what it expects. False: the scenario cannot go on."""
    if step.at is not None:
        world.move_to(step.at)
    failure = attempt(world, step) if step.do or step.task else ""
    world.move_to(world.clock.now())
    if failure:
        at = london(world.clock.now())
        what = f"{at:%Y-%m-%d %H:%M}, {step.by}: {step.do or step.task}"
        said = [f"step {step.number} ({what}): {failure}"]
    else:
        said = _check(world, step.expect or {}, f"step {step.number}", counted, step.case)
    _note(world, outcome, step.number, said, ended=bool(failure))
    return not failure


def _note(
    world: World, outcome: Outcome, step: int, said: Sequence[str], ended: bool = False
) -> None:
    """Keep what was otherwise than expected; of the first of it also what was open then."""
    if said and outcome.stop is None:
        open_now = {
            alias: tuple(task.element for task in checking_steps.open_tasks(world, alias))
            for alias in world.cases
        }
        outcome.stop = Stop(step, open_now, ended)
    outcome.failures += said


def _check(
    world: World,
    expect: Mapping[str, object],
    place: str,
    counted: Mapping[str, int],
    case: str = "",
) -> list[str]:
    try:
        return checking_steps.check(world, expect, place, counted, case)
    except RedressError as error:
        return [f"{place}: {error}"]


def attempt(world: World, step: Step) -> str:
    """The empty text when the step went as it says, else what was wrong."""
    try:
        do(world, step)
    except (Refused, FormErrors) as refusal:
        rule = getattr(refusal, "rule", "")
        if not step.refused:
            return f"was refused: {refusal}"
        if step.refused == rule or step.refused.lower() in str(refusal).lower():
            return ""
        return f"was refused, but not as expected ({step.refused}): {refusal} [{rule}]"
    except RedressError as error:
        if step.refused and step.refused.lower() in str(error).lower():
            return ""
        return str(error)
    return f"was not refused ({step.refused})" if step.refused else ""


def do(world: World, step: Step) -> None:
    """Do what a step says, now. Raises what the verbs raise."""
    if step.do in COMPLAIN:
        complain(world, step)
    elif step.task:
        _complete(world, step)
    elif step.do in ("assign", "claim", "release"):
        _desk(world, step)
    else:
        _act(world, step)


def _complete(world: World, step: Step) -> None:
    waiting = preparing.waiting(world.office, world.reference(step.case))
    task_id = next((each for each, element in waiting if element == step.task), None)
    if task_id is None:
        now = ", ".join(element for _, element in waiting) or "none"
        raise FormErrors({"task": f"Task {step.task} is not open. Open tasks: {now}."})
    actor = world.actor(step.by, step.case)
    form = world.form_of(step.task, step.case)
    answers = translated(world, form, step.answers, step.case, actor)
    begun = tasks.complete(world.office, actor, task_id, answers)
    _call(world, step, begun)


def _desk(world: World, step: Step) -> None:
    given = step.answers
    wanted = str(given.get("task", ""))
    waiting = preparing.waiting(world.office, world.reference(step.case))
    task_id = next((each for each, element in waiting if element == wanted), None)
    if task_id is None:
        raise FormErrors({"task": f"Task {wanted} is not open."})
    actor = world.actor(step.by, step.case)
    if step.do == "claim":
        tasks.claim(world.office, actor, task_id)
    elif step.do == "release":
        tasks.release(world.office, actor, task_id, str(given.get("reason", "")))
    else:
        to = world.actor(str(given.get("to", "")), step.case).officer_id
        if to is None:
            raise FormErrors({"to": f"{given.get('to')} is not an officer."})
        reason = str(given.get("reason", "The work changes hands."))
        tasks.assign(world.office, actor, task_id, to, reason)


def _act(world: World, step: Step) -> None:
    actor = world.actor(step.by, step.case)
    procedure = world.procedure_of(step.case)
    action = procedure.any_time.get(step.do)
    form = procedure.forms.get(action.form or "") if action else None
    answers = translated(world, form, step.answers, step.case, actor)
    reference = world.reference(step.case)
    begun = actions.perform(world.office, actor, reference, step.do, answers)
    _call(world, step, begun)


def _call(world: World, step: Step, begun: tuple[str, str] | None) -> None:
    """What the case that the step began is called from then on."""
    if step.alias:
        world.cases[step.alias] = begun[0] if begun else checking_steps.split_off(world, step.case)


__all__ = ["Outcome", "Stop", "attempt", "do", "run_scenario"]
