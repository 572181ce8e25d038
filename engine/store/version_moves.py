"""Cases that were moved to another version of their procedure, and what undoing it needs."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.base import Base, Plain, key, refers_to


class VersionMove(Base):
    """One move of one case. ``before``: what undoing it needs; ``ledger_seq``: the ledger's tail
    after it, so that whatever happened since is seen.
    """

    __tablename__ = "version_move"

    id: Mapped[int] = key()
    case_id: Mapped[int] = refers_to("case_file.id", index=True)
    from_version: Mapped[str] = mapped_column(String(64))
    to_version: Mapped[str] = mapped_column(String(64))
    from_profile: Mapped[str] = mapped_column(String(64))
    to_profile: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
    person_id: Mapped[int] = refers_to("person.id")
    reason: Mapped[str] = mapped_column(Text, default="")
    before: Mapped[Plain] = mapped_column(default=dict)
    ledger_seq: Mapped[int] = mapped_column(default=0)
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[int | None] = refers_to("person.id")
