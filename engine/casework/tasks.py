"""What officers do with tasks: claim, assign, release, save a draft, rehearse, complete."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from engine.casework import answers as reading
from engine.casework import (
    beside,
    extensions,
    guards,
    letter_context,
    moving,
    points,
    separations,
    staff,
)
from engine.casework.in_hand import InHand, take_task
from engine.catalogue.definition import Field, Form
from engine.clock import london, london_date
from engine.errors import AlreadyDone, NotPermitted
from engine.letters import letter_from_json
from engine.letters.document import Letter
from engine.permissions import Actor
from engine.store import dossier, officers
from engine.store.cases import Run
from engine.store.office import Office
from engine.store.tasks import Task
from engine.working_days import long_date

#: who may put tasks on other people's desks
ASSIGNERS = frozenset({"complaints_manager", "triage_officer"})


def claim(office: Office, actor: Actor, task_id: str) -> None:
    """Take a task that nobody has."""
    with take_task(office, actor, task_id) as (hand, _run, task):
        _still_open(hand, task)
        if task.assignee_id not in (None, actor.officer_id):
            raise NotPermitted(f"“{task.name}” is already with {_name(hand, task)}.", "claimed")
        separations.require(hand, actor, task)
        task.assignee_id = actor.officer_id
        hand.audit("task:claimed", task.element)


def assign(office: Office, actor: Actor, task_id: str, officer_id: int, reason: str = "") -> None:
    """Put a task on an officer's desk."""
    with take_task(office, actor, task_id) as (hand, _run, task):
        _still_open(hand, task)
        _may_assign(hand, actor, task)
        separations.give(hand, task, officer_id)
        hand.audit("task:assigned", task.element, {"to": officer_id, "reason": reason})


def release(office: Office, actor: Actor, task_id: str, reason: str = "") -> None:
    """Put a task back into the queue."""
    with take_task(office, actor, task_id) as (hand, _run, task):
        _still_open(hand, task)
        _may_assign(hand, actor, task)
        task.assignee_id = None
        hand.audit("task:released", task.element, {"reason": reason})


def save_draft(office: Office, actor: Actor, task_id: str, answers: Mapping[str, object]) -> None:
    """Keep what was typed so far; nothing is checked and nothing moves."""
    with take_task(office, actor, task_id) as (hand, _run, task):
        _still_open(hand, task)
        _not_anothers(hand, task)
        separations.require(hand, actor, task)
        kept = letter_context.plain(dict(answers))
        assert isinstance(kept, dict)
        task.draft, task.draft_saved_at = kept, hand.now
        if task.assignee_id is None:
            task.assignee_id = actor.officer_id


def complete(office: Office, actor: Actor, task_id: str, answers: Mapping[str, object]) -> None:
    """Complete a task: read the form, move the run, write letters, derive dates; one commit.

    Raises FormErrors, NotPermitted, NotNow, LetterRefused, or AlreadyDone with who and when.
    """
    with take_task(office, actor, task_id) as (hand, run, task):
        complete_in_hand(hand, run, task, answers)
        moving.settle(hand)


def complete_in_hand(
    hand: InHand, run: Run, task: Task, answers: Mapping[str, object], *, by_verb: bool = False
) -> None:
    """The same, inside a verb that goes on. ``by_verb``: an action already permitted it."""
    moving.catch_up(hand)
    _still_open(hand, task)
    if not by_verb:
        _not_anothers(hand, task)
        separations.require(hand, hand.actor, task)
    answers = said_beside(hand, answers)
    form = hand.procedure.forms.get(task.form)
    values = {} if form is None else reading.read_answers(form, answers, asking(hand, run))
    hand.form_values, hand.form_role = values, capacity_of(hand.actor, task)
    extensions.record_if_late_task(hand, task, values)
    assign_to = _take_answers(hand, task, form, values)
    _mark_done(hand, task, values)
    _may_have(hand, assign_to)
    moving.complete(hand, run, task, _variables(hand, form, values), assign_to)


def said_beside(hand: InHand, answers: Mapping[str, object]) -> dict[str, object]:
    """The form's own answers; what an officer says about the letters is kept in hand."""
    if hand.actor.kind != "officer":
        return dict(answers)
    said, rest = beside.take_out(answers)
    if len(rest) < len(answers):
        hand.beside = said
    return rest


def asking(hand: InHand, run: Run | None) -> reading.Asking:
    """What forms of this case are read against."""
    known = moving.first_variables(hand, "") if run is None else run.variables
    variables = {**known, **points.derived(hand)}
    return reading.Asking(
        today=london_date(hand.now),
        variables=variables,
        functions=guards.functions(hand),
        points=hand.point_ids(),
        may_be_chosen=partial(staff.may_be_chosen, hand),
    )


def capacity_of(actor: Actor, task: Task) -> str:
    """The role of the task that the actor holds: the capacity in which they act."""
    return next((role for role in task.role.split() if role in actor.roles), "")


def _take_answers(
    hand: InHand, task: Task, form: Form | None, values: Mapping[str, object]
) -> dict[str, int]:
    """Answers that are more than variables: points, findings, people. Gives element -> officer."""
    given = [
        (each, values[each.id])
        for each in (form.fields if form else ())
        if values.get(each.id) is not None
    ]
    for each, value in given:
        _take_answer(hand, task, each, value)
    kept = {each.id: letter_context.plain(value) for each, value in given if each.remembered}
    if kept:
        hand.case.data = {**hand.case.data, **kept}
    people = ((each.assigns, value) for each, value in given if each.type == "officer")
    assign = {to: value for to, value in people if to and isinstance(value, int)}
    if assign:  # kept too: a step may open only after others
        chosen = hand.case.data.get("chosen")
        earlier = chosen if isinstance(chosen, Mapping) else {}
        hand.case.data = {**hand.case.data, "chosen": {**earlier, **assign}}
    return assign


