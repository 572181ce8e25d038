"""The audit's rows, and what their digests are taken over."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.base import Base, index_where, key, refers_to

#: What the first line of a chain names as its predecessor.
BEGINNING = "0" * 64


class AuditLine(Base):
    """One line: append-only, chained to the line before it. ``case_id`` None: the house's chain.

    ``action`` has parts (``case:letter:sent``). ``digest`` covers all other columns but ``id``.
    """

    __tablename__ = "audit"
    __table_args__ = (
        UniqueConstraint("case_id", "seq"),
        # No two NULLs are equal, so the house's chain needs an index of its own
        index_where("uq_audit_house", "seq", where="case_id IS NULL", unique=True),
    )

    id: Mapped[int] = key()
    case_id: Mapped[int | None] = refers_to("case_file.id")
    seq: Mapped[int]
    at: Mapped[datetime]
    person_id: Mapped[int | None] = refers_to("person.id", index=True)
    action: Mapped[str]
    subject: Mapped[str] = mapped_column(Text, default="")
    payload_digest: Mapped[str] = mapped_column(String(64))
    previous: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))


class AuditPayload(Base):
    """A line's details. Erasing a person deletes these; the chain keeps their salted digest."""

    __tablename__ = "audit_payload"

    audit_id: Mapped[int] = refers_to("audit.id", primary_key=True, autoincrement=False)
    salt: Mapped[bytes]
    payload: Mapped[bytes]


def payload_digest(salt: bytes, payload: bytes) -> str:
    """The digest of a payload. The salt keeps a short one from being guessed once erased."""
    return hashlib.sha256(salt + payload).hexdigest()


@dataclass(frozen=True, slots=True)
class Header:
    """What a line's digest is taken over."""

    case_id: int | None
    seq: int
    at: datetime
    person_id: int | None
    action: str
    subject: str
    payload_digest: str
    previous: str

    def digest(self) -> str:
        """The digest of the header, which can be written in one way only."""
        values = [
            self.case_id,
            self.seq,
            self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            self.person_id,
            self.action,
            self.subject,
            self.payload_digest,
            self.previous,
        ]
        return hashlib.sha256(json.dumps(values, separators=(",", ":")).encode()).hexdigest()
