"""The conditions of one decision exclude each other.

If two of them can hold at once, which way a case takes would hang on the order of the drawing.
Redress tries every combination of the choices and yes-or-no answers that the conditions read. Add
to one condition what the other asks, turned round: `late_letter == 'extension' and decision !=
'not_needed'`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations as pairs

from engine.catalogue.definition import Diagram, Element
from engine.checking.places import in_diagram
from engine.checking.subject import Subject
from engine.checking.values import combinations, conditions_of, holds, shown
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each pair of ways that some combination opens together."""
    for diagram, gateway in subject.elements("exclusiveGateway"):
        yield from _gateway(subject, diagram, gateway)


def _gateway(subject: Subject, diagram: Diagram, gateway: Element) -> Iterator[Problem]:
    ways = conditions_of(w for w in diagram.leaving(gateway.id) if not w.default)
    for (_, its), (_, others) in pairs(ways, 2):
        for values in combinations(subject.procedure, (its, others)) or ():
            if holds(its, values) and holds(others, values):
                pair = f"“{its.text}” and “{others.text}”"
                reason = f"Its ways {pair} are both open when {shown(values)}."
                fix = "Narrow one of the conditions, so that only one way is open."
                yield in_diagram(diagram, gateway.id, reason, fix)
                break
