"""Every way out of a decision can be taken.

A condition that no combination of answers fulfils hides a mistake: the way behind it is never
taken. Redress tries every combination of the choices and yes-or-no answers that the condition
reads.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.definition import Diagram, Element
from engine.checking.places import in_diagram
from engine.checking.subject import Subject
from engine.checking.values import combinations, conditions_of, holds
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each condition that never holds."""
    for diagram, gateway in subject.elements("exclusiveGateway", "inclusiveGateway"):
        yield from _gateway(subject, diagram, gateway)


def _gateway(subject: Subject, diagram: Diagram, gateway: Element) -> Iterator[Problem]:
    for way, condition in conditions_of(diagram.leaving(gateway.id)):
        tried = combinations(subject.procedure, (condition,))
        if tried is not None and all(holds(condition, values) is False for values in tried):
            reason = f"“{condition.text}” never holds, whatever the answers are."
            yield in_diagram(diagram, way.id, reason, "Correct the condition, or delete the way.")
