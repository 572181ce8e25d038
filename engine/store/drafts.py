"""Drafts of procedures: what process owners write, kept file by file until it is published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, String, Text, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.errors import BadInput, NotFound
from engine.store.base import Base, Plain, key, refers_to


class DraftRow(Base):
    """A draft. ``of``: a procedure's id, or a profile's. ``revision`` counts what was kept.

    ``base_version`` and ``base_profile``: what it began with; ``shipped``: the version that an
    upgrade brought, where nobody here began it. ``set_aside``: scenario -> why it is not true now.
    """

    __tablename__ = "draft"
    __table_args__ = (
        CheckConstraint("kind IN ('procedure', 'profile')", name="kind"),
        CheckConstraint("status IN ('open', 'waiting', 'published', 'discarded')", name="status"),
        Index(None, "status", "of"),
    )

    id: Mapped[int] = key()
    kind: Mapped[str] = mapped_column(default="procedure")
    of: Mapped[str]
    title: Mapped[str]
    why: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[str] = mapped_column(default="open")
    profile: Mapped[str] = mapped_column(default="")
    base_version: Mapped[str] = mapped_column(String(64), default="")
    base_profile: Mapped[str] = mapped_column(String(64), default="")
    shipped: Mapped[str] = mapped_column(String(64), default="", index=True)
    revision: Mapped[int] = mapped_column(default=0)
    set_aside: Mapped[Plain] = mapped_column(default=dict)
    editors: Mapped[Plain] = mapped_column(default=dict)  # person id (as text) -> name
    split_from_id: Mapped[int | None] = refers_to("draft.id")
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = refers_to("person.id")
    changed_at: Mapped[datetime]
    changed_by: Mapped[int | None] = refers_to("person.id")
    submitted_at: Mapped[datetime | None]
    submitted_by: Mapped[int | None] = refers_to("person.id")
    wanted_from: Mapped[date | None]  # the day from which it is to be in force
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = refers_to("person.id")


class DraftFile(Base):
    """One file of a draft, by its place in the house."""

    __tablename__ = "draft_file"

    draft_id: Mapped[int] = refers_to("draft.id", primary_key=True)
    file: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class DraftEvent(Base):
    """A line of a draft's history, in words."""

    __tablename__ = "draft_event"

    id: Mapped[int] = key()
    draft_id: Mapped[int] = refers_to("draft.id", index=True)
    at: Mapped[datetime]
    person_id: Mapped[int | None] = refers_to("person.id")
    by: Mapped[str] = mapped_column(default="")
    what: Mapped[str] = mapped_column(Text)


class Trial(Base):
    """The scenarios of a draft, run: of exactly this ``content``. ``results``: per scenario."""

    __tablename__ = "trial"

    id: Mapped[int] = key()
    draft_id: Mapped[int] = refers_to("draft.id", index=True)
    content: Mapped[str] = mapped_column(String(64))
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    total: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    results: Mapped[Plain] = mapped_column(default=dict)
    error: Mapped[str] = mapped_column(Text, default="")


class PlayRow(Base):
    """A draft tried by hand, in an office of its own. ``steps``: what was done."""

    __tablename__ = "play"

    id: Mapped[int] = key()
    draft_id: Mapped[int] = refers_to("draft.id", index=True)
    content: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[int] = refers_to("person.id")
    began_at: Mapped[datetime]
    folder: Mapped[str]
    steps: Mapped[Plain] = mapped_column(default=dict)


class Texts(dict[str, str]):
    """The files of a draft: place in the house -> text. One that is not there is told."""

    def __missing__(self, file: str) -> str:
        raise BadInput(f"The draft holds no file {file}. Put it back or begin another draft.")


def by_id(session: Session, draft_id: int, for_change: bool = False) -> DraftRow:
    """The draft of that number, locked if it is to be changed. Raises NotFound."""
    query = select(DraftRow).where(DraftRow.id == draft_id)
    if for_change:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NotFound(f"There is no draft {draft_id}.")
    return found


def listed(session: Session, statuses: Iterable[str]) -> Sequence[DraftRow]:
    """The drafts in these states, the last changed first."""
    query = select(DraftRow).where(DraftRow.status.in_(tuple(statuses)))
    return session.scalars(query.order_by(DraftRow.changed_at.desc(), DraftRow.id.desc())).all()


def texts_of(session: Session, draft_id: int) -> Texts:
    """Every file of a draft."""
    query = select(DraftFile.file, DraftFile.text).where(DraftFile.draft_id == draft_id)
    rows = session.execute(query.order_by(DraftFile.file))
    return Texts({row.file: row.text for row in rows})


def put_texts(session: Session, draft_id: int, texts: Mapping[str, str | None]) -> None:
    """Write these files of a draft; those without a text go."""
    session.execute(
        delete(DraftFile).where(DraftFile.draft_id == draft_id, DraftFile.file.in_(list(texts)))
    )
    session.add_all(
        DraftFile(draft_id=draft_id, file=file, text=text)
        for file, text in texts.items()
        if text is not None
    )
    session.flush()


def history(session: Session, draft_id: int) -> Sequence[DraftEvent]:
    """A draft's history, oldest first."""
    query = select(DraftEvent).where(DraftEvent.draft_id == draft_id)
    return session.scalars(query.order_by(DraftEvent.id)).all()


def shipped_versions(session: Session) -> frozenset[str]:
    """The versions that upgrades brought as drafts."""
    return frozenset(session.scalars(select(DraftRow.shipped).where(DraftRow.shipped != "")))


def last_trial(session: Session, draft_id: int) -> Trial | None:
    """The trial of a draft that was begun last."""
    query = select(Trial).where(Trial.draft_id == draft_id)
    return session.scalars(query.order_by(Trial.id.desc()).limit(1)).one_or_none()
