"""Draws a diagram of the tests: each sheet one row of shapes, each arrow in a lane of its own.

Arrows from the upper edge go over the row, all others below it, so that none runs through a shape.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from engine.catalogue.bpmn import BPMN, local, read_xml
from engine.errors import BadFiles

DI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DD = "http://www.omg.org/spec/DD/20100524/DI"
STEP, WIDTH, HEIGHT, ROW = 200.0, 100.0, 80.0, 1000.0

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Picture:
    """How a picture differs: other places of shapes, other ways of arrows, and what is left
    out.
    """

    move: Mapping[str, Sequence[float]]
    route: Mapping[str, Sequence[Sequence[float]]]
    hide: Sequence[str]


def drawn(text: str, picture: Picture) -> str:
    """The diagram with a picture."""
    try:
        root = read_xml(text.encode(), "test.bpmn")
    except BadFiles:
        return text
    for process in root.iterchildren(f"{{{BPMN}}}process"):
        for container in process.iter(f"{{{BPMN}}}process", f"{{{BPMN}}}subProcess"):
            _draw(root, container, picture)
    whole: str = etree.tostring(root, encoding="unicode")
    return whole


def _draw(root: Any, container: Any, picture: Picture) -> None:
    name = container.get("id")
    diagram = etree.SubElement(root, f"{{{DI}}}BPMNDiagram", id=f"{name}_diagram")
    plane = etree.SubElement(diagram, f"{{{DI}}}BPMNPlane", id=f"{name}_plane", bpmnElement=name)
    boxes = _places(container)
    for element, (x, y, width, height) in boxes.items():
        if element in picture.hide:
            continue
        x, y = dict(picture.move).get(element, (x, y))
        shape = etree.SubElement(
            plane, f"{{{DI}}}BPMNShape", id=f"{element}_shape", bpmnElement=element
        )
        box = {"x": x, "y": y, "width": width, "height": height}
        etree.SubElement(shape, f"{{{DC}}}Bounds", {k: str(v) for k, v in box.items()})
    for lane, flow in enumerate(container.iterchildren(f"{{{BPMN}}}sequenceFlow"), start=1):
        source, target = (boxes.get(flow.get(end)) for end in ("sourceRef", "targetRef"))
        name = flow.get("id")
        if source is None or target is None or name in picture.hide:
            continue
        edge = etree.SubElement(plane, f"{{{DI}}}BPMNEdge", id=f"{name}_edge", bpmnElement=name)
        for x, y in dict(picture.route).get(name, _way(source, target, lane)):
            etree.SubElement(edge, f"{{{DD}}}waypoint", x=str(x), y=str(y))


def _places(container: Any) -> dict[str, Box]:
    boxes: dict[str, Box] = {}
    nodes = [n for n in container if local(n).endswith(("Event", "Task", "ubProcess", "Activity",
             "Gateway", "task", "transaction"))]  # fmt: skip
    for number, node in enumerate(n for n in nodes if local(n) != "boundaryEvent"):
        boxes[node.get("id")] = (number * STEP, ROW, WIDTH, HEIGHT)
    for node in (n for n in nodes if local(n) == "boundaryEvent"):
        x, y, _, _ = boxes.get(node.get("attachedToRef"), (0.0, ROW * 2, 0.0, 0.0))
        taken = sum(box[:2] == (x, y - 10) for box in boxes.values())
        boxes[node.get("id")] = (x + 30 * taken, y - 10, 20.0, 20.0)
    return boxes


def _way(source: Box, target: Box, lane: int) -> list[tuple[float, float]]:
    over = source[3] < HEIGHT
    begin = source[0] + (10 if over else 60 + lane)
    end = target[0] + 20 + lane
    if over:
        y = ROW - 30 - 5 * lane
        return [(begin, source[1]), (begin, y), (end, y), (end, target[1])]
    y = ROW + HEIGHT + 20 + 5 * lane
    return [(begin, ROW + HEIGHT), (begin, y), (end, y), (end, ROW + HEIGHT)]
