"""The differences of diagrams as drawings: what is gone stands where it stood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from engine.catalogue.definition import Diagram, Plane
from engine.desk.drawn_views import DrawnPlane
from engine.desk.planes import drawn
from engine.studio.comparing.diagrams import DiagramChanges


def drawings(changes: DiagramChanges) -> Iterator[DrawnPlane]:
    """Each sheet of a diagram on which anything is different."""
    there = changes.new or changes.old
    if there is None:
        return
    both = _joined(changes.old or there, there)
    before = {p.container: p for p in changes.old.planes} if changes.old else {}
    after = {p.container: p for p in changes.new.planes} if changes.new else {}
    for container in dict.fromkeys((*after, *before)):
        sheet = _sheet(before.get(container), after.get(container), changes)
        if {*sheet.shapes, *sheet.edges} & changes.states.keys():
            yield drawn(both, sheet, states=changes.states)


def _joined(old: Diagram, new: Diagram) -> Diagram:
    elements = {**old.elements, **new.elements}
    return replace(new, elements=elements, flows={**old.flows, **new.flows})


def _sheet(old: Plane | None, new: Plane | None, changes: DiagramChanges) -> Plane:
    """The new sheet, with what was taken out of the old one."""
    if old is None or new is None:
        found = new or old
        assert found is not None
        return found
    gone = {name for name, state in changes.states.items() if state == "removed"}
    return replace(
        new,
        shapes={**{n: b for n, b in old.shapes.items() if n in gone}, **new.shapes},
        labels={**{n: b for n, b in old.labels.items() if n in gone}, **new.labels},
        edges={**{n: e for n, e in old.edges.items() if n in gone}, **new.edges},
    )