def _may_have(hand: InHand, chosen: Mapping[str, int]) -> None:
    """Whoever is chosen for a step may have it, though it may open only after others."""
    for element, officer_id in chosen.items():
        drawn = hand.procedure.diagram.elements.get(element)
        who = staff.officer(hand, officer_id)
        if drawn is not None and who is not None:
            role = drawn.attributes.get("role", "")
            separations.require(hand, who, Task(element=element, name=drawn.name, role=role))


def _take_answer(hand: InHand, task: Task, each: Field, value: object) -> None:
    if each.type == "points" and isinstance(value, list):
        points.agree(hand, value)
    elif each.type == "add_points" and isinstance(value, list):
        points.add(hand, value, task.stage or "stage 2")
    elif each.type == "findings" and isinstance(value, Mapping):
        points.find(hand, task, value)
    elif each.type == "officer" and each.capacity and isinstance(value, int):
        _take_part(hand, value, each.capacity, task)


def _take_part(hand: InHand, officer_id: int, capacity: str, task: Task) -> None:
    officer = staff.officer(hand, officer_id)
    if officer is not None and officer.person_id is not None:
        separations.take_part(hand, officer.person_id, capacity, task)
        separations.know_ties(hand, officer.person_id)


def _variables(hand: InHand, form: Form | None, values: Mapping[str, object]) -> dict[str, object]:
    """Only declared variables enter the workflow; one left empty goes back to its default."""
    asked = {each.id for each in form.fields} if form else set()
    return {
        name: letter_context.plain(values.get(name, variable.default))
        for name, variable in hand.procedure.variables.items()
        if variable.origin == "form" and name in asked
    }


def _mark_done(hand: InHand, task: Task, values: Mapping[str, object]) -> None:
    task.status, task.completed_at = "completed", hand.now
    task.completed_by_id, task.draft = hand.actor.officer_id, {}
    plain = letter_context.plain(dict(values))
    assert isinstance(plain, dict)
    task.answers = plain
    if hand.actor.officer_id is not None:
        task.assignee_id = hand.actor.officer_id
        did = dict(hand.case.data.get("did") or {})
        if did.get(task.element) != hand.actor.officer_id:
            did[task.element] = hand.actor.officer_id
            hand.case.data = {**hand.case.data, "did": did}
    capacity = capacity_of(hand.actor, task)
    if capacity and hand.actor.person_id is not None:
        separations.take_part(hand, hand.actor.person_id, capacity, task)
    hand.audit("task:completed", task.element, plain)


def _still_open(hand: InHand, task: Task) -> None:
    if task.status == "completed" and task.completed_at is not None:
        who = _who_completed(hand, task)
        at = london(task.completed_at)
        day = "" if at.date() == london_date(hand.now) else f" on {long_date(at.date())}"
        said = f"This was completed at {at:%H:%M}{day} by {who}."
        raise AlreadyDone(said, who, task.completed_at)
    if task.status != "open":
        raise AlreadyDone(
            f"“{task.name}” is no longer open: the case has moved on.", "Redress", hand.now
        )


def _not_anothers(hand: InHand, task: Task) -> None:
    if hand.actor.kind == "officer" and task.assignee_id not in (None, hand.actor.officer_id):
        raise NotPermitted(
            f"“{task.name}” is with {_name(hand, task)}. Ask for it to be reassigned first.",
            "assigned",
        )


def _may_assign(hand: InHand, actor: Actor, task: Task) -> None:
    action = hand.procedure.any_time.get("reassign")
    allowed = set(action.by) if action else ASSIGNERS
    mine = actor.officer_id is not None and task.assignee_id == actor.officer_id
    if not (mine or actor.roles & allowed):
        raise NotPermitted("Only a manager may put a task on somebody else's desk.", "role")


def _name(hand: InHand, task: Task) -> str:
    officer = officers.by_id(hand.session, task.assignee_id or 0)
    return "another officer" if officer is None else officer.person.name


def _who_completed(hand: InHand, task: Task) -> str:
    officer = officers.by_id(hand.session, task.completed_by_id or 0)
    return "Redress" if officer is None else f"{officer.person.name}, {officer.title}"


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A letter that completing a task would send."""

    code: str
    title: str
    recipients: tuple[str, ...]
    letter: Letter


class _Undo(Exception):
    """Ends a rehearsal: nothing of it is kept."""


def rehearse(
    office: Office, actor: Actor, task_id: str, answers: Mapping[str, object]
) -> tuple[Rehearsed, ...]:
    """The letters that completing would send now; all is undone. Raises as ``complete`` does."""
    found: list[Rehearsed] = []
    try:
        with take_task(office, actor, task_id, attempt=False) as (hand, run, task):
            before = {row.id for row in dossier.letters(hand.session, hand.case.id)}
            complete_in_hand(hand, run, task, answers)
            moving.settle(hand)
            hand.session.flush()
            found = _written_since(hand, before)
            raise _Undo
    except _Undo:
        return tuple(found)


def _written_since(hand: InHand, before: set[int]) -> list[Rehearsed]:
    rows = [row for row in dossier.letters(hand.session, hand.case.id) if row.id not in before]
    sent = dossier.dispatches(hand.session, hand.case.id)
    return [
        Rehearsed(
            row.code,
            row.title,
            tuple(d.recipient for d in sent if d.letter_id == row.id),
            letter_from_json(next(d.letter for d in sent if d.letter_id == row.id)),
        )
        for row in rows
        if any(d.letter_id == row.id for d in sent)
    ]
