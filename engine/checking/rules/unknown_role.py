"""Every step says who does it, and roles exist.

`redress:role` names a role of procedure.yaml (several, with blanks between, if any of them may do
it). A step without a role would be on nobody's list.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.places import in_diagram, in_yaml
from engine.checking.subject import Subject
from engine.checking.words import meant
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each step without a role, and each role that is not declared."""
    roles = subject.procedure.roles
    for diagram, element in subject.elements("userTask"):
        named = element.attributes.get("role", "").split()
        if not named:
            fix = "Choose its role (`redress:role`)."
            yield in_diagram(diagram, element.id, "This step says no role.", fix)
        for role in named:
            if role not in roles:
                reason = f"There is no role “{role}”."
                yield in_diagram(diagram, element.id, reason, meant(role, roles))
    yield from _asked_for(subject)


def _asked_for(subject: Subject) -> Iterator[Problem]:
    """The roles of officers' fields, and of columns of rows."""
    roles = subject.procedure.roles
    for form in subject.procedure.forms.values():
        for number, field in enumerate(form.fields):
            path = f"forms.{form.id}.fields[{number}].role"
            for role in (each.role for each in (field, *field.columns)):
                if role and role not in roles:
                    yield in_yaml(subject, path, f"There is no role “{role}”.", meant(role, roles))
