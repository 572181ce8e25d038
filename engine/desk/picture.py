"""A case's diagram with where it stands: one drawing for the procedure and one for each stage."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from engine.catalogue.definition import Diagram, Element, Plane
from engine.desk import moves
from engine.desk.drawn_views import DrawnElement, DrawnPlane
from engine.desk.reading import Read, read_case
from engine.errors import NotPermitted
from engine.permissions import Actor
from engine.store import readers
from engine.store.letters import LetterRow
from engine.store.office import Office
from engine.store.tasks import Task

#: room around a drawing, in diagram units
MARGIN = 20.0


def drawing(office: Office, actor: Actor, reference: str) -> tuple[DrawnPlane, ...]:
    """The planes of the diagrams that the case's runs follow; those where it waits come first.

    Raises NotFound, or NotPermitted to anybody but officers.
    """
    if actor.kind != "officer":
        raise NotPermitted("The diagram of a case is for officers.", "role")
    with office.store.read() as session:
        read = read_case(office, session, reference, actor)
        readers.require_papers(session, read.procedure, actor, read.case)
        here, been = _here_and_been(read)
        planes = [
            _plane(diagram, plane, here, been)
            for diagram in _diagrams(read)
            for plane in diagram.planes
        ]
    return tuple(sorted(planes, key=lambda plane: not plane.here))


def _diagrams(read: Read) -> Iterable[Diagram]:
    yield read.procedure.diagram
    following = {run.diagram for run in read.books.runs}
    for diagram in read.procedure.side_diagrams.values():
        if diagram.file in following:
            yield diagram


def _here_and_been(read: Read) -> tuple[set[str], set[str]]:
    """Elements where something waits, and those known to have been passed: tasks and letters.

    Steps of a procedure that the case followed before stand in another diagram.
    """
    first = moves.first_run(read)
    tasks = read.session.execute(
        select(Task.element, Task.status).where(Task.case_id == read.case.id, Task.run_id >= first)
    ).all()
    here = {element for element, status in tasks if status == "open"}
    been = {element for element, status in tasks if status == "completed"}
    letters = read.session.scalars(
        select(LetterRow.element).where(
            LetterRow.case_id == read.case.id, LetterRow.run_id >= first
        )
    )
    been |= set(letters)
    for diagram in (read.procedure.diagram, *read.procedure.side_diagrams.values()):
        here |= _around(diagram, here)
        been |= _around(diagram, been)
    return here, been


def _around(diagram: Diagram, inside: set[str]) -> set[str]:
    """The sub-processes in which these elements stand, at any depth."""
    found: set[str] = set()
    for name in inside:
        element = diagram.elements.get(name)
        while element is not None and element.container in diagram.elements:
            found.add(element.container)
            element = diagram.elements[element.container]
    return found


def _plane(diagram: Diagram, plane: Plane, here: set[str], been: set[str]) -> DrawnPlane:
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
        )
        for name, bounds in plane.shapes.items()
        if (element := diagram.elements.get(name)) is not None
    )
    edges = tuple(
        (
            name,
            tuple((x - left, y - top) for x, y in points),
            diagram.flows[name].name if name in diagram.flows else "",
        )
        for name, points in plane.edges.items()
    )
    return DrawnPlane(
        container=plane.container,
        title=_title(diagram, plane.container),
        width=right - left,
        height=bottom - top,
        elements=elements,
        edges=edges,
        here=any(e.here and e.tag != "subProcess" for e in elements),
    )


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
