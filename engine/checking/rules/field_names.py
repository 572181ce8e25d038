"""Fields fit the steps and variables that they name.

`assigns` names a step, given to the officer chosen, and stands on an officer's field, as `tells`
does; `not_same_as` lists other officers' fields of the form; `replaces` goes with a `capacity`.
`sets_aside` stands on a choice of points. Bounds (`after`, `until`) and `dates_event` stand
on dates, and only one date of a form says when it happened. Choices of a field that is also a
variable are values of the variable, the default is one of the choices, and the kinds agree: a
yes-or-no variable is asked for with a yes-or-no field.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.definition import Field, Form
from engine.checking.places import in_yaml
from engine.checking.subject import Subject
from engine.checking.words import listed, meant
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each field that does not fit."""
    steps = {e.id for _, e in subject.elements("userTask")}
    for form in subject.procedure.forms.values():
        for number, field in enumerate(form.fields):
            path = f"forms.{form.id}.fields[{number}]"
            if field.assigns and field.assigns not in steps:
                reason = f"There is no step “{field.assigns}”."
                yield in_yaml(subject, f"{path}.assigns", reason, meant(field.assigns, steps))
            if (field.assigns or field.capacity or field.tells) and field.type != "officer":
                reason = f"The field “{field.id}” is not an officer's, so nobody can be chosen."
                yield in_yaml(subject, path, reason, "Write “type: officer”.")
            if field.sets_aside and field.type != "some_points":
                reason = f"The field “{field.id}” chooses no points, so none can be set aside."
                yield in_yaml(subject, path, reason, "Write “type: some_points”.")
            yield from _people(subject, path, form, field)
            yield from _choices(subject, path, field)
            yield from _kind(subject, path, field)
        yield from _dates(subject, form)


def _people(subject: Subject, path: str, form: Form, field: Field) -> Iterator[Problem]:
    others = {each.id for each in form.fields if each.type == "officer"} - {field.id}
    for other in field.not_same_as:
        if other not in others:
            reason = f"“{other}” is not another officer's field of this form."
            yield in_yaml(subject, f"{path}.not_same_as", reason, meant(other, others))
    if field.replaces and not field.capacity:
        reason = f"The field “{field.id}” gives no capacity, so it replaces nobody."
        yield in_yaml(subject, f"{path}.replaces", reason, "Add “capacity:”.")


def _dates(subject: Subject, form: Form) -> Iterator[Problem]:
    dating = False
    for number, field in enumerate(form.fields):
        path = f"forms.{form.id}.fields[{number}]"
        if (field.after or field.until or field.dates_event) and field.type != "date":
            reason = f"The field “{field.id}” is no date, so it cannot be bound to a day."
            yield in_yaml(subject, path, reason, "Write “type: date”.")
        if field.dates_event and dating:
            reason = "A second date says when it happened."
            yield in_yaml(subject, path, reason, "Keep “dates_event” on one of them.")
        dating = dating or field.dates_event


def _choices(subject: Subject, path: str, field: Field) -> Iterator[Problem]:
    choices = {choice.value for choice in field.choices}
    if choices and field.default is not None and field.default not in choices:
        reason = f"The default “{field.default}” is not among the choices."
        yield in_yaml(subject, f"{path}.default", reason, meant(str(field.default), choices))
    variable = subject.procedure.variables.get(field.id)
    if variable is not None and variable.type == "choice":
        for strange in sorted(choices - set(variable.of)):
            reason = f"“{strange}” is not a value of the variable “{field.id}”."
            yield in_yaml(subject, f"{path}.of", reason, f"Its values are {listed(variable.of)}.")


def _kind(subject: Subject, path: str, field: Field) -> Iterator[Problem]:
    variable = subject.procedure.variables.get(field.id)
    if variable is None or variable.origin != "form":
        return
    if {variable.type, field.type} & {"choice", "bool"} and variable.type != field.type:
        kinds = f"is of type {variable.type}, the field of type {field.type}"
        reason = f"The variable “{field.id}” {kinds}."
        yield in_yaml(subject, path, reason, "Give both the same type.")
