"""A case's books: all that a verb reads of a locked case, in one statement."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

from sqlalchemy import BindParameter, ColumnElement, bindparam, or_, select, union
from sqlalchemy.orm import Session

from engine.store.base import Base
from engine.store.cases import Case, Finding, Participation, Point, Run
from engine.store.folding import Folded, Rows, Section
from engine.store.ledger import ClockRow, LedgerEvent, Timer
from engine.store.officers import Officer, OfficerRole
from engine.store.people import Adjustment, Person, Relationship
from engine.store.tasks import Task


class Books:
    """A case's rows, each list oldest first, made when it is first asked for.

    Completed tasks and ended runs stay in the cupboard, but for the task asked for and its run.
    """

    def __init__(self, *read: Rows) -> None:
        self._read = read

    @cached_property
    def runs(self) -> list[Run]:
        """Running, and the one of the task asked for."""
        return self._read[0]()

    @cached_property
    def tasks(self) -> list[Task]:
        """Open, and the one asked for."""
        return self._read[1]()

    @cached_property
    def events(self) -> list[LedgerEvent]:
        """The ledger."""
        return self._read[2]()

    @cached_property
    def clocks(self) -> list[ClockRow]:
        """Every instance."""
        return self._read[3]()

    @cached_property
    def timers(self) -> list[Timer]:
        """The engine's and the ladders'."""
        return self._read[4]()

    @cached_property
    def points(self) -> list[Point]:
        """What is complained of."""
        return self._read[5]()

    @cached_property
    def findings(self) -> list[Finding]:
        """On those points."""
        return self._read[6]()

    @cached_property
    def participations(self) -> list[Participation]:
        """Who has taken part, and as what."""
        return self._read[7]()

    @cached_property
    def people(self) -> list[Person]:
        """The complainant and whoever takes part."""
        return self._read[8]()

    @cached_property
    def adjustments(self) -> list[Adjustment]:
        """Theirs."""
        return self._read[9]()

    @cached_property
    def relationships(self) -> list[Relationship]:
        """In which any of them stands."""
        return self._read[10]()

    @cached_property
    def officers(self) -> list[Officer]:
        """The accounts of those who have one; ``roles`` stand beside them."""
        return self._read[11]()

    @cached_property
    def roles(self) -> list[OfficerRole]:
        """The roles of those accounts."""
        return self._read[12]()


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

_THEIR_ACCOUNTS = select(Officer.id).where(Officer.person_id.in_(_THEM))


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
            Section(OfficerRole, (OfficerRole.officer_id.in_(_THEIR_ACCOUNTS),)),
        )
    )


_ALL = _sections()
_SOME = _sections(LedgerEvent.kind.in_(_KINDS))
