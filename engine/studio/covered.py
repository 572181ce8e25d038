"""Which arrows of a draft's diagrams its scenarios took: drawn, and in words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from engine.catalogue.definition import Diagram, Procedure
from engine.desk.drawn_views import DrawnPlane
from engine.desk.planes import drawn

TAKEN, NEVER = "taken", "never"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One drawing. ``never``: the arrows that nobody took, in words."""

    plane: DrawnPlane
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """All drawings, those with arrows that nobody took first."""

    sheets: tuple[Sheet, ...]
    arrows: int
    taken: int


def coverage(procedure: Procedure, taken: Collection[tuple[str, str]]) -> Coverage:
    """``taken``: (diagram, arrow) that any scenario took."""
    diagrams = (procedure.diagram, *procedure.side_diagrams.values())
    sheets = [sheet for diagram in diagrams for sheet in _sheets(diagram, taken)]
    arrows = {(diagram.file, flow) for diagram in diagrams for flow in diagram.flows}
    return Coverage(
        sheets=tuple(sorted(sheets, key=lambda sheet: not sheet.never)),
        arrows=len(arrows),
        taken=len(arrows & set(taken)),
    )


def _sheets(diagram: Diagram, taken: Collection[tuple[str, str]]) -> list[Sheet]:
    states = {name: TAKEN if (diagram.file, name) in taken else NEVER for name in diagram.flows}
    states |= _shapes(diagram, states)
    return [
        Sheet(
            drawn(diagram, plane, states=states),
            tuple(_words(diagram, name) for name in plane.edges if states.get(name) == NEVER),
        )
        for plane in diagram.planes
    ]


def _shapes(diagram: Diagram, flows: dict[str, str]) -> dict[str, str]:
    """A shape that is only reached by arrows that nobody took."""
    coming: dict[str, list[str]] = {}
    for name, flow in diagram.flows.items():
        coming.setdefault(flow.target, []).append(flows[name])
    return {name: TAKEN if TAKEN in states else NEVER for name, states in coming.items()}


def _words(diagram: Diagram, name: str) -> str:
    flow = diagram.flows[name]
    source, target = diagram.elements.get(flow.source), diagram.elements.get(flow.target)
    called = f" (“{flow.name}”)" if flow.name else ""
    begin = source.name if source is not None and source.name else "the branch"
    end = target.name if target is not None and target.name else "where branches meet"
    return f"from “{begin}” to “{end}”{called}"
