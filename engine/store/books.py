"""A case's books: all that a verb reads of a locked case, in one statement."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cached_property

from sqlalchemy import BindParameter, ColumnElement, bindparam, literal_column, or_, select, union
from sqlalchemy.orm import Session

from engine.errors import NotFound
from engine.store.base import Base, Plain
from engine.store.cases import Case, Finding, Participation, Point, Run, lock_case
from engine.store.folding import Folded, Rows, Section
from engine.store.ledger import ClockRow, LedgerEvent, Timer
from engine.store.officers import Officer, OfficerRole
from engine.store.people import Adjustment, Person, Relationship
from engine.store.restrictions import Restriction
from engine.store.tasks import Task, lock_case_of_task


class Books:
    """A case's rows, each list oldest first, made when it is first asked for.

    Completed tasks and ended runs stay in the cupboard, but for the task asked for and its run.
    """

    def __init__(self, rows: Sequence[Rows]) -> None:
        self._rows = rows

    @cached_property
    def runs(self) -> list[Run]:
        """Running, and the one of the task asked for."""
        return self._rows[0].objects()

    @cached_property
    def tasks(self) -> list[Task]:
        """Open, and the one asked for."""
        return self._rows[1].objects()

    @cached_property
    def events(self) -> list[LedgerEvent]:
        """The ledger."""
        return self._rows[2].objects()

    @cached_property
    def happened(self) -> list[tuple[int, str, datetime, Plain]]:
        """The ledger to be read only: (number, kind, when, data)."""
        return self._rows[2].values("seq", "kind", "happened_at", "data")

    @cached_property
    def clocks(self) -> list[ClockRow]:
        """Every instance."""
        return self._rows[3].objects()

    @cached_property
    def timers(self) -> list[Timer]:
        """The engine's and the ladders'."""
        return self._rows[4].objects()

    @cached_property
    def points(self) -> list[Point]:
        """What is complained of."""
        return self._rows[5].objects()

    @cached_property
    def findings(self) -> list[Finding]:
        """On those points."""
        return self._rows[6].objects()

    @cached_property
    def participations(self) -> list[Participation]:
        """Who has taken part, and as what."""
        return self._rows[7].objects()

    @cached_property
    def people(self) -> list[Person]:
        """The complainant and whoever takes part."""
        return self._rows[8].objects()

    @cached_property
    def adjustments(self) -> list[Adjustment]:
        """Theirs."""
        return self._rows[9].objects()

    @cached_property
    def relationships(self) -> list[Relationship]:
        """In which any of them stands."""
        return self._rows[10].objects()

    @cached_property
    def officers(self) -> list[Officer]:
        """The accounts of those who have one; ``roles`` stand beside them."""
        return self._rows[11].objects()

    @cached_property
    def roles(self) -> list[OfficerRole]:
        """The roles of those accounts."""
        return self._rows[12].objects()

    @cached_property
    def restrictions(self) -> list[Restriction]:
        """On contact with those people: in force and over."""
        return self._rows[13].objects()


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
        return Books(_ALL.read(session, values))
    return Books(_SOME.read(session, {**values, "kinds": sorted(kinds)}))


def take_case(session: Session, reference: str) -> tuple[Case, Books | None]:
    """The case of that reference, locked. On SQLite its books too, in the same statement.

    There the transaction itself is the lock; PostgreSQL would hand out what stood in the books
    before it waited for the lock. Raises NotFound.
    """
    if _waits_for_rows(session):
        return lock_case(session, reference), None
    rows = _BY_REFERENCE.read(session, {"reference": reference, "task": ""})
    return _case_of(rows, f"There is no case {reference}."), Books(rows[1:])


def take_case_of_task(session: Session, task_id: str) -> tuple[Case, Books | None]:
    """The same for the case that a task belongs to."""
    if _waits_for_rows(session):
        return lock_case_of_task(session, task_id), None
    rows = _BY_TASK.read(session, {"task": task_id})
    return _case_of(rows, "There is no such task."), Books(rows[1:])


def _waits_for_rows(session: Session) -> bool:
    return session.get_bind().dialect.name != "sqlite"


def _case_of(rows: Sequence[Rows], missing: str) -> Case:
    found: list[Case] = rows[0].objects()
    if not found:
        raise NotFound(missing)
    return found[0]


def _says(word: str) -> ColumnElement[str]:
    """Spelt out: SQLite plans a statement afresh each time when a partial index hangs on a value.

    That took several times as long as reading the books.
    """
    return literal_column(f"'{word}'")


_CASE = bindparam("case", type_=Case.id.type)
_TASK = bindparam("task", type_=Task.id.type)
_KINDS: BindParameter[list[str]] = bindparam("kinds", expanding=True)


def _sections(case: ColumnElement[int], *ledger: ColumnElement[bool]) -> tuple[Section, ...]:
    this_run = select(Task.run_id).where(Task.id == _TASK).scalar_subquery()
    involved = union(
        select(Participation.person_id).where(Participation.case_id == case),
        select(Case.person_id).where(Case.id == case),
    ).cte("involved")  # asked for by name, they are looked up once
    them = select(involved.c.person_id)
    accounts = select(Officer.id).where(Officer.person_id.in_(them))

    def of_case(model: type[Base], *more: ColumnElement[bool]) -> Section:
        return Section(model, (model.__table__.c.case_id == case, *more))

    return (
        of_case(Run, or_(Run.status == _says("running"), Run.id == this_run)),
        of_case(Task, or_(Task.status == _says("open"), Task.id == _TASK)),
        of_case(LedgerEvent, *ledger),
        of_case(ClockRow),
        of_case(Timer),
        of_case(Point),
        of_case(Finding),
        of_case(Participation),
        Section(Person, (Person.id.in_(them),)),
        Section(Adjustment, (Adjustment.person_id.in_(them),)),
        Section(
            Relationship, (or_(Relationship.person_id.in_(them), Relationship.other_id.in_(them)),)
        ),
        Section(Officer, (Officer.person_id.in_(them),)),
        Section(OfficerRole, (OfficerRole.officer_id.in_(accounts),)),
        Section(Restriction, (Restriction.person_id.in_(them),)),
    )


def _with_case(case: ColumnElement[int]) -> Folded:
    return Folded((Section(Case, (Case.id == case,)), *_sections(case)))


_ALL = Folded(_sections(_CASE))
_SOME = Folded(_sections(_CASE, LedgerEvent.kind.in_(_KINDS)))
_REFERRED = select(Case.id).where(Case.reference == bindparam("reference")).cte("referred")
_BY_REFERENCE = _with_case(select(_REFERRED.c.id).scalar_subquery())
_HOLDER = select(Task.case_id).where(Task.id == _TASK).cte("holder")
_BY_TASK = _with_case(select(_HOLDER.c.case_id).scalar_subquery())
