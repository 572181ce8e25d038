"""Which sequence flows of a procedure no scenario took."""

from __future__ import annotations

from collections.abc import Iterable

from engine.catalogue import Catalogue
from engine.catalogue.definition import Diagram, Procedure
from engine.scenarios.running import Outcome


def untaken(catalogue: Catalogue, outcomes: Iterable[Outcome]) -> dict[str, list[str]]:
    """``procedure/diagram`` -> flows (and boundary events) that no scenario took, in words."""
    taken: dict[str, set[tuple[str, str]]] = {}
    for outcome in outcomes:
        taken.setdefault(outcome.scenario.procedure, set()).update(outcome.taken)
    return {
        f"{name}/{diagram.file.rsplit('/', 1)[-1]}": _missing(diagram, taken[name])
        for name in sorted(taken)
        if name in catalogue.procedures
        for diagram in _diagrams(catalogue.procedures[name])
    }


def _diagrams(procedure: Procedure) -> tuple[Diagram, ...]:
    return (procedure.diagram, *procedure.side_diagrams.values())


def _missing(diagram: Diagram, taken: set[tuple[str, str]]) -> list[str]:
    names = {element.id: element.name or element.id for element in diagram.elements.values()}
    return [
        f"{flow.id}: from “{names.get(flow.source)}” to “{names.get(flow.target)}”"
        for flow in diagram.flows.values()
        if (diagram.file, flow.id) not in taken
    ]
