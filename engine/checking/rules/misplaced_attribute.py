"""Redress attributes stand where they are read.

`redress:` attributes on arrows and gateways, or on an element of another kind, are never read: the
drawing would promise something that does not happen.

| attribute | stands on |
|---|---|
| form, role | step (user task) |
| clock | step, sub-process, timer |
| at | timer |
| letter, to | letter step (send task) |
| stage | sub-process |
| outcome | end |
| set | setting step (script task) |
| records | step, letter step, setting step, sub-process, called diagram, event |
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.places import in_markup
from engine.checking.subject import REDRESS, Sheet
from engine.checking.words import listed
from engine.errors import Problem

TIMERS = frozenset({"boundaryEvent", "intermediateCatchEvent"})
PLACES: dict[str, frozenset[str]] = {
    "form": frozenset({"userTask"}),
    "role": frozenset({"userTask"}),
    "clock": frozenset({"userTask", "subProcess"}) | TIMERS,
    "at": TIMERS,
    "letter": frozenset({"sendTask"}),
    "to": frozenset({"sendTask"}),
    "stage": frozenset({"subProcess"}),
    "outcome": frozenset({"endEvent"}),
    "set": frozenset({"scriptTask"}),
    "records": frozenset({"userTask", "sendTask", "scriptTask", "subProcess", "callActivity"})
    | frozenset({"startEvent", "endEvent", "intermediateThrowEvent"})
    | TIMERS,
}


def check(sheet: Sheet) -> Iterator[Problem]:
    """One problem for each known attribute on an element that does not read it."""
    for node in sheet.root.iter("{*}*"):
        tag = node.tag.rpartition("}")[2]
        for key in node.attrib:
            name = key.removeprefix(f"{{{REDRESS}}}")
            if name != key and name in PLACES and tag not in PLACES[name]:
                reason = f"`redress:{name}` on {tag} is never read."
                yield in_markup(
                    sheet, node, reason, f"Put it on {listed(PLACES[name])}, or delete it."
                )
