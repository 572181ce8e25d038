"""Shapes do not cover each other.

A covered step is read over. A timer may sit on the edge of its step, and what is inside an opened
sub-process stands inside its frame; nothing else may overlap.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from engine.catalogue.definition import Bounds, Diagram
from engine.checking.places import in_diagram
from engine.checking.words import called, the
from engine.errors import Problem

SLACK = 1.0  # diagram units: shapes that only touch do not overlap


def check(diagram: Diagram) -> Iterator[Problem]:
    """One problem for each pair of shapes on one plane that overlap and do not belong together."""
    for plane in diagram.planes:
        known = [(n, b) for n, b in plane.shapes.items() if n in diagram.elements]
        for (one, its), (other, others) in combinations(known, 2):
            if overlap(its, others) and not _together(diagram, one, other):
                reason = (
                    f"{called(diagram.elements[one])} and {the(diagram.elements[other])} overlap."
                )
                yield in_diagram(diagram, one, reason, "Move one of them.")


def overlap(one: Bounds, other: Bounds) -> bool:
    """Whether two shapes share more than an edge."""
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return across > SLACK and down > SLACK


def _together(diagram: Diagram, one: str, other: str) -> bool:
    first, second = diagram.elements[one], diagram.elements[other]
    if first.attached_to == other or second.attached_to == one:
        return True
    return one in around(diagram, other) or other in around(diagram, one)


def around(diagram: Diagram, name: str) -> set[str]:
    """The sub-processes that an element is inside of, and those of the step that a timer sits
    on.
    """
    found: set[str] = set()
    element = diagram.elements.get(name)
    while element is not None:
        found.add(element.container)
        element = diagram.elements.get(element.container)
    return found
