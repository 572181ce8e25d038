"""Which steps of a draft's diagrams send a letter, and which forms come before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.catalogue.bpmn import read_diagram
from engine.catalogue.definition import Diagram, Element, Field, Form
from engine.catalogue.everyday import SHARED
from engine.errors import BadFiles
from engine.studio.drafted import Draft

_STOPS = frozenset({"userTask", "boundaryEvent", "intermediateCatchEvent", "subProcess"})


@dataclass(frozen=True, slots=True)
class Step:
    """A step that sends a letter. ``diagram``: its file; ``to``: whom it is narrowed to."""

    diagram: str
    element: str
    name: str
    to: str


def diagrams_of(draft: Draft) -> tuple[Diagram, ...]:
    """The draft's diagrams that can be read, its own before shared ones."""
    return tuple(_diagrams(draft))


def steps_sending(diagrams: tuple[Diagram, ...]) -> dict[str, tuple[Step, ...]]:
    """The steps of each letter, by its code."""
    found: dict[str, tuple[Step, ...]] = {}
    for diagram, element, code in _senders(diagrams):
        to = element.attributes.get("to", "")
        step = Step(diagram.file, element.id, element.name or element.id, to)
        found[code] = (*found.get(code, ()), step)
    return found


def asked_before(
    diagrams: tuple[Diagram, ...], forms: Mapping[str, Form], code: str
) -> tuple[Field, ...]:
    """The fields of the forms whose answers a letter can have: of the last steps before it."""
    fields: dict[str, Field] = {}
    for diagram, element, letter in _senders(diagrams):
        if letter == code:
            for step in _before(diagram, element):
                form = forms.get(step.attributes.get("form", ""))
                fields |= {field.id: field for field in (form.fields if form else ())}
    return tuple(fields.values())


def _diagrams(draft: Draft) -> Iterator[Diagram]:
    for place in (f"processes/{draft.of}/", SHARED):
        for file, text in sorted(draft.files.items()):
            if file.startswith(place) and file.endswith(".bpmn"):
                try:
                    yield read_diagram(text.encode(), file)
                except BadFiles:
                    continue  # its own page tells what is wrong with it


def _senders(diagrams: tuple[Diagram, ...]) -> Iterator[tuple[Diagram, Element, str]]:
    for diagram in diagrams:
        for element in diagram.elements.values():
            if "letter" in element.attributes:
                yield diagram, element, element.attributes["letter"]


def _before(diagram: Diagram, element: Element) -> Iterator[Element]:
    """The steps for people from which one comes to this element with no other step between."""
    seen = {element.id}
    waiting = [element]
    while waiting:
        for found in _sources(diagram, waiting.pop()):
            if found.id in seen:
                continue
            seen.add(found.id)
            if found.tag == "userTask":
                yield found
            elif found.tag not in _STOPS:
                waiting.append(found)


def _sources(diagram: Diagram, element: Element) -> Iterator[Element]:
    """What leads to an element; to the start of a sub-process leads what leads to that."""
    if element.tag == "startEvent" and element.container in diagram.elements:
        yield from _sources(diagram, diagram.elements[element.container])
    for flow in diagram.flows.values():
        if flow.target == element.id and flow.source in diagram.elements:
            yield diagram.elements[flow.source]
