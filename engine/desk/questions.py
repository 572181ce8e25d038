"""Which questions a form asks in a case: those that the case's own data decide, decided here."""

from __future__ import annotations

from dataclasses import replace

from engine import expressions
from engine.catalogue import answered_rows
from engine.catalogue.definition import Choice, Field, Form
from engine.desk.guards import functions, holds
from engine.desk.reading import TITLES, Read


def asked_form(read: Read, form: Form, run_id: int | None = None) -> Form:
    """The form without the questions that this case does not ask.

    A condition over the form's own answers stays: the page judges it as they are given.
    """
    form = answered_rows.in_case(form, read.case.data)
    own = {field.id for field in form.fields}
    names = known(read, run_id)
    by_officer = read.actor is not None and read.actor.in_office
    form = form.for_officers() if by_officer else form.for_others()
    asked: list[Field] = []
    for field in form.fields:
        found = _asked(read, field, own, names)
        if found is None:  # what depends on it is judged by what the case knows
            own.discard(field.id)
            names.setdefault(field.id, None)
        else:
            asked.append(found)
    return replace(form, fields=tuple(asked))


def still_needed(read: Read, form: Form | None, run_id: int | None = None) -> tuple[str, ...]:
    """What the form requires of the case and does not hold now, a sentence each.

    What it requires of its own answers is judged when they are given.
    """
    if form is None or not form.requires:
        return ()
    asked, names = functions(read), known(read, run_id)
    waiting = (each for each in form.requires if not each.about(form.fields))
    return tuple(each.sentence for each in waiting if not holds(each.when, asked, names))


def _asked(read: Read, field: Field, own: set[str], names: dict[str, object]) -> Field | None:
    if field.type == "findings":
        field = replace(field, choices=_found(read))
    if field.when is None:
        return field
    condition = expressions.parse(field.when)
    if condition.names & own:
        of_case = {name: names[name] for name in condition.names - own if name in names}
        return replace(field, when=condition.bound(of_case)) if of_case else field
    return replace(field, when=None) if holds(field.when, functions(read), names) else None


def _found(read: Read) -> tuple[Choice, ...]:
    """What may be found on a point, as this procedure calls it."""
    titles = {**TITLES, **read.procedure.outcomes.findings}
    return tuple(Choice(word, titles[word]) for word in read.procedure.outcomes.found)


def known(read: Read, run_id: int | None = None) -> dict[str, object]:
    """The variables of the task's run; of a case whose run has ended, what the profile gives.

    Facts of the case are read as they are now.
    """
    variables = read.procedure.variables.items()
    given, facts = read.profile.values, read.case.data
    values = {name: given.get(name) for name, each in variables if each.origin == "profile"}
    for run in read.books.runs:
        if run.id == run_id or (run_id is None and run.status == "running"):
            values.update(run.variables)
    of_case = {n: facts.get(n, each.default) for n, each in variables if each.origin == "case"}
    return {**values, **of_case}
