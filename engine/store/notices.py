"""Notices on officers' desks: reminders, breaches, doubtful sendings."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.base import Base, key, refers_to


class Notice(Base):
    """For one officer, or for all of a ``role``. ``kind``: reminder, breach, doubtful, info."""

    __tablename__ = "notice"
    __table_args__ = (Index(None, "officer_id", "read_at"), Index(None, "role", "read_at"))

    id: Mapped[int] = key()
    case_id: Mapped[int] = refers_to("case_file.id", index=True)
    officer_id: Mapped[int | None] = refers_to("officer.id")
    role: Mapped[str] = mapped_column(default="")
    kind: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
