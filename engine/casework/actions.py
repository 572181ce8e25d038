"""The actions that are possible at any time, as the procedure's YAML allows them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence

from engine import deadlines
from engine.casework import (
    changing_procedure,
    clock_sheet,
    copies,
    correspondence,
    dated_actions,
    escalation,
    event_dates,
    extensions,
    guards,
    incoming,
    letter_context,
    machinery,
    moving,
    separations,
    side_runs,
    taking_answers,
    tasks,
)
from engine.casework.in_hand import InHand, take
from engine.catalogue.definition import AnyTime
from engine.errors import NotFound, NotNow, NotPermitted
from engine.permissions import Actor, Denied, may_do
from engine.store.capacities import as_here
from engine.store.cases import Run
from engine.store.office import Office
from engine.store.tasks import Task


def perform(
    office: Office, actor: Actor, reference: str, action_id: str, answers: Mapping[str, object]
) -> tuple[str, str] | None:
    """Use an at-any-time action: permitted, its guard held, its form read, done; one commit.

    Gives reference and code of the case that it began, if it began one.
    """
    with take(office, actor, reference) as hand:
        action = hand.procedure.any_time.get(action_id)
        if action is None:
            raise NotFound(f"This procedure has no action “{action_id}”.")
        moving.catch_up(hand)
        allow(hand, action)
        _kind_of(action)(hand, action, tasks.said_beside(hand, answers))
        moving.settle(hand)
        return hand.begun


def allow(hand: InHand, action: AnyTime) -> None:
    """Raise NotPermitted or NotNow when this actor may not use this action now."""
    who = hand.actor
    if who.kind == "resident":  # a complainant elsewhere is nobody here
        with_consent = {each for each in hand.capacities() if not copies.stopped(hand, each)}
        who = dataclasses.replace(who, capacities=frozenset(with_consent))
    who = as_here(hand.procedure, hand.books, who)
    who = dated_actions.as_asked(hand, who, action)
    decision = may_do(who, action.by)
    if isinstance(decision, Denied):
        titles = [
            hand.procedure.roles[r].title if r in hand.procedure.roles else r for r in action.by
        ]
        raise NotPermitted(f"“{action.title}” is for: {', '.join(titles)}.", "role")
    _kept_apart(hand, who, action)
    if action.when and not guards.holds(hand, action.when):
        raise NotNow(action.say or f"“{action.title}” is not possible now.", action.id)
    if action.run:
        side_runs.require(hand, action)
    if _extends(action) and not _may_extend(hand, action):
        raise NotNow(deadlines.NOTHING_TO_EXTEND, "not_running")
    if say := deadlines.why_not(action.id, clock_sheet.states(hand)):
        raise NotNow(say, "pause")
    if say := dated_actions.why_not(hand, who, action):
        raise NotNow(say, action.id)


def _kept_apart(hand: InHand, who: Actor, action: AnyTime) -> None:
    """Separations hold, but whoever knows that somebody is at risk may always say so."""
    if not action.survives:
        separations.require_part(hand, who, action.by, action.despite)


def _extends(action: AnyTime) -> bool:
    return bool(action.clocks) and action.id.startswith("extend")


def _may_extend(hand: InHand, action: AnyTime) -> bool:
    tasks_open = {task.element for task in hand.open_tasks}
    waiting = {timer.clock for timer in hand.books.timers if timer.kind == "engine"}
    return deadlines.may_extend(hand.rules, action.clocks, tasks_open, waiting)


def _kind_of(action: AnyTime) -> Callable[[InHand, AnyTime, dict[str, object]], None]:
    if _extends(action):
        return _extend
    if action.entry:
        return _next_stage
    if action.run:
        return _OTHER.get(action.id, _side_run)
    return _OTHER.get(action.id, _plain)


def _read(hand: InHand, action: AnyTime, answers: Mapping[str, object]) -> dict[str, object]:
    """The action's form; when it happened, if that is asked, is kept in hand."""
    form = hand.procedure.forms.get(action.form or "")
    of_main = [run for run in hand.runs if run.kind == "main"]
    run = next(reversed(of_main or hand.runs), None)
    values = taking_answers.read(hand, run, form, answers)
    event_dates.keep(hand, form, values, action.id, (action.id, f"{action.id}_asked"))
    return values


def _extend(hand: InHand, action: AnyTime, answers: dict[str, object]) -> None:
    """Fires the clock's waiting late timer if the late task is not open, then completes it."""
    clock = extensions.clock_to_extend(hand, action, answers.pop("clock", None))
    _may_move(hand, clock)
    run, task = _late_task(hand, clock, action.clocks[clock])
    tasks.complete_in_hand(hand, run, task, answers, by_verb=True)


