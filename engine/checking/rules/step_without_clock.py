"""Every step is covered by a clock.

A step has its own `redress:clock`, or inherits that of the nearest sub-process around it. A step
without one has no date on anybody's list, so that nobody notices when it is forgotten. Steps of a
late branch are covered by the timer that leads to them.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.definition import Diagram, Element
from engine.checking.graph import late_branch
from engine.checking.places import in_diagram
from engine.checking.words import called
from engine.errors import Problem


def check(diagram: Diagram) -> Iterator[Problem]:
    """One problem for each step that no clock covers."""
    timers = [e for e in diagram.elements.values() if e.attached_to and "clock" in e.attributes]
    late = {name for timer in timers for name in late_branch(diagram, timer.id)}
    for element in diagram.elements.values():
        if element.tag == "userTask" and element.id not in late and not clock_of(diagram, element):
            fix = "Choose the date it is about, on it or on the part around it (`redress:clock`)."
            yield in_diagram(
                diagram, element.id, f"{called(element)} is covered by no clock.", fix
            )


def clock_of(diagram: Diagram, element: Element) -> str | None:
    """An element's own clock, or the nearest inherited one."""
    around: Element | None = element
    while around is not None:
        if "clock" in around.attributes:
            return around.attributes["clock"]
        around = diagram.elements.get(around.container)
    return None
