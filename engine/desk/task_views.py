"""Tasks as screens show them, and what a task's form needs."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from engine.catalogue.answered_rows import laid_out
from engine.catalogue.definition import Form
from engine.clock import london_date
from engine.deadlines.lengths import last_day
from engine.deadlines.rules import Amount, Unit
from engine.desk import (
    case_people,
    case_points,
    case_restrictions,
    choosable,
    counted_reports,
    dated_actions,
    earlier,
    links,
    moves,
)
from engine.desk.questions import asked_form, known, still_needed
from engine.desk.reading import Read, clock_view, for_roles, role_titles
from engine.desk.told_views import Said
from engine.desk.views import PointView, TaskForm, TaskView
from engine.errors import NotFound, NotPermitted
from engine.permissions import Actor, Denied, may_take
from engine.store import readers
from engine.store.capacities import rules_of
from engine.store.cases import Case
from engine.store.office import Office
from engine.store.tasks import Task


def tasks_of(read: Read, actor: Actor) -> tuple[TaskView, ...]:
    """Open tasks, the next due first, then completed ones, the latest first."""
    rows = read.session.scalars(
        select(Task).where(Task.case_id == read.case.id, Task.status != "gone")
    ).all()
    waiting = sorted(
        (t for t in rows if t.status == "open"),
        key=lambda t: (t.due_at is None, str(t.due_at), t.created_at),
    )
    done = sorted(
        (t for t in rows if t.status == "completed"),
        key=lambda t: str(t.completed_at),
        reverse=True,
    )
    return tuple(task_view(read, actor, task) for task in (*waiting, *done))


def task_view(read: Read, actor: Actor, task: Task) -> TaskView:
    """One task, and whether this officer may complete it."""
    why_not = _why_not(read, actor, task)
    return TaskView(
        id=task.id,
        element=task.element,
        name=task.name,
        role=task.role,
        role_title=role_titles(moves.of_run(read, task.run_id).procedure, task.role.split()),
        stage=task.stage,
        clock=task.clock,
        due_on=london_date(task.due_at) if task.due_at else None,
        overdue=task.status == "open" and bool(task.due_at and task.due_at < read.now),
        assignee=case_people.officer_name(read, task.assignee_id),
        assignee_id=task.assignee_id,
        status=task.status,
        completed_at=task.completed_at,
        completed_by=case_people.officer_name(read, task.completed_by_id),
        mine=task.assignee_id is not None and task.assignee_id == actor.officer_id,
        may_complete=task.status == "open" and not why_not,
        why_not=why_not,
        run_id=task.run_id,
    )


def _why_not(read: Read, actor: Actor, task: Task) -> str:
    decision = may_take(
        read.acting(actor),
        task.element,
        task.role.split(),
        rules_of(read.procedure, read.profile),
        read.people,
    )
    if isinstance(decision, Denied):
        if decision.rule == "role":
            return for_roles(read.procedure, task.role.split())
        return decision.reason
    if task.assignee_id not in (None, actor.officer_id):
        return f"This is with {case_people.officer_name(read, task.assignee_id)}."
    return ""


def _theirs(read: Read, actor: Actor, task: Task) -> bool:
    """Whether who does not sign in did this task, or may do it now."""
    return task.completed_by_id == actor.officer_id or not _why_not(read, actor, task)


def _draft(read: Read, actor: Actor, task: Task) -> Mapping[str, object]:
    own = readers.may_read_answers(read.procedure, task.role, actor)
    return task.draft if own else {}


def _said(read: Read, actor: Actor, task: Task) -> tuple[Said, ...]:
    if not actor.in_office:
        return earlier.said_to_guests(read, task)
    return (*earlier.said_before(read, task), *dated_actions.contributed(read))


def task_form(office: Office, actor: Actor, task_id: str) -> TaskForm:
    """A task with everything its form needs. Raises NotFound; officers only."""
    if actor.kind != "officer":
        raise NotPermitted("Tasks are for officers.", "role")
    with office.store.read() as session:
        row = session.execute(
            select(Task, Case).join(Case, Case.id == Task.case_id).where(Task.id == task_id)
        ).one_or_none()
        if row is None:
            raise NotFound("There is no such task.")
        task, case = row
        read = Read(office, session, case, office.clock.now(), actor=actor)
        readers.require_open(session, read.procedure, actor, case)
        if not actor.in_office and not _theirs(read, actor, task):
            raise NotPermitted("This task is for somebody else.", "role")
        form = read.procedure.forms.get(task.form) or Form("", task.name, ())
        form = asked_form(read, form, task.run_id)
        return _task_form(read, actor, task, form, case_points.points_of(read))


def _suggested(read: Read, form: Form) -> Mapping[str, object]:
    """The days that usually stand there: so many months from today, by the profile."""
    months = {f.id: read.profile.values.get(f.suggests) for f in form.fields if f.suggests}
    today = london_date(read.now)
    return {
        name: last_day(Amount(number, Unit.MONTHS_AFTER), today, read.profile.timing.calendar)
        for name, number in months.items()
        if isinstance(number, int)
    }


def _rows(value: object) -> list[Mapping[str, object]]:
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []


def _task_form(
    read: Read, actor: Actor, task: Task, form: Form, points: tuple[PointView, ...]
) -> TaskForm:
    state = read.latest(task.clock) if task.clock else None
    values = {f.id: f.default for f in form.fields if f.default is not None}
    kept = {f.id: read.case.data.get(f.id) for f in form.fields if f.shows_kept}
    values |= {name: value for name, value in kept.items() if value}
    values |= _suggested(read, form)
    at_risk = read.case.data.get("at_risk") is True
    if at_risk and "at_risk" in values:  # asked of the person already
        values["at_risk"] = True
    values = {**values, **earlier.answers_before(read, task), **_draft(read, actor, task)}
    values |= {f.id: laid_out(f, _rows(values.get(f.id))) for f in form.fields if f.to_answer}
    blind = read.letters_only(actor)
    return TaskForm(
        task=task_view(read, actor, task),
        form=form,
        reference=read.case.reference,
        case_title=read.procedure.title if blind else read.case.summary,
        text="" if blind else read.case.text,
        points=() if blind else points,
        values=values,
        officers=choosable.choices(read, actor, form, form.does, task.role.split()),
        barred=choosable.barred(read, form, {**known(read, task.run_id), **values}),
        clock=None if state is None else clock_view(read, state),
        draft_saved_at=task.draft_saved_at,
        said=_said(read, actor, task),
        restrictions=case_restrictions.of_case(read),
        links=links.links_of(read),
        at_risk=at_risk,
        needed=still_needed(read, form, task.run_id),
        threshold=counted_reports.of_case(read),
    )
