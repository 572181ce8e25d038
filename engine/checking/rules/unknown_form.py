"""Every step has a form that exists.

`redress:form` names a form of procedure.yaml: what the officer is asked. A step without one would
offer nothing to fill in and nothing to confirm.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.places import in_diagram
from engine.checking.subject import Subject
from engine.checking.words import meant
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each step without a form, or with one that is not declared."""
    forms = subject.procedure.forms
    for diagram, element in subject.elements("userTask"):
        form = element.attributes.get("form", "")
        if not form:
            fix = "Write its form in `redress:form`."
            yield in_diagram(diagram, element.id, "This step has no form.", fix)
        elif form not in forms:
            yield in_diagram(
                diagram, element.id, f"There is no form “{form}”.", meant(form, forms)
            )
