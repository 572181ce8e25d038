"""Only elements that Redress carries out may be drawn.

BPMN has many more shapes than Redress uses. Some would stop a case, others would be passed over
without a word, so that the drawing says something that never happens. Used are: start and end,
step (user task), letter step (send task), setting step (script task), sub-process, called diagram
(call activity), exclusive, parallel and inclusive gateway, timer at the edge, timer on the way,
and an event that records something. Notes, associations and groups may be drawn for the reader.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.places import in_markup
from engine.checking.subject import BPMNDI, MODEL, Sheet
from engine.errors import Problem

NODES = frozenset({
    "startEvent", "endEvent", "userTask", "sendTask", "scriptTask", "subProcess", "callActivity",
    "exclusiveGateway", "parallelGateway", "inclusiveGateway",
    "boundaryEvent", "intermediateCatchEvent", "intermediateThrowEvent",
})  # fmt: skip
#: Judged by rules of their own, or part of another element.
PARTS = frozenset({
    "process", "sequenceFlow", "incoming", "outgoing", "conditionExpression", "script", "timeDate",
    "timeDuration", "timeCycle", "multiInstanceLoopCharacteristics", "standardLoopCharacteristics",
})  # fmt: skip
READERS = frozenset({
    "documentation", "extensionElements", "textAnnotation", "text", "association", "group",
})  # fmt: skip
VARIABLES = "Delete it: variables are declared in procedure.yaml."
INSTEAD = {
    "complexGateway": "Use an exclusive or a parallel gateway.",
    "eventBasedGateway": "Put a timer at the edge of a step instead.",
    "receiveTask": "Use a step (user task): somebody records what came in.",
    "serviceTask": "Use a step, a letter step (send task) or a setting step (script task).",
    "businessRuleTask": "Use a step (user task) and an exclusive gateway with conditions.",
    "manualTask": "Use a step (user task) with a form, so that somebody confirms that it is done.",
    "task": "Say what it is: a step for a person is a user task, a letter a send task.",
    "adHocSubProcess": "Use an ordinary sub-process.",
    "transaction": "Use an ordinary sub-process.",
    "laneSet": "Delete the lanes: `redress:role` on each step says who does it.",
    "collaboration": "Delete the pool: a file holds one process.",
    "dataObject": VARIABLES,
    "dataObjectReference": VARIABLES,
    "dataStoreReference": VARIABLES,
}


def check(sheet: Sheet) -> Iterator[Problem]:
    """One problem for each element that is not carried out; what is inside it is not looked at."""
    for node in sheet.root.iterchildren():
        space, _, name = str(node.tag).lstrip("{").partition("}")
        if (space, name) not in {(MODEL, "process"), (BPMNDI, "BPMNDiagram")} and name:
            yield _refused(sheet, node, name)
    refused: set[object] = set()
    for node, name in sheet.nodes():
        if node.getparent() in refused:
            refused.add(node)
        elif not (name in NODES | PARTS | READERS or name.endswith("EventDefinition")):
            refused.add(node)
            yield _refused(sheet, node, name)


def _refused(sheet: Sheet, node: object, name: str) -> Problem:
    fix = INSTEAD.get(
        name, "Delete it, or draw what should happen with the elements that are used."
    )
    return in_markup(sheet, node, f"“{name}” is not something that Redress carries out.", fix)
