"""What was published, and from when it is in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, String, Text, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.store.base import Base, Plain, key, refers_to
from engine.store.cases import Case

#: what came with Redress is in force from the beginning
ALWAYS = date.min


class Publication(Base):
    """A version put in force. ``of``: a procedure's or profile's id; ``shipped``: it came with
    Redress. ``scenarios``: the procedure's, by their place in the house; empty: those on disk.
    ``stopped_at``: it was withdrawn before it began, and never is in force.
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
    stop_why: Mapped[str] = mapped_column(Text, default="")
    stop_asked_by: Mapped[int | None] = refers_to("person.id")
    stopped_at: Mapped[datetime | None]
    stopped_by: Mapped[int | None] = refers_to("person.id")


def in_force(session: Session, day: date) -> dict[tuple[str, str], str]:
    """(kind, id) -> the version in force on that day."""
    query = (
        select(Publication.kind, Publication.of, Publication.version)
        .where(Publication.effective_from <= day, Publication.stopped_at.is_(None))
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
    """The publications of one procedure or profile, the newest first; also those withdrawn."""
    query = select(Publication).where(Publication.kind == kind, Publication.of == name)
    order = (Publication.effective_from.desc(), Publication.id.desc())
    return session.scalars(query.order_by(*order)).all()


def standing(session: Session, kind: str, name: str) -> Sequence[Publication]:
    """Likewise, without those that were withdrawn."""
    return [each for each in of(session, kind, name) if each.stopped_at is None]


def latest(session: Session, kind: str, name: str) -> Publication | None:
    """The publication that is in force last: perhaps from a day to come."""
    return next(iter(standing(session, kind, name)), None)


def of_version(session: Session, kind: str, name: str, version: str) -> Publication | None:
    """The publication of that version; of several the last that was not withdrawn."""
    found = [p for p in of(session, kind, name) if p.version == version]
    return next((p for p in found if p.stopped_at is None), found[0] if found else None)


def of_draft(session: Session, draft_id: int) -> Sequence[Publication]:
    """What was published with a draft."""
    query = select(Publication).where(Publication.draft_id == draft_id)
    return session.scalars(query.order_by(Publication.id)).all()


def one_at_a_time(session: Session) -> None:
    """Nobody else publishes or withdraws until this transaction ends."""
    query = select(Publication.id).order_by(Publication.id).limit(1)
    session.execute(query.with_for_update()).all()


def open_cases(session: Session, procedure: str) -> dict[str, int]:
    """Version -> how many open cases of a procedure follow it."""
    query = (
        select(Case.version, func.count())
        .where(Case.procedure == procedure, Case.status == "open")
        .group_by(Case.version)
    )
    return {row.version: row[1] for row in session.execute(query)}
