"""What reports read: a few narrow columns, in one pass each; never letters, audit or documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, SQLColumnExpression, func, or_, select, true

from engine.reports.period import Period
from engine.store.base import Plain
from engine.store.cases import Case
from engine.store.dated_actions import DatedAction
from engine.store.ledger import ClockRow, LedgerEvent
from engine.store.session import Session
from engine.store.tasks import Task


class Received(NamedTuple):
    """A case as it came in, and what it came to so far."""

    id: int
    reference: str
    received_at: datetime
    channel: str
    service: str
    status: str
    stage: str
    outcome: Plain
    contractor: str | None


class Instance(NamedTuple):
    """One instance of a stage's clock, with the facts of its case."""

    case_id: int
    reference: str
    service: str
    version: str
    profile_version: str
    received_at: datetime
    closed_at: datetime | None
    status: str
    started_at: datetime
    ended_at: datetime | None
    original_due_on: date
    due_on: date
    name: str


class Happening(NamedTuple):
    """One event of a case's ledger."""

    kind: str
    at: datetime
    data: Plain


#: how many cases one statement may name
_AT_ONCE = 500
#: case -> what is known of it
ByCase = Mapping[int, Sequence[Happening]]


def received(session: Session, procedure: str, period: Period) -> list[Received]:
    """The cases that came in during the period, in the order in which they were opened."""
    rows = session.execute(
        select(
            Case.id,
            Case.reference,
            Case.received_at,
            Case.channel,
            Case.service,
            Case.status,
            Case.stage,
            Case.outcome,
            Case.data["contractor"].as_string(),
        )
        .where(Case.procedure == procedure, *_within(Case.received_at, period))
        .order_by(Case.id)
    )
    return [Received(*row) for row in rows]


def received_about(
    session: Session, procedure: str, period: Period, fact: str
) -> list[tuple[Received, str]]:
    """The same, each with a fact that the case remembers."""
    rows = received(session, procedure, period)
    where = (Case.procedure == procedure, *_within(Case.received_at, period))
    told = session.execute(select(Case.id, Case.data[fact].as_string()).where(*where))
    said: dict[int, str | None] = {row[0]: row[1] for row in told}
    return [(row, said.get(row.id) or "") for row in rows]


def closed(session: Session, procedure: str, period: Period) -> list[str]:
    """The references of the cases that were closed in the period, whenever they came."""
    where = (Case.procedure == procedure, *_within(Case.closed_at, period))
    return list(session.scalars(select(Case.reference).where(*where).order_by(Case.id)))


def answers(
    session: Session, procedure: str, period: Period, element: str, fields: Sequence[str]
) -> dict[int, dict[str, str]]:
    """Case -> some of the last answers to a step, for the cases that came in during the period."""
    asked = [Task.answers[field].as_string() for field in fields]
    rows = session.execute(
        select(Task.case_id, *asked)
        .join(Case, Case.id == Task.case_id)
        .where(
            Case.procedure == procedure,
            *_within(Case.received_at, period),
            Task.element == element,
            Task.status == "completed",
            _since_move(Task.created_at),
        )
        .order_by(Task.completed_at)
    )
    return {row[0]: {f: v for f, v in zip(fields, row[1:], strict=True) if v} for row in rows}


def last_answers(
    session: Session, cases: Sequence[int], element: str, field: str
) -> dict[int, str]:
    """Case -> the last answer to one question of a step, for a few cases."""
    found: dict[int, str] = {}
    for start in range(0, len(cases), _AT_ONCE):
        query = (
            select(Task.case_id, Task.answers[field].as_string())
            .where(Task.case_id.in_(cases[start : start + _AT_ONCE]))
            .where(Task.element == element, Task.status == "completed")
            .order_by(Task.completed_at)
        )
        found.update({case: value for case, value in session.execute(query) if value})
    return found


def instances(session: Session, procedure: str, clock: str, period: Period) -> list[Instance]:
    """The instances of a clock that ran at some time in the period, case by case, in order."""
    return instances_of(session, procedure, (clock,), period)


def instances_of(
    session: Session, procedure: str, clocks: Collection[str], period: Period
) -> list[Instance]:
    """The same for several clocks; ``name`` says which."""
    rows = session.execute(
        select(
            Case.id,
            Case.reference,
            Case.service,
            Case.version,
            Case.profile_version,
            Case.received_at,
            Case.closed_at,
            ClockRow.status,
            ClockRow.started_at,
            ClockRow.ended_at,
            ClockRow.original_due_on,
            ClockRow.due_on,
            ClockRow.name,
        )
        .join(ClockRow, ClockRow.case_id == Case.id)
        .where(
            Case.procedure == procedure,
            ClockRow.name.in_(clocks),
            ClockRow.started_at < period.ends,
            or_(ClockRow.ended_at.is_(None), ClockRow.ended_at >= period.begins),
            or_(ClockRow.ended_at.is_(None), _after_move(ClockRow.ended_at)),
            or_(Case.closed_at.is_(None), Case.closed_at >= period.begins),
        )
        .order_by(Case.id, ClockRow.instance)
    )
    return [Instance._make(row) for row in rows]


