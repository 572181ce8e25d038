"""Published versions, kept whole: a case runs on the files it began with."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.base import Base, refers_to


class ProcedureVersion(Base):
    """A procedure as published. ``version``: the SHA-256 (hex) of all its ``source`` files."""

    __tablename__ = "procedure_version"

    version: Mapped[str] = mapped_column(String(64), primary_key=True)
    procedure: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    source: Mapped[bytes]
    published_at: Mapped[datetime]
    published_by: Mapped[int | None] = refers_to("person.id")


class ProfileVersion(Base):
    """A council's profile as used by a case."""

    __tablename__ = "profile_version"

    version: Mapped[str] = mapped_column(String(64), primary_key=True)
    profile: Mapped[str] = mapped_column(index=True)
    source: Mapped[bytes]
    effective_from: Mapped[date]
