"""A case's books: all that a verb reads of a locked case, in one statement."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import BindParameter, ColumnElement, bindparam, or_, select, union
from sqlalchemy.orm import Session

from engine.store.base import Base
from engine.store.cases import Case, Finding, Participation, Point, Run
from engine.store.folding import Folded, Section
from engine.store.ledger import ClockRow, LedgerEvent, Timer
from engine.store.officers import Officer
from engine.store.people import Adjustment, Person, Relationship
from engine.store.tasks import Task


@dataclass(slots=True)
class Books:
    """A case's rows, each list oldest first.

    Completed tasks and ended runs stay in the cupboard, but for the task asked for and its run.
    """

    runs: list[Run]
    tasks: list[Task]
    events: list[LedgerEvent]
    clocks: list[ClockRow]
    timers: list[Timer]
    points: list[Point]
    findings: list[Finding]
    participations: list[Participation]
    people: list[Person]  # the complainant and whoever takes part
    adjustments: list[Adjustment]  # theirs
    relationships: list[Relationship]  # in which any of them stands
    officers: list[Officer]  # the accounts of those who have one; roles are not read


def open_books(
    session: Session,
    case_id: int,
    *,
    task_id: str | None = None,
    kinds: Collection[str] | None = None,
) -> Books:
    """Read the books of a case; lock it first. One statement.

    ``kinds`` narrows the ledger to what clocks and guards read: a long history costs nothing.
    """
    values = {"case": case_id, "task": task_id or ""}
    if kinds is None:
        return Books(*_ALL.read(session, values))
    return Books(*_SOME.read(session, {**values, "kinds": sorted(kinds)}))


_CASE = bindparam("case", type_=Case.id.type)
_TASK = bindparam("task", type_=Task.id.type)
_KINDS: BindParameter[list[str]] = bindparam("kinds", expanding=True)
_THEM = union(
    select(Participation.person_id).where(Participation.case_id == _CASE),
    select(Case.person_id).where(Case.id == _CASE),
)


def _of_case(model: type[Base]) -> ColumnElement[bool]:
    return model.__table__.c.case_id == _CASE


def _sections(*ledger: ColumnElement[bool]) -> Folded:
    this_run = select(Task.run_id).where(Task.id == _TASK).scalar_subquery()
    return Folded(
        (
            Section(Run, (_of_case(Run), or_(Run.status == "running", Run.id == this_run))),
            Section(Task, (_of_case(Task), or_(Task.status == "open", Task.id == _TASK))),
            Section(LedgerEvent, (_of_case(LedgerEvent), *ledger)),
            Section(ClockRow, (_of_case(ClockRow),)),
            Section(Timer, (_of_case(Timer),)),
            Section(Point, (_of_case(Point),)),
            Section(Finding, (_of_case(Finding),)),
            Section(Participation, (_of_case(Participation),)),
            Section(Person, (Person.id.in_(_THEM),)),
            Section(Adjustment, (Adjustment.person_id.in_(_THEM),)),
            Section(
                Relationship,
                (or_(Relationship.person_id.in_(_THEM), Relationship.other_id.in_(_THEM)),),
            ),
            Section(Officer, (Officer.person_id.in_(_THEM),)),
        )
    )


_ALL = _sections()
_SOME = _sections(LedgerEvent.kind.in_(_KINDS))
