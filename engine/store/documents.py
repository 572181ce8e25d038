"""Documents that were handed in or added; content stands apart, so that lists stay light."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

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


def last_called(
    session: Session, case_id: int, filename: str, until: datetime | None = None
) -> int | None:
    """The document of that name that was put on a case last; ``until``: by that moment."""
    named = select(Document.id).where(Document.case_id == case_id, Document.filename == filename)
    if until is not None:
        named = named.where(Document.added_at <= until)
    return session.scalar(named.order_by(Document.id.desc()).limit(1))
