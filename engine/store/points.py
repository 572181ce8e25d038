"""Points of a complaint, and what was found on each."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy import text as in_sql
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.base import Base, key, refers_to


class Point(Base):
    """One numbered complaint in a case; ``set_aside``: who else deals with it, if anybody."""

    __tablename__ = "point"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    id: Mapped[int] = key()
    case_id: Mapped[int] = refers_to("case_file.id")
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    added_stage: Mapped[str] = mapped_column(default="")
    added_at: Mapped[datetime]
    set_aside: Mapped[str] = mapped_column(default="", server_default=in_sql("''"))


class Finding(Base):
    """A finding on a point at a stage; ``current`` until a later one of that stage replaces it.

    Nor is it current once its case has begun afresh.
    """

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
