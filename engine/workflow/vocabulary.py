"""What a diagram may hold to be run. SpiffWorkflow passes over much of the rest in silence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from lxml import etree

from engine.catalogue.bpmn import REDRESS, local

Xml: TypeAlias = Any  # lxml has no types

#: element -> the event definitions it may have; () is none
EVENTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "startEvent": ((),),
    "endEvent": ((), ("terminateEventDefinition",)),
    "intermediateThrowEvent": ((),),
    "intermediateCatchEvent": (("timerEventDefinition",),),
    "boundaryEvent": (("timerEventDefinition",),),
}
ACTIVITIES = (
    "userTask",
    "manualTask",
    "task",
    "sendTask",
    "scriptTask",
    "subProcess",
    "callActivity",
)
GATEWAYS = ("exclusiveGateway", "parallelGateway", "inclusiveGateway")
NODES = frozenset((*EVENTS, *ACTIVITIES, *GATEWAYS))
FLOW_NODE_ENDINGS = (
    "Event",
    "Task",
    "task",
    "Gateway",
    "ubProcess",
    "transaction",
    "callActivity",
)
LOOPS = ("standardLoopCharacteristics", "multiInstanceLoopCharacteristics")
ATTRIBUTES = frozenset(
    ("form", "role", "clock", "at", "letter", "to", "stage", "outcome", "set", "records")
)
#: names of the engine's own specs: a task called End would complete the case without being offered
TAKEN_NAMES = frozenset(("Start", "End", "Root", "StartEventSplit", "StartEventJoin"))
TAKEN_ENDINGS = (".EndJoin", ".BoundaryEventSplit", ".BoundaryEventJoin")


def attributes_of(node: Xml) -> dict[str, str]:
    """The ``redress:`` attributes of an element."""
    keys = ((etree.QName(key), value) for key, value in node.attrib.items())
    return {key.localname: value for key, value in keys if key.namespace == REDRESS}


def is_flow_node(node: Xml) -> bool:
    """Whether tokens can stand on this element."""
    return local(node).endswith(FLOW_NODE_ENDINGS)


def faults(node: Xml) -> Iterator[str]:
    """Why the engine cannot run this element; nothing when it can."""
    kind = local(node)
    if kind not in NODES:
        yield f"{_a(kind)} cannot be run."
        return
    events = tuple(name for name in map(local, node) if name.endswith("EventDefinition"))
    if kind in EVENTS and events not in EVENTS[kind]:
        yield f"{_a(kind)} cannot be run with {', '.join(events) or 'no timer'}."
    if any(local(child) in LOOPS for child in node):
        yield "An activity cannot repeat itself: draw the repetition as a loop."
    if node.get("triggeredByEvent") in ("true", "1"):
        yield "A sub-process started by an event cannot be run."
    if node.get("id") in TAKEN_NAMES or node.get("id").endswith(TAKEN_ENDINGS):
        yield f"The id {node.get('id')} is one that the engine uses itself."
    for name in sorted(attributes_of(node).keys() - ATTRIBUTES):
        yield f"The attribute redress:{name} is not known."


def _a(kind: str) -> str:
    return f"{'An' if kind[:1] in 'aeiou' else 'A'} {kind}"
