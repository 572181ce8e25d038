"""Setting steps set declared variables.

What `redress:set` sets must stand under variables in procedure.yaml with `from: set`, and the
value must be one it can have. A form's answer, the entry or a value of the profile is not
overwritten by a diagram.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.definition import Variable
from engine.checking.followed import assignments
from engine.checking.places import in_diagram
from engine.checking.subject import Subject
from engine.checking.words import meant
from engine.errors import Problem
from engine.expressions import Expression


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each assignment to what is not declared, or not to be set."""
    known = subject.procedure.variables
    for diagram, element in subject.elements("scriptTask"):
        for name, expression in assignments(element):
            variable = known.get(name)
            if variable is None:
                reason = f"It sets “{name}”, which is not declared."
                yield in_diagram(diagram, element.id, reason, meant(name, known))
            elif variable.origin != "set":
                reason = f"It sets “{name}”, which comes from elsewhere (from: {variable.origin})."
                fix = f"Write “from: set” at the variable “{name}”, or set another one."
                yield in_diagram(diagram, element.id, reason, fix)
            elif not _fits(variable, expression):
                reason = f"It sets “{name}” to {expression.text}, which it cannot be."
                yield in_diagram(
                    diagram, element.id, reason, f"Its values are: {', '.join(variable.of)}."
                )


def _fits(variable: Variable, expression: Expression) -> bool:
    if variable.type != "choice" or expression.names or expression.calls:
        return True
    return expression.value({}) in variable.of
