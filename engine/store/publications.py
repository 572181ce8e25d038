"""What was published, and from when it is in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.store.base import Base, Plain, key, refers_to
from engine.store.cases import Case

#: what came with Redress is in force from the beginning
ALWAYS = date.min


class Publication(Base):
    """A version put in force. ``of``: a procedure's or profile's id; ``shipped``: it came with
    Redress. ``scenarios``: the procedure's, by their place in the house; empty: those on disk.
    """

    __tablename__ = "publication"
    __table_args__ = (
        CheckConstraint("kind IN ('procedure', 'profile')", name="kind"),
        Index(None, "kind", "of"),
    )

    id: Mapped[int] = key()
    kind: Mapped[str]
    of: Mapped[str]
    version: Mapped[str] = mapped_column(String(64), index=True)
    effective_from: Mapped[date]
    shipped: Mapped[bool] = mapped_column(default=False)
    scenarios: Mapped[Plain] = mapped_column(default=dict)
    why: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    draft_id: Mapped[int | None] = refers_to("draft.id")
    by: Mapped[int | None] = refers_to("person.id")  # whoever asked for it
    approved_by: Mapped[int | None] = refers_to("person.id")


def in_force(session: Session, day: date) -> dict[tuple[str, str], str]:
    """(kind, id) -> the version in force on that day."""
    query = (
        select(Publication.kind, Publication.of, Publication.version)
        .where(Publication.effective_from <= day)
        .order_by(Publication.effective_from, Publication.id)
    )
    return {(row.kind, row.of): row.version for row in session.execute(query)}


def published(session: Session) -> Mapping[tuple[str, str], frozenset[str]]:
    """(kind, id) -> every version that was ever published."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    query = select(Publication.kind, Publication.of, Publication.version)
    for row in session.execute(query):
        so_far = found.get((row.kind, row.of), frozenset())
        found[row.kind, row.of] = so_far | {row.version}
    return found


def of(session: Session, kind: str, name: str) -> Sequence[Publication]:
    """The publications of one procedure or profile, the newest first."""
    query = select(Publication).where(Publication.kind == kind, Publication.of == name)
    order = (Publication.effective_from.desc(), Publication.id.desc())
    return session.scalars(query.order_by(*order)).all()


def latest(session: Session, kind: str, name: str) -> Publication | None:
    """The publication that is in force last: perhaps from a day to come."""
    return next(iter(of(session, kind, name)), None)


def of_version(session: Session, kind: str, name: str, version: str) -> Publication | None:
    """The publication of that version."""
    return next((p for p in of(session, kind, name) if p.version == version), None)


def open_cases(session: Session, procedure: str) -> dict[str, int]:
    """Version -> how many open cases of a procedure follow it."""
    query = (
        select(Case.version, func.count())
        .where(Case.procedure == procedure, Case.status == "open")
        .group_by(Case.version)
    )
    return {row.version: row[1] for row in session.execute(query)}
