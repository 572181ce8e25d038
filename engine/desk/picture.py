"""A case's diagram with where it stands: one drawing for the procedure and one for each stage."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from engine.catalogue.definition import Diagram
from engine.desk import moves
from engine.desk.drawn_views import DrawnPlane
from engine.desk.planes import drawn
from engine.desk.reading import Read, read_case
from engine.errors import NotPermitted
from engine.permissions import Actor
from engine.store import readers
from engine.store.letters import LetterRow
from engine.store.office import Office
from engine.store.tasks import Task


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
            drawn(diagram, plane, here, been)
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
