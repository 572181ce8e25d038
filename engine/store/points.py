"""Points of a complaint, what was found on each, and what puts it right."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.base import Base, key, refers_to


class Point(Base):
    """One numbered complaint in a case."""

    __tablename__ = "point"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    id: Mapped[int] = key()
    case_id: Mapped[int] = refers_to("case_file.id")
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    added_stage: Mapped[str] = mapped_column(default="")
    added_at: Mapped[datetime]


class Finding(Base):
    """A finding on a point at a stage; ``current`` until a later one of that stage replaces it."""

    __tablename__ = "finding"

    id: Mapped[int] = key()
    point_id: Mapped[int] = refers_to("point.id", index=True)
    case_id: Mapped[int] = refers_to("case_file.id", index=True)
    stage: Mapped[str]
    finding: Mapped[str]
    reason: Mapped[str] = mapped_column(Text, default="")
    by_officer_id: Mapped[int | None] = refers_to("officer.id")
    at: Mapped[datetime]
    task_id: Mapped[str | None] = mapped_column(String(36))
    current: Mapped[bool] = mapped_column(default=True)


class Remedy(Base):
    """What was promised, by when, by whom, and the evidence that it was done."""

    __tablename__ = "remedy"
    __table_args__ = (Index(None, "owner_officer_id", "done_at"),)

    id: Mapped[int] = key()
    case_id: Mapped[int] = refers_to("case_file.id", index=True)
    point_id: Mapped[int | None] = refers_to("point.id", index=True)
    text: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date | None]
    owner_officer_id: Mapped[int | None] = refers_to("officer.id")
    done_at: Mapped[datetime | None]
    evidence: Mapped[str] = mapped_column(Text, default="")
