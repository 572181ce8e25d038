"""Every element can be reached.

Something no arrow leads to would never happen, and the engine says nothing about it. Draw the
missing arrow, or delete the element. Conditions are looked at too, as far as they can be tried: a
way that no answer opens is told by the rules about conditions.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.definition import Diagram
from engine.checking.graph import reachable
from engine.checking.places import in_diagram
from engine.checking.words import called
from engine.errors import Problem


def check(diagram: Diagram) -> Iterator[Problem]:
    """One problem for each element that no line leads to, told once for what follows it or is
    inside it.
    """
    reached = reachable(diagram)
    for element in diagram.elements.values():
        if element.id in reached or element.container not in {*reached, diagram.process}:
            continue
        before = {f.source for f in diagram.entering(element.id)} & diagram.elements.keys()
        if element.attached_to in diagram.elements or before - reached - {element.id}:
            continue
        reason = f"{called(element)} can never be reached."
        yield in_diagram(diagram, element.id, reason, "Draw an arrow to it, or delete it.")
