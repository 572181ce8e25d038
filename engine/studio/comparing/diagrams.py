"""What is different in the diagrams: shapes and arrows that came, went, changed or moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from engine.catalogue.definition import Diagram, Element, Flow, Procedure
from engine.catalogue.drawn import Bounds
from engine.studio.comparing.saying import Change, said

ADDED, REMOVED, CHANGED, MOVED = "added", "removed", "changed", "moved"
_KINDS = {
    "userTask": "Step",
    "sendTask": "Letter step",
    "scriptTask": "Setting step",
    "subProcess": "Part",
    "callActivity": "Called diagram",
    "exclusiveGateway": "Decision",
    "parallelGateway": "Parallel gateway",
    "inclusiveGateway": "Gateway",
    "boundaryEvent": "Timer",
    "intermediateCatchEvent": "Timer",
    "intermediateThrowEvent": "Moment",
    "startEvent": "Start",
    "endEvent": "End",
}
_ATTRIBUTES = {
    "form": "form",
    "role": "role",
    "clock": "clock",
    "at": "moment",
    "letter": "letter",
    "to": "only to",
    "stage": "stage",
    "outcome": "outcome",
    "set": "sets",
    "records": "records",
}


@dataclass(frozen=True, slots=True)
class DiagramChanges:
    """One diagram. ``states``: element or flow -> added, removed, changed or moved; None: the
    diagram is not there on that side.
    """

    file: str
    old: Diagram | None
    new: Diagram | None
    states: Mapping[str, str] = field(default_factory=dict)
    told: tuple[Change, ...] = ()


def of_diagrams(old: Procedure, new: Procedure) -> Iterator[DiagramChanges]:
    """Every diagram in which anything is different, the main one first."""
    before = {d.file: d for d in (old.diagram, *old.side_diagrams.values())}
    after = {d.file: d for d in (new.diagram, *new.side_diagrams.values())}
    for file in dict.fromkeys((*after, *before)):
        found = _compared(file, before.get(file), after.get(file))
        if found.states or found.told:
            yield found


def _compared(file: str, old: Diagram | None, new: Diagram | None) -> DiagramChanges:
    if old is None or new is None:
        return _whole(file, old, new)
    if old.xml == new.xml:
        return DiagramChanges(file, old, new)
    states: dict[str, str] = {}
    told = (*_elements(old, new, states), *_flows(old, new, states))
    return DiagramChanges(file, old, new, states, told)


def _whole(file: str, old: Diagram | None, new: Diagram | None) -> DiagramChanges:
    """A diagram that is there on one side only."""
    there = new or old
    kind, what = (ADDED, "is new") if old is None else (REMOVED, "is gone")
    name = there.name if there else file
    states = dict.fromkeys(there.elements, kind) if there else {}
    told = (Change("Diagram", kind, f"The diagram “{name}” {what}."),)
    return DiagramChanges(file, old, new, states, told)


def _elements(old: Diagram, new: Diagram, states: dict[str, str]) -> Iterator[Change]:
    places = (_places(old), _places(new))
    for name, element in new.elements.items():
        if name not in old.elements:
            states[name] = ADDED
            yield Change("Diagram", ADDED, f"{called(element)} is new{_where(new, element)}.")
            continue
        before = old.elements[name]
        if details := list(_details(old, new, before, element)):
            states[name] = CHANGED
            yield Change("Diagram", CHANGED, f"{called(before)}: {'; '.join(details)}.")
        elif _shifted(places[0].get(name), places[1].get(name)):
            states[name] = MOVED
    for name, element in old.elements.items():
        if name not in new.elements:
            states[name] = REMOVED
            yield Change("Diagram", REMOVED, f"{called(element)} is gone{_where(old, element)}.")


def called(element: Element) -> str:
    """An element as a reader would call it."""
    kind = _KINDS.get(element.tag, "Element")
    return f"{kind} “{element.name}”" if element.name else f"{kind} {element.id}"


def _details(old: Diagram, new: Diagram, before: Element, after: Element) -> Iterator[str]:
    if before.name != after.name:
        yield f"now called {said(after.name)}"
    if before.tag != after.tag:
        yield f"now a {_KINDS.get(after.tag, after.tag).lower()}"
    yield from _attributes(before.attributes, after.attributes)
    if before.container != after.container:
        yield f"stands in {_sheet(new, after)} instead of {_sheet(old, before)}"
    if before.attached_to != after.attached_to or before.cancels != after.cancels:
        yield "sits otherwise on its step"
    if before.default_flow != after.default_flow:
        yield "another default way"
    if (before.events, before.calls) != (after.events, after.calls):
        yield "another kind of event or call"


def _attributes(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    for name, title in _ATTRIBUTES.items():
        was, now = old.get(name, ""), new.get(name, "")
        if was != now:
            yield f"{title}: {said(now)} instead of {said(was)}"


def _where(diagram: Diagram, element: Element) -> str:
    return f" in {_sheet(diagram, element)}" if element.container in diagram.elements else ""


def _sheet(diagram: Diagram, element: Element) -> str:
    around = diagram.elements.get(element.container)
    return f"“{around.name or around.id}”" if around is not None else "the main drawing"


def _places(diagram: Diagram) -> Mapping[str, tuple[str, Bounds]]:
    return {
        name: (plane.container, bounds)
        for plane in diagram.planes
        for name, bounds in plane.shapes.items()
    }


def _shifted(old: tuple[str, Bounds] | None, new: tuple[str, Bounds] | None) -> bool:
    return old is not None and new is not None and old != new


def _flows(old: Diagram, new: Diagram, states: dict[str, str]) -> Iterator[Change]:
    for name, flow in new.flows.items():
        before = old.flows.get(name)
        if before is None:
            states[name] = ADDED
            yield Change("Diagram", ADDED, f"{_arrow(new, flow)} is new.")
        elif details := list(_ways(new, before, flow)):
            states[name] = CHANGED
            yield Change("Diagram", CHANGED, f"{_arrow(old, before)}: {'; '.join(details)}.")
    for name, flow in old.flows.items():
        if name not in new.flows:
            states[name] = REMOVED
            yield Change("Diagram", REMOVED, f"{_arrow(old, flow)} is gone.")


def _ways(diagram: Diagram, before: Flow, after: Flow) -> Iterator[str]:
    if before.name != after.name:
        yield f"now called {said(after.name)}"
    if before.target != after.target:
        yield f"now leads to {_end(diagram, after.target)}"
    if before.source != after.source:
        yield f"now begins at {_end(diagram, after.source)}"
    if before.condition != after.condition:
        yield f"taken when {said(after.condition)} instead of {said(before.condition)}"


def _arrow(diagram: Diagram, flow: Flow) -> str:
    name = f"“{flow.name}” " if flow.name else ""
    return f"The way {name}from {_end(diagram, flow.source)} to {_end(diagram, flow.target)}"


def _end(diagram: Diagram, name: str) -> str:
    element = diagram.elements.get(name)
    return called(element)[0].lower() + called(element)[1:] if element else name
