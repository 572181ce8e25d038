"""Conditions speak of declared variables only.

The diagram sees nothing but the variables of procedure.yaml. A form's field is seen by the diagram
when a variable of the same name is declared. Within a form, a field may ask about the fields above
it. Guards under any_time ask with functions only, such as `sent('COR-RESP1')`.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.asked import Asked, all_asked
from engine.checking.subject import Subject
from engine.checking.words import meant
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each name that is not known where it is used."""
    fields = {f.id for form in subject.procedure.forms.values() for f in form.fields}
    for asked in all_asked(subject):
        for name in sorted(asked.used - asked.names.keys()):
            reason = f"“{asked.text}” asks for “{name}”, which is not known here."
            yield asked.at(reason, _fix(subject, asked, name, fields))


def _fix(subject: Subject, asked: Asked, name: str, fields: set[str]) -> str:
    if not asked.names:
        return "Ask with a function such as sent('CODE') or late('clock')."
    if name in subject.procedure.variables:
        return "Move the field that gives it above this one."
    if name in fields:
        return f"It is a form's field: declare a variable “{name}” to use it here."
    return meant(name, asked.names)
