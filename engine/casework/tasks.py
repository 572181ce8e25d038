"""What officers do with tasks: claim, assign, release, save a draft, rehearse, complete."""

from __future__ import annotations

from collections.abc import Mapping

from engine.casework import (
    beside,
    event_dates,
    extensions,
    letter_context,
    machinery,
    moving,
    separations,
    taking_answers,
)
from engine.casework.in_hand import InHand, take_task
from engine.casework.rehearsal import Rehearsed, written_since
from engine.clock import london, london_date
from engine.errors import AlreadyDone, FormErrors, NotPermitted
from engine.permissions import Actor
from engine.store import dossier, officers
from engine.store.cases import Run
from engine.store.office import Office
from engine.store.readers import is_confidential
from engine.store.tasks import Task
from engine.working_days import long_date

#: who may put tasks on other people's desks, beside whoever answers for the procedure
ASSIGNERS = frozenset({"triage_officer"})


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
    """Put a task on an officer's desk. Raises FormErrors when it changes hands for no reason."""
    with take_task(office, actor, task_id) as (hand, _run, task):
        _still_open(hand, task)
        _may_assign(hand, actor, task)
        if task.assignee_id not in (None, officer_id) and not reason.strip():
            raise FormErrors({"reason": "Say why the work changes hands."})
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


def complete(
    office: Office, actor: Actor, task_id: str, answers: Mapping[str, object]
) -> tuple[str, str] | None:
    """Complete a task: read the form, move the run, write letters, derive dates; one commit.

    Gives reference and code of the case that its form began beside, if it began one. Raises
    FormErrors, NotPermitted, NotNow, LetterRefused, or AlreadyDone with who and when.
    """
    with take_task(office, actor, task_id) as (hand, run, task):
        complete_in_hand(hand, run, task, answers)
        moving.settle(hand)
        return hand.begun


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
    values = taking_answers.read(hand, run, form, answers)
    hand.form_values, hand.form_role = values, capacity_of(hand.actor, task)
    event_dates.keep(hand, form, values, task.element, moving.recorded_by(hand, run, task.element))
    extensions.record_if_late_task(hand, task, values)
    assign_to = taking_answers.take(hand, form, values, task)
    _mark_done(hand, task, values)
    taking_answers.require(hand, assign_to)
    known = taking_answers.variables(hand, form, values)
    roles = tuple(task.role.split())
    machinery.also(hand, form, values, roles)
    moving.complete(hand, run, task, known, assign_to)
    machinery.also(hand, form, values, roles, afterwards=True)


def said_beside(hand: InHand, answers: Mapping[str, object]) -> dict[str, object]:
    """The form's own answers; what an officer says about the letters is kept in hand."""
    if not hand.actor.in_office:
        return dict(answers)
    said, rest = beside.take_out(answers)
    if len(rest) < len(answers):
        hand.beside = said
    return rest


def capacity_of(actor: Actor, task: Task) -> str:
    """The role of the task that the actor holds: the capacity in which they act."""
    return next((role for role in task.role.split() if role in actor.roles), "")


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
    form = hand.procedure.forms.get(task.form)
    also = form.capacity if form else ""
    for capacity in (capacity_of(hand.actor, task), also):
        if capacity and hand.actor.person_id is not None:
            separations.take_part(hand, hand.actor.person_id, capacity, task)
    hand.audit("task:completed", task.element, _told(hand, task, plain))


def _told(hand: InHand, task: Task, answers: Mapping[str, object]) -> Mapping[str, object]:
    """What the audit line says of the answers: nothing, when they are a confidential role's."""
    return {"confidential": True} if is_confidential(hand.procedure, task.role) else answers


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
    allowed = set(action.by) if action else ASSIGNERS.union(hand.procedure.in_charge)
    mine = actor.officer_id is not None and task.assignee_id == actor.officer_id
    if not (mine or actor.roles & allowed):
        raise NotPermitted("Only a manager may put a task on somebody else's desk.", "role")
    separations.require_part(hand, actor, sorted(actor.roles))


def _name(hand: InHand, task: Task) -> str:
    officer = officers.by_id(hand.session, task.assignee_id or 0)
    return "another officer" if officer is None else officer.person.name


def _who_completed(hand: InHand, task: Task) -> str:
    officer = officers.by_id(hand.session, task.completed_by_id or 0)
    return "Redress" if officer is None else f"{officer.person.name}, {officer.title}"


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
            found = list(written_since(hand, before))
            raise _Undo
    except _Undo:
        return tuple(found)
