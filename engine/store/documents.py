"""Documents that were handed in or added; content stands apart, so that lists stay light."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.base import Base, key, refers_to


class Document(Base):
    """A document on a case. ``size`` in bytes, ``sha256`` of the content in hex."""

    __tablename__ = "document"

    id: Mapped[int] = key()
    case_id: Mapped[int] = refers_to("case_file.id", index=True)
    filename: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    added_at: Mapped[datetime]
    added_by_person: Mapped[int | None] = refers_to("person.id")


class DocumentContent(Base):
    """A document's bytes."""

    __tablename__ = "document_content"

    document_id: Mapped[int] = refers_to("document.id", primary_key=True, autoincrement=False)
    content: Mapped[bytes]
