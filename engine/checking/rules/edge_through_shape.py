"""Arrows go round shapes, not through them.

An arrow that runs through a step seems to begin or end there. Advice: the case runs all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from engine.catalogue.definition import Bounds, Diagram, Flow
from engine.checking.places import in_diagram
from engine.checking.rules.overlapping_shapes import around
from engine.checking.words import the
from engine.errors import Problem

SLACK = 2.0  # diagram units: an arrow may run along an edge

Point = tuple[float, float]


def check(diagram: Diagram) -> Iterator[Problem]:
    """One piece of advice for each arrow and each shape it runs through."""
    for plane in diagram.planes:
        for name, points in plane.edges.items():
            flow = diagram.flows.get(name)
            if flow is None:
                continue
            own = _own(diagram, flow)
            for shape, bounds in plane.shapes.items():
                element = diagram.elements.get(shape)
                if element is None or shape in own:
                    continue
                if any(through(a, b, bounds) for a, b in pairwise(points)):
                    reason = f"This arrow runs through {the(element)}."
                    yield in_diagram(diagram, name, reason, "Lead it round.")


def _own(diagram: Diagram, flow: Flow) -> set[str]:
    """Shapes that an arrow may touch: its ends, what they sit on, what they are inside of,
    their timers.
    """
    ends = {flow.source, flow.target}
    hosts = {e.attached_to for e in map(diagram.elements.get, ends) if e and e.attached_to}
    timers = {e.id for e in diagram.elements.values() if e.attached_to in ends}
    return ends | hosts | timers | around(diagram, flow.source) | around(diagram, flow.target)


def through(begin: Point, end: Point, bounds: Bounds) -> bool:
    """Whether a straight line runs through the inside of a shape (Liang and Barsky)."""
    first, last = 0.0, 1.0
    sides = (
        (begin[0], end[0] - begin[0], bounds.x + SLACK, bounds.x + bounds.width - SLACK),
        (begin[1], end[1] - begin[1], bounds.y + SLACK, bounds.y + bounds.height - SLACK),
    )
    for at, along, low, high in sides:
        if along == 0:
            if not low < at < high:
                return False
            continue
        enter, leave = sorted(((low - at) / along, (high - at) / along))
        first, last = max(first, enter), min(last, leave)
    return first < last
