"""Events are plain starts and ends, timers, and moments that record something.

Messages, signals, links, errors, escalations and compensation are not carried out: some would be
passed over in silence, and the case would stand still or end. What comes from outside is a step
that somebody does, or an action that procedure.yaml lists under any_time (withdraw, ask for stage
2, pause).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.places import in_markup
from engine.checking.subject import Sheet
from engine.errors import Problem

ALLOWED: dict[str, set[tuple[str, ...]]] = {
    "startEvent": {()},
    "endEvent": {(), ("terminateEventDefinition",)},
    "intermediateThrowEvent": {()},
    "intermediateCatchEvent": {("timerEventDefinition",)},
    "boundaryEvent": {("timerEventDefinition",)},
}
FIXES = {
    "startEvent": "Make it a plain start; what begins a run is an entry in procedure.yaml.",
    "endEvent": "Make it a plain end, or one that ends everything around it (terminate).",
    "intermediateThrowEvent": "Make it a plain event; `redress:records` says what it records.",
    "intermediateCatchEvent": "Make it a timer with `redress:clock` and `redress:at`, or a step.",
    "boundaryEvent": "Make it a timer with `redress:clock` and `redress:at`;"
    " what people do at any time stands under any_time in procedure.yaml.",
}


def check(sheet: Sheet) -> Iterator[Problem]:
    """One problem for each event of a kind that is not carried out."""
    for node, name in sheet.nodes():
        if name not in ALLOWED:
            continue
        inner = (child.tag.rpartition("}")[2] for child in node.iterchildren("{*}*"))
        kinds = tuple(
            sorted(c for c in inner if c.endswith(("EventDefinition", "EventDefinitionRef")))
        )
        if kinds not in ALLOWED[name]:
            what = " and ".join(k.removesuffix("EventDefinition") for k in kinds) or "nothing"
            reason = f"This event ({name}) waits for or sends “{what}”, which is not carried out."
            if not kinds:
                reason = f"This event ({name}) waits for nothing."
            yield in_markup(sheet, node, reason, FIXES[name])