def _may_move(hand: InHand, clock: str) -> None:
    """Whoever moves a date could have had one of its tasks: separations hold for this too."""
    refused: NotPermitted | None = None
    for task in _tasks_about(hand, clock):
        try:
            separations.require(hand, hand.actor, task)
        except NotPermitted as no:
            refused = no if refused is None or refused.rule == "role" else refused
        else:
            return
    if refused is not None:
        raise refused


def _tasks_about(hand: InHand, clock: str) -> list[Task]:
    """The steps for people that the clock covers, as tasks that nobody has been offered."""
    drawn = hand.procedure.diagram.elements
    covered = {e.id for e in drawn.values() if e.attributes.get("clock") == clock}
    return [
        Task(element=e.id, name=e.name, role=e.attributes["role"])
        for e in drawn.values()
        if "role" in e.attributes and {e.id, e.container} & covered
    ]


def _late_task(hand: InHand, clock: str, elements: Sequence[str]) -> tuple[Run, Task]:
    """The open late task, or the one that the clock's waiting timers lead to."""
    about = {clock, clock_sheet.successor(hand, clock)}
    fired: set[str] = set()
    while (found := _open_task(hand, elements)) is None:
        waiting = [t for t in hand.books.timers if t.kind == "engine" and t.clock in about]
        timer = next((t for t in waiting if t.ref not in fired), None)
        if timer is None:
            raise NotNow(deadlines.NOTHING_TO_EXTEND, "not_running")
        fired.add(timer.ref)
        moving.fire(hand, next(r for r in hand.runs if r.id == timer.run_id), [timer.ref])
    return found


def _open_task(hand: InHand, elements: Sequence[str]) -> tuple[Run, Task] | None:
    for task in hand.open_tasks:
        if task.element in elements:
            return next(r for r in hand.runs if r.id == task.run_id), task
    return None


def _next_stage(hand: InHand, action: AnyTime, answers: dict[str, object]) -> None:
    escalation.begin(hand, action, _read(hand, action, answers))


def _side_run(hand: InHand, action: AnyTime, answers: dict[str, object]) -> None:
    side_runs.begin(hand, action, _read(hand, action, answers))


def _pause(hand: InHand, action: AnyTime, answers: dict[str, object]) -> None:
    _stop_or_go(hand, action, answers, "paused")


def _resume(hand: InHand, action: AnyTime, answers: dict[str, object]) -> None:
    _stop_or_go(hand, action, answers, "resumed")


def _stop_or_go(hand: InHand, action: AnyTime, answers: dict[str, object], word: str) -> None:
    """Pause or resume every pausable clock that runs (or the one that is named)."""
    asked = answers.pop("clock", None)
    values = _read(hand, action, answers)
    possible = deadlines.may_stop if word == "paused" else deadlines.stopped
    names = [n for n in possible(clock_sheet.states(hand)) if asked in (None, n)]
    if not names:
        raise NotNow(f"“{asked}” is not a date that can be {word} now.", "pause")
    for name in names:
        _may_move(hand, name)
    for name in names:
        hand.record(f"{word} {name}", letter_context.plain(values))  # type: ignore[arg-type]
    hand.audit(f"case:clock:{word}", ", ".join(names), letter_context.plain(values))  # type: ignore[arg-type]


def _contact(hand: InHand, action: AnyTime, answers: dict[str, object]) -> None:
    values = _read(hand, action, answers)
    correspondence.record_contact(hand, values, hand.dated.get(action.id))


def _change_procedure(hand: InHand, action: AnyTime, answers: dict[str, object]) -> None:
    own, asked = changing_procedure.parted(hand, action, answers)
    changing_procedure.change(hand, action, _read(hand, action, own), asked)


def _reassign(hand: InHand, action: AnyTime, answers: dict[str, object]) -> None:
    raise NotNow("Reassign a task from the task itself.", "reassign")


def _plain(hand: InHand, action: AnyTime, answers: dict[str, object]) -> None:
    """An action of the YAML without machinery of its own: recorded with its answers."""
    values = _read(hand, action, answers)
    form = hand.procedure.forms.get(action.form or "")
    taking_answers.require(hand, taking_answers.take(hand, form, values))
    machinery.also(hand, form, values, action.by)
    kept = letter_context.plain(values)
    assert isinstance(kept, dict)
    hand.record(action.id, kept, happened_at=hand.dated.get(action.id))
    hand.audit(f"case:{action.id}", "", kept)


def _answered(
    does: Callable[[InHand, AnyTime, dict[str, object]], None],
) -> Callable[[InHand, AnyTime, dict[str, object]], None]:
    """A verb that is given its form's answers as they were read."""
    return lambda hand, action, answers: does(hand, action, _read(hand, action, answers))


_OTHER: Mapping[str, Callable[[InHand, AnyTime, dict[str, object]], None]] = {
    "pause": _pause,
    "resume": _resume,
    "contact": _contact,
    "reassign": _reassign,
    "incoming": _answered(incoming.take_in),
    **{name: _answered(does) for name, does in machinery.VERBS.items()},
    "change_procedure": _change_procedure,
}
