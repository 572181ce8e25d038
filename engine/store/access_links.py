"""Links of their own: the doors into one case for people who do not sign in."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import CheckConstraint, String, Text, and_, literal, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.store.base import Base, index_where, key, refers_to
from engine.store.cases import Case, Participation
from engine.store.documents import Document
from engine.store.officers import Officer
from engine.store.tasks import Task


class AccessLink(Base):
    """A link for one account into one case. Its secret is in the e-mail alone: here, its digest.

    A new secret is made as each e-mail leaves; until then there is no digest. ``task_id``: what
    the e-mail asks for; None where it carries the notice of a letter.
    """

    __tablename__ = "access_link"
    __table_args__ = (
        CheckConstraint(
            "status IN ('queued', 'sending', 'sent', 'doubtful', 'failed')", name="status"
        ),
        index_where("ix_access_link_due", "next_attempt_at", where="status = 'queued'"),
    )

    id: Mapped[int] = key()
    case_id: Mapped[int] = refers_to("case_file.id", index=True)
    officer_id: Mapped[int] = refers_to("officer.id", index=True)
    task_id: Mapped[str | None] = refers_to("task.id")
    digest: Mapped[str] = mapped_column(String(64), default="", index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    status: Mapped[str] = mapped_column(default="queued")
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime | None]
    sending_since: Mapped[datetime | None]
    error: Mapped[str] = mapped_column(Text, default="")

    def is_open(self, now: datetime) -> bool:
        """Whether it lets somebody in now."""
        return bool(self.digest) and self.ended_at is None and now < self.expires_at


class ShownDocument(Base):
    """A document of a case that an officer showed to an account that does not sign in."""

    __tablename__ = "shown_document"

    document_id: Mapped[int] = refers_to("document.id", primary_key=True)
    officer_id: Mapped[int] = refers_to("officer.id", primary_key=True, index=True)
    since: Mapped[datetime]
    by_person: Mapped[int | None] = refers_to("person.id")


def by_digest(session: Session, digest: str) -> AccessLink | None:
    """The link of a secret with that digest."""
    found = select(AccessLink).where(AccessLink.digest == digest)
    return session.scalars(found.limit(1)).one_or_none() if digest else None


def of_case(session: Session, case_id: int) -> list[AccessLink]:
    """Every link into a case, the oldest first."""
    query = select(AccessLink).where(AccessLink.case_id == case_id)
    return list(session.scalars(query.order_by(AccessLink.id)))


def due(
    session: Session, now: datetime, limit: int = 100, without: Collection[int] = ()
) -> list[int]:
    """The links whose e-mail waits and whose time has come, longest waiting first."""
    waits = AccessLink.status == literal("queued", literal_execute=True)
    query = select(AccessLink.id).where(waits, AccessLink.next_attempt_at <= now)
    if without:
        query = query.where(AccessLink.id.not_in(without))
    return list(session.scalars(query.order_by(AccessLink.next_attempt_at).limit(limit)))


def interrupted(session: Session, before: datetime) -> list[int]:
    """The links whose e-mail has been leaving since before an instant: whoever sent it is gone."""
    stuck = select(AccessLink.id).where(
        AccessLink.status == "sending",
        or_(AccessLink.sending_since.is_(None), AccessLink.sending_since < before),
    )
    return list(session.scalars(stuck))


def last_case(session: Session, officer_id: int) -> int | None:
    """The case in which something waits for an account, the last that came; else takes part."""
    person = select(Officer.person_id).where(Officer.id == officer_id).scalar_subquery()
    here = (Participation.person_id == person, Participation.until.is_(None))
    parts = and_(Participation.case_id == Task.case_id, *here)
    nobodys = and_(Task.assignee_id.is_(None), Participation.id.is_not(None))
    waiting = session.execute(
        select(Task.case_id, Task.role, Task.assignee_id, Participation.capacity)
        .outerjoin(Participation, parts)
        .where(Task.status == "open", or_(Task.assignee_id == officer_id, nobodys))
        .order_by(Task.created_at.desc(), Task.id)
    )
    theirs = (case for case, role, who, capacity in waiting if who or capacity in role.split())
    part = (
        select(Participation.case_id)
        .join(Case, Case.id == Participation.case_id)
        .where(*here)
        .order_by(Case.status == "closed", Participation.id.desc())
    )
    return next(theirs, None) or session.scalars(part.limit(1)).first()


def takes_part(session: Session, link: AccessLink) -> bool:
    """Whether the link's account holds anything in its case now, or has a task in it."""
    person = select(Officer.person_id).where(Officer.id == link.officer_id).scalar_subquery()
    part = select(Participation.id).where(
        Participation.case_id == link.case_id,
        Participation.person_id == person,
        Participation.until.is_(None),
    )
    task = select(Task.id).where(
        Task.case_id == link.case_id, Task.status == "open", Task.assignee_id == link.officer_id
    )
    return any(session.scalars(query.limit(1)).first() is not None for query in (part, task))


def shown_to(session: Session, officer_id: int, case_id: int) -> list[Document]:
    """The documents of a case that an account may read, oldest first: shown, or its own."""
    shown = select(ShownDocument.document_id).where(ShownDocument.officer_id == officer_id)
    person = select(Officer.person_id).where(Officer.id == officer_id).scalar_subquery()
    query = select(Document).where(
        Document.case_id == case_id,
        or_(Document.id.in_(shown), Document.added_by_person == person),
    )
    return list(session.scalars(query.order_by(Document.id)))


def show(
    session: Session,
    officer_id: int,
    here: Collection[int],
    documents: Collection[int],
    *,
    at: datetime,
    by: int | None,
) -> None:
    """Of the documents ``here``, the account may read exactly these from now on."""
    known = select(ShownDocument).where(
        ShownDocument.officer_id == officer_id, ShownDocument.document_id.in_(here)
    )
    before = {row.document_id: row for row in session.scalars(known)}
    for document_id, row in before.items():
        if document_id not in documents:
            session.delete(row)
    for document_id in sorted(set(documents) - before.keys()):
        row = ShownDocument(document_id=document_id, officer_id=officer_id, since=at, by_person=by)
        session.add(row)
