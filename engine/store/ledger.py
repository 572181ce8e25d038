"""The ledger of a case: what happened and when. Every date is derived from it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import UniqueConstraint, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.store import appending
from engine.store.base import Base, Plain, key, refers_to
from engine.store.cases import Case
from engine.store.deadlines import ClockRow, Timer, due_timers

__all__ = ["ClockRow", "LedgerEvent", "Timer", "append", "due_timers", "events_of"]


class LedgerEvent(Base):
    """One thing that happened. Clocks use ``happened_at``; ``recorded_at``: Redress learnt it."""

    __tablename__ = "ledger_event"
    __table_args__ = (UniqueConstraint("case_id", "seq"),)

    id: Mapped[int] = key()
    case_id: Mapped[int] = refers_to("case_file.id")
    seq: Mapped[int]
    kind: Mapped[str]
    happened_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    person_id: Mapped[int | None] = refers_to("person.id")
    run_id: Mapped[int | None] = refers_to("run.id")
    data: Mapped[Plain] = mapped_column(default=dict)


def append(
    session: Session,
    case: Case,
    kind: str,
    happened_at: datetime,
    recorded_at: datetime,
    *,
    person_id: int | None = None,
    run_id: int | None = None,
    data: Plain | None = None,
) -> None:
    """Write down what happened to a locked case; costs no look-up."""
    case.ledger_seq = (case.ledger_seq or 0) + 1
    event = {
        "case_id": case.id,
        "seq": case.ledger_seq,
        "kind": kind,
        "happened_at": happened_at,
        "recorded_at": recorded_at,
        "person_id": person_id,
        "run_id": run_id,
        "data": data or {},
    }
    appending.put(session, _EVENTS, event)


_EVENTS = insert(LedgerEvent)


def events_of(
    session: Session, case_id: int, kinds: Collection[str] | None = None
) -> list[LedgerEvent]:
    """The ledger in order of recording; ``kinds`` narrows it."""
    query = select(LedgerEvent).where(LedgerEvent.case_id == case_id).order_by(LedgerEvent.seq)
    if kinds is not None:
        query = query.where(LedgerEvent.kind.in_(kinds))
    return list(session.scalars(query))
