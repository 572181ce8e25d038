"""A timer at an edge sits on something that waits.

It can sit on a step, a sub-process or a called diagram. On anything else nobody waits, so it never
fires. And an arrow must not lead into it: the timer itself begins its branch.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.definition import Diagram
from engine.checking.places import in_diagram
from engine.errors import Problem

HOSTS = ("userTask", "subProcess", "callActivity")


def check(diagram: Diagram) -> Iterator[Problem]:
    """One problem for each boundary event without a host that waits, or that is led into."""
    for element in diagram.elements.values():
        if element.tag != "boundaryEvent":
            continue
        host = diagram.elements.get(element.attached_to or "")
        if host is None or host.tag not in HOSTS or host.container != element.container:
            reason = "This timer does not sit on a step, a sub-process or a called diagram."
            yield in_diagram(
                diagram, element.id, reason, "Move it to the edge of what it watches."
            )
        if diagram.entering(element.id):
            reason = "An arrow leads into this timer at the edge."
            fix = "Lead it to the step after the timer, or draw a timer on the way."
            yield in_diagram(diagram, element.id, reason, fix)
