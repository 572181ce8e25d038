"""A circle waits for somebody or something.

A circle without a step and without a timer on it would go round without a pause; Redress stops
such a case with an error. Put the step that is to be repeated onto the circle, or a timer.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.definition import Diagram, Element
from engine.checking.graph import circles, reach, starts
from engine.checking.places import in_diagram
from engine.errors import Problem

WAITING = ("userTask", "intermediateCatchEvent", "boundaryEvent", "callActivity")


def check(diagram: Diagram) -> Iterator[Problem]:
    """One problem for each circle of elements that never wait."""
    quick = [e.id for e in diagram.elements.values() if not _waits(diagram, e)]

    def step(name: str) -> tuple[str, ...]:
        return tuple(flow.target for flow in diagram.leaving(name))

    for circle in circles(quick, step):
        first = next(name for name in diagram.elements if name in circle)
        reason = "From here the lines go round without a step or a timer on the way."
        yield in_diagram(diagram, first, reason, "Put a step or a timer onto the circle.")


def _waits(diagram: Diagram, element: Element) -> bool:
    """Whether passing this element always waits; a sub-process does when every way through it
    does.
    """
    if element.tag != "subProcess":
        return element.tag in WAITING
    quick = reach(
        (e.id for e in starts(diagram, element.id)),
        lambda n: (
            ()
            if n not in diagram.elements or _waits(diagram, diagram.elements[n])
            else (flow.target for flow in diagram.leaving(n))
        ),
    )
    return not any(diagram.elements[n].tag == "endEvent" for n in quick & diagram.elements.keys())
