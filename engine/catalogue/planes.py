"""The picture of a diagram: one plane a process or collapsed sub-process, with its shapes and
edges.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, TypeAlias

from engine.catalogue.definition import Bounds, Plane
from engine.errors import Problem

BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"
FARTHEST = 1_000_000.0  # diagram units from the origin

Xml: TypeAlias = Any  # lxml has no types


def read_planes(root: Xml, file: str, problems: list[Problem]) -> tuple[Plane, ...]:
    """Every plane of a BPMN file, in its order; numbers that are none are noted."""
    planes = root.iterfind(f"{{{BPMNDI}}}BPMNDiagram/{{{BPMNDI}}}BPMNPlane")
    return tuple(_plane(plane, file, problems) for plane in planes)


def _plane(plane: Xml, file: str, problems: list[Problem]) -> Plane:
    shapes: dict[str, Bounds] = {}
    labels: dict[str, Bounds] = {}
    edges: dict[str, tuple[tuple[float, float], ...]] = {}
    for drawn in plane:
        of = _colonless(drawn.get("bpmnElement", ""))
        try:
            if drawn.tag == f"{{{BPMNDI}}}BPMNShape":
                shapes[of] = _bounds(drawn.find(f"{{{DC}}}Bounds"))
            elif drawn.tag == f"{{{BPMNDI}}}BPMNEdge":
                points = drawn.iterfind(f"{{{DI}}}waypoint")
                edges[of] = tuple((_number(p, "x"), _number(p, "y")) for p in points)
            label = drawn.find(f"{{{BPMNDI}}}BPMNLabel/{{{DC}}}Bounds")
            if label is not None:
                labels[of] = _bounds(label)
        except ValueError:
            reason = f"The place of {of or 'a shape'} in the picture is not given in numbers."
            fix = "Draw it again in the editor."
            problems.append(Problem("diagram", file, of, reason, fix, drawn.sourceline))
    return Plane(_colonless(plane.get("bpmnElement", "")), shapes, labels, edges)


def _bounds(node: Xml) -> Bounds:
    if node is None:
        raise ValueError
    return Bounds(*(_number(node, side) for side in ("x", "y", "width", "height")))


def _number(node: Xml, name: str) -> float:
    attributes: Mapping[str, str] = node.attrib
    number = float(attributes.get(name, ""))
    if not math.isfinite(number) or abs(number) > FARTHEST:
        raise ValueError
    return number


def _colonless(name: str) -> str:
    """References to elements are QNames: ``bpmn:triage`` means ``triage``."""
    return name.rpartition(":")[2]