def entered(
    session: Session, procedure: str, stage: str, period: Period
) -> dict[int, list[datetime]]:
    """Case -> when tasks of a stage were offered: the first says when the stage began."""
    rows = session.execute(
        select(Task.case_id, Task.created_at)
        .join(Case, Case.id == Task.case_id)
        .where(
            Case.procedure == procedure,
            Task.stage == stage,
            _since_move(Task.created_at),
            Task.created_at < period.ends,
            or_(Case.closed_at.is_(None), Case.closed_at >= period.begins),
        )
    )
    found: defaultdict[int, list[datetime]] = defaultdict(list)
    for case_id, at in rows:
        found[case_id].append(at)
    return found


def happenings(session: Session, procedure: str, kinds: Collection[str], period: Period) -> ByCase:
    """Case -> its events of these kinds until the end of the period, as they were recorded."""
    rows = session.execute(
        select(LedgerEvent.case_id, LedgerEvent.kind, LedgerEvent.happened_at, LedgerEvent.data)
        .join(Case, Case.id == LedgerEvent.case_id)
        .where(
            Case.procedure == procedure,
            LedgerEvent.kind.in_(sorted(kinds)),
            LedgerEvent.happened_at < period.ends,
            or_(LedgerEvent.kind == "received", _since_move(LedgerEvent.recorded_at)),
            or_(Case.closed_at.is_(None), Case.closed_at >= period.begins),
        )
        .order_by(LedgerEvent.case_id, LedgerEvent.seq)
    )
    found: defaultdict[int, list[Happening]] = defaultdict(list)
    for case_id, kind, at, data in rows:
        found[case_id].append(Happening(kind, at, data))
    return found


def happened_to(session: Session, procedure: str, kind: str, period: Period) -> list[str]:
    """The references of the cases to which this happened in the period, whenever they came."""
    query = (
        select(Case.reference)
        .join(LedgerEvent, LedgerEvent.case_id == Case.id)
        .where(Case.procedure == procedure, LedgerEvent.kind == kind)
        .where(*_within(LedgerEvent.happened_at, period))
        .order_by(Case.id)
    )
    return list(dict.fromkeys(session.scalars(query)))


def reference_of(session: Session, cases: Sequence[int]) -> dict[int, str]:
    """Case -> its reference, for a few cases."""
    found: dict[int, str] = {}
    for start in range(0, len(cases), _AT_ONCE):
        query = select(Case.id, Case.reference).where(Case.id.in_(cases[start : start + _AT_ONCE]))
        found |= {row[0]: row[1] for row in session.execute(query)}
    return found


class Action(NamedTuple):
    """A dated action: a remedy promised, a contribution asked for."""

    reference: str
    kind: str
    state: str
    asked_at: datetime
    due_on: date | None
    finished_at: datetime | None
    response: str  # of a recommendation: accepted, declined


def actions(session: Session, procedure: str | None, period: Period) -> list[Action]:
    """The dated actions that were open at some time in the period, in the order of asking.

    No procedure: those of all of them.
    """
    finished = func.coalesce(DatedAction.done_at, DatedAction.settled_at)
    rows = session.execute(
        select(
            Case.reference,
            DatedAction.kind,
            DatedAction.state,
            DatedAction.asked_at,
            DatedAction.due_on,
            finished,
            DatedAction.response,
        )
        .join(Case, Case.id == DatedAction.case_id)
        .where(
            true() if procedure is None else Case.procedure == procedure,
            DatedAction.asked_at < period.ends,
            or_(DatedAction.state == "open", finished >= period.begins),
        )
        .order_by(DatedAction.id)
    )
    return [Action(*row) for row in rows]


def _since_move(column: SQLColumnExpression[Any]) -> ColumnElement[bool]:
    """What is of the procedure that a case follows now: not what was before it was moved there."""
    return or_(Case.moved_at.is_(None), column >= Case.moved_at)


def _after_move(column: SQLColumnExpression[Any]) -> ColumnElement[bool]:
    """The same for what ended with the move itself."""
    return or_(Case.moved_at.is_(None), column > Case.moved_at)


def _within(column: SQLColumnExpression[Any], period: Period) -> tuple[ColumnElement[bool], ...]:
    return (column >= period.begins, column < period.ends)
