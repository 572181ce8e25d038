"""The drawings of a diagram as screens draw them: shapes with their states, arrows with theirs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias

from engine.catalogue.definition import Diagram, Element, Plane
from engine.desk.drawn_views import DrawnElement, DrawnPlane

#: room around a drawing, in diagram units
MARGIN = 20.0

#: an arrow: its id, its points, its label
Drawn: TypeAlias = tuple[str, tuple[tuple[float, float], ...], str]

_NO_STATES: Mapping[str, str] = MappingProxyType({})


def drawn(
    diagram: Diagram,
    plane: Plane,
    here: Collection[str] = (),
    been: Collection[str] = (),
    states: Mapping[str, str] = _NO_STATES,
) -> DrawnPlane:
    """One drawing. ``states``: shape or arrow -> a word for it, such as ``added``."""
    left, top, right, bottom = _frame(plane)
    elements = tuple(
        DrawnElement(
            id=name,
            tag=element.tag,
            name=element.name,
            x=bounds.x - left,
            y=bounds.y - top,
            width=bounds.width,
            height=bounds.height,
            here=name in here,
            been=name in been,
            marks=_marks(element),
            state=states.get(name, ""),
        )
        for name, bounds in plane.shapes.items()
        if (element := diagram.elements.get(name)) is not None
    )
    return DrawnPlane(
        container=plane.container,
        title=_title(diagram, plane.container),
        width=right - left,
        height=bottom - top,
        elements=elements,
        edges=tuple(_edges(diagram, plane, left, top)),
        here=any(e.here and e.tag != "subProcess" for e in elements),
        edge_states={name: states[name] for name in plane.edges if name in states},
    )


def _edges(diagram: Diagram, plane: Plane, left: float, top: float) -> Iterator[Drawn]:
    for name, points in plane.edges.items():
        label = diagram.flows[name].name if name in diagram.flows else ""
        yield name, tuple((x - left, y - top) for x, y in points), label


def _frame(plane: Plane) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all that is drawn, with a margin."""
    shapes = list(plane.shapes.values())
    left = min((s.x for s in shapes), default=0) - MARGIN
    top = min((s.y for s in shapes), default=0) - MARGIN
    right = max((s.x + s.width for s in shapes), default=0) + MARGIN
    bottom = max((s.y + s.height for s in shapes), default=0) + MARGIN * 2
    for points in plane.edges.values():
        top = min(top, *(y - MARGIN for _, y in points))
        bottom = max(bottom, *(y + MARGIN for _, y in points))
    return left, top, right, bottom


def _marks(element: Element) -> tuple[str, ...]:
    collapsed = ("collapsed",) if element.tag == "subProcess" else ()
    steady = () if element.cancels or not element.attached_to else ("non-interrupting",)
    return (*element.events, *collapsed, *steady)


def _title(diagram: Diagram, container: str) -> str:
    element = diagram.elements.get(container)
    return element.name if element is not None and element.name else diagram.name
