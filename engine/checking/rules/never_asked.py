"""A variable that a form gives is asked for in a form.

A variable with `from: form` (or without “from”) takes its value from the field of the same name.
If no form has such a field, it keeps its default for ever, and conditions on it always go the same
way. A fact of the case (`from: case`) is given at the beginning, or by a field with
`remembered: true`.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.definition import Field
from engine.checking.followed import assignments
from engine.checking.places import in_yaml
from engine.checking.subject import Subject
from engine.checking.vocabulary import FACTS
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each variable that nothing gives a value."""
    forms = {e.attributes.get("form") for _, e in subject.elements("userTask")}
    forms |= {action.form for action in subject.procedure.any_time.values()}
    forms |= {subject.procedure.intake.form}
    asked = {f.id for name in forms for f in _fields(subject, name)}
    facts = FACTS | {f.id for f in _fields(subject, subject.procedure.intake.form)}
    facts |= {f.id for name in forms for f in _fields(subject, name) if f.remembered}
    given = {n for _, e in subject.elements("scriptTask") for n, _ in assignments(e)}
    for variable in subject.procedure.variables.values():
        path = f"variables.{variable.id}"
        if variable.origin == "form" and variable.id not in asked:
            reason = "No form that is used has a field of this name."
            yield in_yaml(
                subject, path, reason, "Add the field, or say where it comes from (from:)."
            )
        elif variable.origin == "case" and variable.id not in facts:
            reason = "Nothing gives this fact: it is not asked at the beginning, nor remembered."
            yield in_yaml(
                subject, path, reason, "Add a field of this name with “remembered: true”."
            )
        elif variable.origin == "set" and variable.id not in given:
            reason = "No setting step sets it."
            yield in_yaml(
                subject, path, reason, "Set it with `redress:set`, or say where it comes from."
            )


def _fields(subject: Subject, name: str | None) -> tuple[Field, ...]:
    form = subject.procedure.forms.get(name or "")
    return form.fields if form else ()
