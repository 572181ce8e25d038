"""Every way out of a decision has a condition, except the default, which has none.

A way without a condition is always open, so that it takes cases meant for another. A condition on
the default, on the only way out, or on a way out of a parallel gateway is never asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.definition import Diagram, Element
from engine.checking.places import in_diagram
from engine.errors import Problem

DECIDING = ("exclusiveGateway", "inclusiveGateway")


def check(diagram: Diagram) -> Iterator[Problem]:
    """One problem for each way with a condition too few or too many."""
    for element in diagram.elements.values():
        if element.tag in (*DECIDING, "parallelGateway"):
            yield from _ways(diagram, element)


def _ways(diagram: Diagram, element: Element) -> Iterator[Problem]:
    ways = diagram.leaving(element.id)
    deciding = element.tag in DECIDING and len(ways) > 1
    for way in ways:
        if deciding and not way.condition and not way.default:
            reason = "This way out of a decision has no condition and is not the default."
            yield in_diagram(
                diagram, way.id, reason, "Write its condition, or mark it as the default."
            )
        elif way.condition and (not deciding or way.default):
            reason = f"The condition “{way.condition}” is never asked here."
            yield in_diagram(
                diagram, way.id, reason, "Delete it, or move it to a way of a decision."
            )
