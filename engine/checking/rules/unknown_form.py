"""Every step has a form that exists.

`redress:form` names a form of procedure.yaml: what the officer is asked. A step without one would
offer nothing to fill in and nothing to confirm. The earlier forms that a form `shows` exist, too.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.places import in_diagram, in_yaml
from engine.checking.subject import Subject
from engine.checking.words import meant
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each step without a form, or with one that is not declared, and for
    each form that is to be shown and is not there.
    """
    forms = subject.procedure.forms
    for diagram, element in subject.elements("userTask"):
        form = element.attributes.get("form", "")
        if not form:
            fix = "Choose its form (`redress:form`)."
            yield in_diagram(diagram, element.id, "This step has no form.", fix)
        elif form not in forms:
            yield in_diagram(
                diagram, element.id, f"There is no form “{form}”.", meant(form, forms)
            )
    for made in forms.values():
        for shown in made.shows:
            if shown not in forms:
                path = f"forms.{made.id}.shows"
                yield in_yaml(subject, path, f"There is no form “{shown}”.", meant(shown, forms))
