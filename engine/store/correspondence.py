"""Contacts: what was said or written, in and out, beside the letters."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.base import Base, key, refers_to


class Contact(Base):
    """One contact. ``direction``: in or out."""

    __tablename__ = "contact"
    __table_args__ = (
        CheckConstraint("direction IN ('in', 'out')", name="direction"),
        Index(None, "case_id", "at"),
    )

    id: Mapped[int] = key()
    case_id: Mapped[int] = refers_to("case_file.id")
    at: Mapped[datetime]
    direction: Mapped[str]
    channel: Mapped[str]
    person_id: Mapped[int | None] = refers_to("person.id")
    text: Mapped[str] = mapped_column(Text)
    recorded_by_person: Mapped[int | None] = refers_to("person.id")
