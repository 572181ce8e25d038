"""What a check judges: diagrams as files, diagrams as values, a procedure with its profiles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.catalogue.definition import Diagram, Element, Procedure
from engine.catalogue.profile import Profile
from engine.checking.lines import nearest

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
REDRESS = "urn:redress:bpmn:1"
BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A BPMN file as it was drawn. ``root``: its XML."""

    file: str
    xml: bytes
    root: Any

    def nodes(self) -> Iterator[tuple[Any, str]]:
        """Every BPMN element below the processes, with its local name; the picture is left out."""
        for process in self.root.iterchildren(f"{{{MODEL}}}process"):
            for node in process.iter(f"{{{MODEL}}}*"):
                yield node, node.tag.rpartition("}")[2]


@dataclass(frozen=True, eq=False)
class Subject:
    """A procedure, the profiles it runs under, and where its YAML says what.

    ``profiles``: those that have clocks for it. ``lines``: YAML path (``forms.triage``) to line,
    of the file ``yaml``. Compared by identity, so that what was worked out of it can be kept.
    """

    procedure: Procedure
    profiles: tuple[Profile, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)
    yaml: str = "procedure.yaml"

    @property
    def diagrams(self) -> tuple[Diagram, ...]:
        """The main diagram, then the side diagrams and the shared ones that are called."""
        return (self.procedure.diagram, *self.procedure.side_diagrams.values())

    def elements(self, *tags: str) -> Iterator[tuple[Diagram, Element]]:
        """The elements of these kinds (or of every kind), in all diagrams."""
        for diagram in self.diagrams:
            for element in diagram.elements.values():
                if not tags or element.tag in tags:
                    yield diagram, element

    def named(self, attribute: str) -> Iterator[tuple[Diagram, Element, str]]:
        """The elements with a Redress attribute, and what it says."""
        for diagram, element in self.elements():
            if attribute in element.attributes:
                yield diagram, element, element.attributes[attribute]

    def line(self, path: str) -> int | None:
        """The line of a YAML path, or of the nearest thing around it that has one."""
        return nearest(self.lines, path)
