"""Diagrams: BPMN read without entities, network or surprises, and their structure as values.

What a diagram may hold is judged by engine.checking; here it is only read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from lxml import etree

from engine.catalogue.definition import Diagram, Element, Flow
from engine.catalogue.planes import read_planes
from engine.catalogue.text_files import text_of
from engine.errors import BadFiles, Problem

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
REDRESS = "urn:redress:bpmn:1"
Xml: TypeAlias = Any  # lxml has no types

_CONTAINERS = ("process", "subProcess", "transaction", "adHocSubProcess")
_NODES = ("Event", "Task", "task", "Gateway", "ubProcess", "transaction", "callActivity")
MOST_ELEMENTS = 6_000  # of XML; the largest diagram shipped has 2,500
_REDRAW = "Undo the last change made by hand, or save the diagram again in the editor."


def read_xml(data: bytes, file: str) -> Xml:
    """The root element of an XML file. Raises BadFiles.

    No document type, so no entities; UTF-8 whatever the file declares; no network; the parser's
    own limits on depth and size stay on.
    """
    problems: list[Problem] = []
    text = text_of(data, file, problems)
    if text is None:
        raise BadFiles(problems)
    for trick in ("<!DOCTYPE", "<!ENTITY"):
        if trick in text:
            line = text.count("\n", 0, text.index(trick)) + 1
            fix = f"Delete the part that begins with {trick}."
            raise _refused(file, "A document type is not allowed in a diagram.", fix, line)
    try:
        root = etree.XML(text.encode(), _parser())
    except etree.XMLSyntaxError as error:
        reason = f"This is not well-formed XML: {error.msg or 'the file is empty'}."
        raise _refused(file, reason, _REDRAW, error.lineno or 1) from None
    if (number := sum(1 for _ in root.iter())) > MOST_ELEMENTS:
        reason = f"The diagram has {number:,} elements; {MOST_ELEMENTS:,} is the most."
        raise _refused(file, reason, "Part the procedure into several diagrams.", 1)
    return root


def _parser() -> Xml:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )


def read_diagram(data: bytes, file: str) -> Diagram:
    """Structure and picture of a BPMN file. Raises BadFiles with every problem."""
    root = read_xml(data, file)
    if root.tag != _bpmn("definitions"):
        fix = "Save it as BPMN 2.0 XML."
        raise _refused(file, "This is not a BPMN diagram.", fix, root.sourceline)
    processes = root.findall(_bpmn("process"))
    if len(processes) != 1:
        reason = f"The file holds {len(processes)} processes; it must hold exactly one."
        raise _refused(file, reason, "Keep one process a file.", root.sourceline)
    process = processes[0]
    problems = list(_faults_of_ids(process, file))
    planes = read_planes(root, file, problems)
    if problems:
        raise BadFiles(problems)
    return Diagram(
        file=file,
        process=process.get("id"),
        name=_words(process.get("name", "")),
        xml=data,
        elements={element.id: element for element in _elements(process)},
        flows={flow.id: flow for flow in _flows(process)},
        planes=planes,
    )


def local(node: Xml) -> str:
    """The BPMN name of a node, such as ``userTask``; empty for other vocabularies."""
    name = etree.QName(node)
    return name.localname if name.namespace == BPMN else ""


def _faults_of_ids(process: Xml, file: str) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for node in process.iter():
        if not (_is_node(node) or local(node) in ("process", "sequenceFlow")):
            continue
        name, line = node.get("id", ""), node.sourceline
        if not name:
            reason = f"A {local(node)} has no id."
            yield Problem("diagram", file, "", reason, "Give it an id of its own.", line)
        elif name in seen:
            reason = f"The id {name} is used twice (first on line {seen[name]})."
            yield Problem("diagram", file, name, reason, "Give one of them another id.", line)
        else:
            seen[name] = line


def _elements(process: Xml) -> Iterator[Element]:
    for node in process.iter():
        if node is not process and _is_node(node):
            yield _element(node)


def _is_node(node: Xml) -> bool:
    return local(node).endswith(_NODES)


def _element(node: Xml) -> Element:
    own = {
        etree.QName(key).localname: _words(value)
        for key, value in node.attrib.items()
        if etree.QName(key).namespace == REDRESS
    }
    return Element(
        id=node.get("id"),
        tag=local(node),
        name=_words(node.get("name", "")),
        container=node.getparent().get("id", ""),
        attributes=own,
        events=tuple(n for n in map(local, node) if n.endswith("EventDefinition")),
        attached_to=node.get("attachedToRef"),
        cancels=node.get("cancelActivity", "true") not in ("false", "0"),
        default_flow=node.get("default"),
        line=node.sourceline,
        calls=node.get("calledElement"),
    )


def _flows(process: Xml) -> Iterator[Flow]:
    defaults = {node.get("default") for node in process.iter() if node.get("default")}
    for node in process.iter(_bpmn("sequenceFlow")):
        condition = node.findtext(_bpmn("conditionExpression"))
        yield Flow(
            id=node.get("id"),
            source=node.get("sourceRef", ""),
            target=node.get("targetRef", ""),
            condition=condition.strip() or None if condition else None,
            default=node.get("id") in defaults,
            name=_words(node.get("name", "")),
            line=node.sourceline,
        )


def _words(text: str) -> str:
    return " ".join(text.split())


def _bpmn(name: str) -> str:
    return f"{{{BPMN}}}{name}"


def _refused(file: str, reason: str, fix: str, line: int | None) -> BadFiles:
    return BadFiles([Problem("diagram", file, "", reason, fix, line)])
