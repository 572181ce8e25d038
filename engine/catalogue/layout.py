"""Lays a diagram out: one plane for the process, one for each sub-process, drawn closed.

Pure: the bytes of a BPMN file in, the same file with a fresh picture out. A decision's ways are
drawn from top to bottom as it lists them. Comments in the file are not kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from lxml import etree

from engine.catalogue.bpmn import BPMN, local, read_xml
from engine.catalogue.definition import Bounds
from engine.catalogue.lanes import Arrow
from engine.catalogue.planes import BPMNDI, DC, DI
from engine.catalogue.wires import TIMERS, Node, Picture, draw

Xml: TypeAlias = Any  # lxml has no types

_NODES = ("Event", "Task", "task", "Gateway", "ubProcess", "transaction", "callActivity")
_STEP = (100.0, 80.0)
_GATEWAY = (50.0, 50.0)
_EVENT = (36.0, 36.0)


def lay_out(data: bytes, file: str = "diagram.bpmn") -> bytes:
    """The file with its picture drawn afresh. Raises BadFiles when it cannot be read."""
    root = read_xml(data, file)
    for old in root.findall(f"{{{BPMNDI}}}BPMNDiagram"):
        root.remove(old)
    fresh = _with_picture_names(root)
    for container in _containers(fresh):
        fresh.append(_diagram(container))
    etree.indent(fresh)
    body: bytes = etree.tostring(fresh, encoding="UTF-8", xml_declaration=True)
    return body.replace(b"<?xml version='1.0' encoding='UTF-8'?>", _DECLARATION, 1) + b"\n"


_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>'


def _with_picture_names(root: Xml) -> Xml:
    """The same root with the picture's vocabularies declared once, at the top."""
    names = {**root.nsmap, "bpmndi": BPMNDI, "dc": DC, "di": DI}
    fresh = etree.Element(root.tag, attrib=dict(root.attrib), nsmap=names)
    fresh.text = root.text
    fresh.extend(list(root))
    etree.cleanup_namespaces(fresh, keep_ns_prefixes=list(filter(None, names)))
    return fresh


def _containers(root: Xml) -> Iterator[Xml]:
    for node in root.iter():
        if isinstance(node.tag, str) and local(node) in ("process", "subProcess", "transaction"):
            yield node


def _diagram(container: Xml) -> Xml:
    name = container.get("id")
    diagram = etree.Element(f"{{{BPMNDI}}}BPMNDiagram", id=f"{name}_diagram")
    plane = etree.SubElement(
        diagram, f"{{{BPMNDI}}}BPMNPlane", id=f"{name}_plane", bpmnElement=name
    )
    nodes = [
        node for node in container if isinstance(node.tag, str) and local(node).endswith(_NODES)
    ]
    known = {node.get("id") for node in nodes}
    flows = [flow for flow in container.findall(f"{{{BPMN}}}sequenceFlow") if _joins(flow, known)]
    picture = draw(
        [_node(node, _timers(node, nodes)) for node in nodes],
        _arrows(nodes, flows),
        {flow.get("id"): flow.get("name", "") for flow in flows},
    )
    for node in nodes:
        _shape(plane, node, picture)
    for flow in flows:
        _edge(plane, flow.get("id"), picture)
    return diagram


def _joins(flow: Xml, known: set[str]) -> bool:
    """Whether both ends stand in this drawing; engine.checking tells of those that do not."""
    return flow.get("sourceRef") in known and flow.get("targetRef") in known


def _timers(host: Xml, nodes: list[Xml]) -> int:
    """How many timers sit on the edge of a step."""
    return sum(node.get("attachedToRef") == host.get("id") for node in nodes)


def _node(node: Xml, timers: int) -> Node:
    kind = local(node)
    width, height = _STEP
    width = max(width, timers * TIMERS if timers > 1 else 0)  # each with its words
    if kind.endswith("Gateway"):
        width, height = _GATEWAY
    elif kind.endswith("Event"):
        width, height = _EVENT
    return Node(
        id=node.get("id"),
        name=" ".join(node.get("name", "").split()),
        width=width,
        height=height,
        words_inside=not kind.endswith(("Gateway", "Event")),
        host=node.get("attachedToRef"),
    )


def _arrows(nodes: list[Xml], flows: list[Xml]) -> list[Arrow]:
    """In the order in which each element lists its ways out; flows out of timers come last."""
    timers = {node.get("id") for node in nodes if node.get("attachedToRef")}
    defaults = {node.get("default") for node in nodes if node.get("default")}
    ways: dict[str, int] = {}
    for flow in flows:
        ways[flow.get("sourceRef")] = ways.get(flow.get("sourceRef"), 0) + 1
    order = {name: place for place, name in enumerate(_listed(nodes))}
    drawn = sorted(
        flows, key=lambda f: (f.get("sourceRef") in timers, order.get(f.get("id"), len(order)))
    )
    return [
        Arrow(
            id=flow.get("id"),
            source=flow.get("sourceRef"),
            target=flow.get("targetRef"),
            straight=flow.get("sourceRef") not in timers
            and (flow.get("id") in defaults or ways[flow.get("sourceRef")] == 1),
        )
        for flow in drawn
    ]


def _listed(nodes: list[Xml]) -> Iterator[str]:
    for node in nodes:
        for way in node.iterfind(f"{{{BPMN}}}outgoing"):
            yield (way.text or "").strip()


def _shape(plane: Xml, node: Xml, picture: Picture) -> None:
    name = node.get("id")
    shape = etree.SubElement(plane, f"{{{BPMNDI}}}BPMNShape", id=f"{name}_di", bpmnElement=name)
    if local(node) == "exclusiveGateway":
        shape.set("isMarkerVisible", "true")
    if local(node) in ("subProcess", "transaction"):
        shape.set("isExpanded", "false")
    _bounds(shape, picture.shapes[name])
    _label(shape, picture.labels.get(name))


def _edge(plane: Xml, name: str, picture: Picture) -> None:
    edge = etree.SubElement(plane, f"{{{BPMNDI}}}BPMNEdge", id=f"{name}_di", bpmnElement=name)
    for x, y in picture.edges[name]:
        etree.SubElement(edge, f"{{{DI}}}waypoint", x=f"{x:g}", y=f"{y:g}")
    _label(edge, picture.labels.get(name))


def _label(drawn: Xml, at: Bounds | None) -> None:
    if at is not None:
        _bounds(etree.SubElement(drawn, f"{{{BPMNDI}}}BPMNLabel"), at)


def _bounds(drawn: Xml, at: Bounds) -> None:
    etree.SubElement(
        drawn,
        f"{{{DC}}}Bounds",
        x=f"{at.x:g}",
        y=f"{at.y:g}",
        width=f"{at.width:g}",
        height=f"{at.height:g}",
    )
