"""Clocks as they stand, and the timers that wait for a moment of one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.store.base import Base, index_where, key, refers_to


class ClockRow(Base):
    """One instance of a clock, as the ledger's replay last gave it."""

    __tablename__ = "clock"
    __table_args__ = (
        UniqueConstraint("case_id", "name", "instance"),
        CheckConstraint("status IN ('running', 'paused', 'met', 'stopped')", name="status"),
    )

    id: Mapped[int] = key()
    case_id: Mapped[int] = refers_to("case_file.id")
    name: Mapped[str]
    instance: Mapped[int] = mapped_column(default=1)
    status: Mapped[str]
    started_at: Mapped[datetime]
    due_at: Mapped[datetime]
    due_on: Mapped[date]
    ended_at: Mapped[datetime | None]
    original_due_on: Mapped[date]
    extended: Mapped[bool] = mapped_column(default=False)
    told: Mapped[bool] = mapped_column(default=False)


_RUNG = ("case_id", "ref", "clock", "instance")


class Timer(Base):
    """A wait for a moment of a clock: the engine's (``ref``: its task's id) or a ladder's.

    ``due_at`` None: the clock does not run yet.
    """

    __tablename__ = "timer"
    __table_args__ = (
        UniqueConstraint("case_id", "run_id", "ref", "clock", "instance"),
        CheckConstraint("kind IN ('engine', 'ladder')", name="kind"),
        # A ladder's timer has no run, and no two NULLs are equal
        index_where("uq_timer_ladder", *_RUNG, where="run_id IS NULL", unique=True),
    )

    id: Mapped[int] = key()
    case_id: Mapped[int] = refers_to("case_file.id")
    run_id: Mapped[int | None] = refers_to("run.id")
    kind: Mapped[str]
    ref: Mapped[str]
    clock: Mapped[str]
    instance: Mapped[int] = mapped_column(default=1)
    moment: Mapped[str]
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    since: Mapped[datetime | None]


def due_timers(
    session: Session, now: datetime, limit: int = 100, without: Collection[int] = ()
) -> list[Timer]:
    """The timers whose moment has come, first due first. Costs what is due, not what is open.

    ``without``: cases to leave out.
    """
    due = select(Timer).where(Timer.due_at <= now)
    if without:
        due = due.where(Timer.case_id.not_in(without))
    return list(session.scalars(due.order_by(Timer.due_at).limit(limit)))
