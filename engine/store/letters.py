"""Letters, their way to each recipient, and what was sent, byte for byte."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ColumnElement, String, Text, literal, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from engine.store.base import Base, Plain, index_where, key, refers_to


class LetterRow(Base):
    """A letter of a case. ``about``: a clock or none. ``context``: what it is rendered from."""

    __tablename__ = "letter"
    __table_args__ = (
        CheckConstraint("status IN ('queued', 'sent', 'unsendable', 'doubtful')", name="status"),
    )

    id: Mapped[int] = key()
    case_id: Mapped[int] = refers_to("case_file.id", index=True)
    run_id: Mapped[int | None] = refers_to("run.id")
    code: Mapped[str]
    element: Mapped[str] = mapped_column(default="")
    title: Mapped[str]
    issued: Mapped[date]
    status: Mapped[str] = mapped_column(default="queued")
    about: Mapped[str] = mapped_column(default="")
    context: Mapped[Plain] = mapped_column(default=dict)
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    sent_by_person: Mapped[int | None] = refers_to("person.id")


class Dispatch(Base):
    """A letter's way to one recipient.

    It says ``sending`` before the connection opens: after a crash in between nobody knows, so it
    becomes ``doubtful`` and is never sent again by itself.
    """

    __tablename__ = "dispatch"
    __table_args__ = (
        CheckConstraint(
            "status IN ('queued', 'sending', 'sent', 'failed', 'doubtful', 'unsendable')",
            name="status",
        ),
        index_where("ix_dispatch_due", "next_attempt_at", where="status = 'queued'"),
        index_where("ix_dispatch_sending", "sending_since", where="status = 'sending'"),
    )

    id: Mapped[int] = key()
    letter_id: Mapped[int] = refers_to("letter.id", index=True)
    case_id: Mapped[int] = refers_to("case_file.id", index=True)
    person_id: Mapped[int | None] = refers_to("person.id")
    recipient: Mapped[str]
    capacity: Mapped[str]
    channel: Mapped[str]
    address: Mapped[list[str]] = mapped_column(default=list)
    large_print: Mapped[bool] = mapped_column(default=False)
    status: Mapped[str] = mapped_column(default="queued")
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime | None]
    sending_since: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    letter: Mapped[Plain] = mapped_column(default=dict)
    message_id: Mapped[str] = mapped_column(default="")
    error: Mapped[str] = mapped_column(Text, default="")
    sha256: Mapped[str] = mapped_column(String(64), default="")

    #: A way to a new letter is given the row: its id is known at the flush, both in one go
    letter_row: Mapped[LetterRow] = relationship(lazy="raise_on_sql")


class SentCopy(Base):
    """What left, byte for byte."""

    __tablename__ = "sent_copy"
    __table_args__ = (CheckConstraint("format IN ('pdf', 'eml')", name="format"),)

    dispatch_id: Mapped[int] = refers_to("dispatch.id", primary_key=True, autoincrement=False)
    format: Mapped[str]
    content: Mapped[bytes]
    sha256: Mapped[str] = mapped_column(String(64))


def enclosed_in(letter: LetterRow) -> list[Mapping[str, object]]:
    """Id, name and size of each document that goes with a letter."""
    noted = letter.context.get("enclosed")
    return [row for row in noted if isinstance(row, dict)] if isinstance(noted, list) else []


def last_written(session: Session, run_id: int, code: str) -> datetime | None:
    """When a run last wrote a letter of that code."""
    written = select(LetterRow.created_at).where(LetterRow.run_id == run_id)
    return session.scalar(
        written.where(LetterRow.code == code).order_by(LetterRow.id.desc()).limit(1)
    )


def due_dispatches(
    session: Session, now: datetime, limit: int = 100, without: Collection[int] = ()
) -> list[Dispatch]:
    """Queued dispatches whose time has come, longest waiting first; some may be left out."""
    due = select(Dispatch).where(_says("queued"), Dispatch.next_attempt_at <= now)
    if without:
        due = due.where(Dispatch.id.not_in(without))
    in_turn = due.order_by(Dispatch.next_attempt_at, Dispatch.id)
    return list(session.scalars(in_turn.limit(limit)))


def interrupted_dispatches(session: Session, before: datetime, limit: int = 100) -> list[Dispatch]:
    """Dispatches that have been ``sending`` since before an instant: whoever sent them is gone."""
    stuck = select(Dispatch).where(_says("sending"), Dispatch.sending_since < before)
    return list(session.scalars(stuck.order_by(Dispatch.sending_since).limit(limit)))


def _says(status: str) -> ColumnElement[bool]:
    """Spelt out in the SQL, not bound: otherwise the partial indexes cannot be used."""
    return Dispatch.status == literal(status, literal_execute=True)
