"""What was said on a case before a task: nobody works without it, nothing is typed twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from engine.catalogue.definition import Field, Form
from engine.clock import london_date
from engine.desk import intake_facts, moves
from engine.desk.case_people import officer_name
from engine.desk.contacts import contacts
from engine.desk.reading import Read
from engine.desk.told_views import Said
from engine.store.correspondence import Contact
from engine.store.readers import may_read_answers
from engine.store.tasks import Task
from engine.working_days import long_date

_SHOWN = ("text", "long_text", "choice", "date", "number", "rows")


def answers_before(read: Read, task: Task) -> dict[str, object]:
    """The answers when the same step was done in this run before: the form begins with them.

    A confidential role's answers are for its holders alone.
    """
    if not may_read_answers(read.procedure, task.role, read.actor):
        return {}
    found = read.session.scalar(
        select(Task)
        .where(
            Task.run_id == task.run_id, Task.element == task.element, Task.status == "completed"
        )
        .order_by(Task.completed_at.desc())
        .limit(1)
    )
    return dict(found.answers) if found is not None else {}


def said_before(read: Read, task: Task) -> tuple[Said, ...]:
    """(question, answer) of the request that began the run, and of the step done last in it.

    A step's own name stands before its answers, with nothing behind it.
    """
    found: list[Said] = [*moves.came_from(read), *_of_request(read, task)]
    done = read.session.scalars(
        select(Task)
        .where(Task.run_id == task.run_id, Task.status == "completed")
        .order_by(Task.completed_at.desc())
    )
    procedure, who = read.procedure, read.actor
    last = next((row for row in done if may_read_answers(procedure, row.role, who)), None)
    form = procedure.forms.get(task.form)
    shown = form.shows if form else ()
    if last is not None and last.element != task.element and last.form not in shown:
        found += _of_step(last, _in_words(read, procedure.forms.get(last.form), last.answers))
    if last is None:
        found += _at_intake(read)
    return (*found, *_shown(read, shown))


def _at_intake(read: Read) -> Iterable[Said]:
    """What the procedure asked of its own when the case came in, before the first step is done."""
    form = read.procedure.forms.get(read.procedure.intake.form)
    if form is None:
        return ()
    asked = tuple(each for each in form.for_officers().fields if each.type != "rows")
    form = replace(form, fields=asked)
    return (*_in_words(read, form, read.case.data), *_ticked(form, read.case.data))


def said_to_guests(read: Read, task: Task) -> tuple[Said, ...]:
    """What the step's form shows to whoever comes by a link: nothing else that was said before."""
    form = read.procedure.forms.get(task.form)
    shown = form.shows if form else ()
    begun = {a.entry or a.id: a.form for a in read.procedure.any_time.values()}
    asked = any(run.id == task.run_id and begun.get(run.entry) in shown for run in read.books.runs)
    request = _of_request(read, task, messages=False) if asked else ()
    return (*request, *_shown(read, shown))


def _of_step(row: Task, answers: Iterable[Said]) -> Iterable[Said]:
    found = tuple(answers)
    return ((row.name, ""), *found) if found else ()


def _shown(read: Read, forms: Sequence[str]) -> Iterable[Said]:
    """What was last answered to these forms in the case, each of them that was filled in."""
    if not forms:
        return
    done = read.session.scalars(
        select(Task)
        .where(Task.case_id == read.case.id, Task.status == "completed", Task.form.in_(forms))
        .order_by(Task.completed_at)
    )
    latest = {row.form: row for row in done}
    for name in forms:
        row, form = latest.get(name), read.procedure.forms.get(name)
        if row is None or not may_read_answers(read.procedure, row.role, read.actor):
            continue
        yield from _of_step(
            row, (*_in_words(read, form, row.answers), *_ticked(form, row.answers))
        )


def _ticked(form: Form | None, answers: Mapping[str, object]) -> Iterable[tuple[str, str]]:
    for each in form.fields if form else ():
        if each.type == "bool" and answers.get(each.id) is True:
            yield each.label.rstrip("?"), "Yes"


def about(read: Read) -> tuple[tuple[str, str], ...]:
    """What the person told us beside their complaint: their wish, when it was, what help."""
    case = read.case
    rows = [
        ("Who is at risk, and of what", str(case.data.get("risk") or "")),
        ("What they want", case.wanted),
        ("When it happened", long_date(case.happened_on) if case.happened_on else ""),
        ("Help they asked for", str(case.data.get("help_needed") or "")),
    ]
    rows += intake_facts.facts(case.data)
    for followed in (read.procedure, *(then.procedure for then in moves.earlier(read))):
        form = followed.forms.get(followed.intake.form)
        rows += intake_facts.of_form(form.for_officers() if form else None, case.data)
    return tuple((title, text) for title, text in rows if text)


def _of_request(read: Read, task: Task, *, messages: bool = True) -> Iterable[Said]:
    """The form of the at-any-time action that began this run."""
    run = next((run for run in read.books.runs if run.id == task.run_id), None)
    for action in read.procedure.any_time.values():
        begins = action.entry or action.id
        if run is None or run.entry != begins or not (action.entry or action.run):
            continue
        kept = read.case.data.get(action.id)
        asked = [e for e in read.books.events if e.kind in (action.id, f"{action.id}_asked")]
        given = kept if isinstance(kept, Mapping) else (asked[-1].data if asked else {})
        if asked:
            yield "Asked on", long_date(london_date(asked[-1].happened_at))
        yield from _in_words(read, read.procedure.forms.get(action.form or ""), given)
        if messages and asked and action.run:
            yield from _written_since(read, asked[-1].happened_at)


def _written_since(read: Read, began: datetime) -> Iterable[tuple[str, str]]:
    """What the person sent by their page in answer, the newest first."""
    for each in contacts(read, 5, Contact.channel == "portal", Contact.at >= began):
        yield f"{each.who} wrote on {long_date(london_date(each.at))}", each.text


def _in_words(read: Read, form: Form | None, answers: Mapping[str, object]) -> Iterable[Said]:
    for each in form.for_officers().fields if form else ():
        value = _with_names(read, each, answers.get(each.id))
        if each.type in _SHOWN and value not in (None, "", []):
            rows = intake_facts.table(each, value) if isinstance(value, list) else None
            yield each.label.rstrip("?"), rows or intake_facts.said(each, value)


def _with_names(read: Read, field: Field, value: object) -> object:
    """Rows that name officers say who they are."""
    people = [column.id for column in field.columns if column.type == "officer"]
    if not people or not isinstance(value, list):
        return value
    return [
        {**row, **{p: officer_name(read, int(row[p])) for p in people if row.get(p)}}
        for row in value
    ]
