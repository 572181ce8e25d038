"""Diagrams in a few lines of text, so that a test shows what it runs.

user a role=officer           start user send set throw end terminate timer task …
boundary t on=a clock=c at=due soft
sub stage1 stage="stage 1" {  … }
s -> a -> g                   sequence flows, with ids such as a-g
g -> b if x == 1
g -> c else
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
TAGS = {
    "start": "startEvent",
    "end": "endEvent",
    "terminate": "endEvent",
    "user": "userTask",
    "send": "sendTask",
    "set": "scriptTask",
    "throw": "intermediateThrowEvent",
    "timer": "intermediateCatchEvent",
    "boundary": "boundaryEvent",
    "xor": "exclusiveGateway",
    "and": "parallelGateway",
    "or": "inclusiveGateway",
    "call": "callActivity",
    "sub": "subProcess",
}
OWN = {"form", "role", "clock", "at", "letter", "to", "stage", "outcome", "set", "records"}
PLAIN = {"on": "attachedToRef", "name": "name", "calls": "calledElement"}
INNER = {
    "terminate": "<terminateEventDefinition/>",
    "timer": "<timerEventDefinition/>",
    "boundary": "<timerEventDefinition/>",
}


def draw(text: str, process: str = "p", more: str = "") -> bytes:
    """The BPMN of a drawing; ``more`` is put into the definitions as it is."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    body = _container(process, iter(lines))
    return (
        f'<definitions xmlns="{BPMN}" xmlns:redress="urn:redress:bpmn:1"'
        ' xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"'
        ' xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' id="definitions" targetNamespace="urn:redress:tests">'
        f'<process id="{process}" isExecutable="true">{body}</process>{more}</definitions>'
    ).encode()


def _container(name: str, lines: Iterator[str]) -> str:
    elements: dict[str, list[str]] = {}  # id -> [tag, attributes, inner]
    flows: list[str] = []
    for line in lines:
        if line == "}":
            break
        if "->" in line:
            flows += _flows(line, elements, len(flows))
        else:
            kind, own, *rest = shlex.split(line)
            inner = INNER.get(kind, "")
            if rest and rest[-1] == "{":
                inner = _container(own, lines)
            elements[own] = [TAGS.get(kind, kind), _attributes(own, rest), inner]
    drawn = [f"<{tag}{attributes}>{inner}</{tag}>" for tag, attributes, inner in elements.values()]
    return "".join((*drawn, *flows))


def _attributes(own: str, words: list[str]) -> str:
    found = {"id": own}
    for word in words:
        if word == "soft":
            found["cancelActivity"] = "false"
        elif word != "{":
            key, value = word.split("=", 1)
            found[f"redress:{key}" if key in OWN else PLAIN.get(key, key)] = value
    return "".join(f" {key}={quoteattr(value)}" for key, value in found.items())


def _flows(line: str, elements: dict[str, list[str]], drawn: int) -> list[str]:
    line, _, condition = line.partition(" if ")
    otherwise = line.endswith(" else")
    names = [name.strip() for name in line.removesuffix(" else").split("->")]
    made = []
    for source, target in pairwise(names):
        own = f"{source}-{target}"
        if otherwise:
            elements[source][1] += f" default={quoteattr(own)}"
        asks = (
            f'<conditionExpression xsi:type="tFormalExpression">{escape(condition)}'
            "</conditionExpression>"
            if condition
            else ""
        )
        made.append(
            f'<sequenceFlow id="{own}" sourceRef="{source}" targetRef="{target}">'
            f"{asks}</sequenceFlow>"
        )
    return made
