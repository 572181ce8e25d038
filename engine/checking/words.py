"""How a check names things to people who draw procedures."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from engine.catalogue.definition import Element

MOST = 8  # names listed in one sentence
KINDS = {
    "userTask": "step",
    "sendTask": "letter step",
    "scriptTask": "setting step",
    "callActivity": "called diagram",
    "subProcess": "sub-process",
    "exclusiveGateway": "decision",
    "parallelGateway": "parallel gateway",
    "inclusiveGateway": "inclusive gateway",
    "startEvent": "start",
    "endEvent": "end",
    "boundaryEvent": "timer at the edge",
    "intermediateCatchEvent": "timer",
    "intermediateThrowEvent": "event",
}


def kind(element: Element) -> str:
    """What sort of thing an element is, in a word or two."""
    if element.tag == "subProcess" and "stage" in element.attributes:
        return "stage"
    return KINDS.get(element.tag, element.tag)


def the(element: Element) -> str:
    """An element within a sentence: ``the step “Triage”``."""
    return f"the {kind(element)} “{element.name or element.id}”"


def called(element: Element) -> str:
    """An element as a sentence begins with it: ``The step “Triage”``."""
    return f"T{the(element)[1:]}"


def listed(names: Iterable[str], nothing: str = "none") -> str:
    """Names in a sentence, sorted: ``a, b and c``."""
    ordered = sorted(names)
    if len(ordered) < 2:
        return ordered[0] if ordered else nothing
    return f"{', '.join(ordered[:-1])} and {ordered[-1]}"


def meant(name: str, known: Iterable[str]) -> str:
    """``Did you mean “x”?`` when something known is close, else what is known, the first few."""
    choices = sorted(known)
    close = get_close_matches(name, choices, n=1)
    if close:
        return f"Did you mean “{close[0]}”?"
    if len(choices) > MOST:
        return f"Known are {', '.join(choices[:MOST])} and {len(choices) - MOST} more."
    return f"Known are: {listed(choices)}."
