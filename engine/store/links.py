"""Cases that belong together: which, since when, why; and locking the second of two."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CheckConstraint, Text, and_, insert, literal, or_, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.errors import NotNow
from engine.store.base import Base, index_where, key, refers_to
from engine.store.cases import Case, lock_case
from engine.store.documents import Document, DocumentContent

SPLIT, DUPLICATE, RELATED, MOVED = "split", "duplicate", "related", "moved"

#: what PostgreSQL says when two transactions wait for each other, or one waits too long
_CROSSED = ("40P01", "55P03")


class CaseLink(Base):
    """Two cases that belong together. ``other`` came of ``case``, or stands in its place.

    split: ``other`` was split off from ``case``. duplicate: ``case`` is answered together with
    ``other``. moved: ``case`` goes on as ``other``. related: neither comes first.
    """

    __tablename__ = "case_link"
    __table_args__ = (
        CheckConstraint("kind IN ('split', 'duplicate', 'related', 'moved')", name="kind"),
        CheckConstraint("case_id <> other_id", name="two_cases"),
        index_where(
            "ix_case_link_in_force",
            "case_id",
            "other_id",
            "kind",
            where="ended_at IS NULL",
            unique=True,
        ),
    )

    id: Mapped[int] = key()
    case_id: Mapped[int] = refers_to("case_file.id", index=True)
    other_id: Mapped[int] = refers_to("case_file.id", index=True)
    kind: Mapped[str]
    since: Mapped[datetime]
    by_person: Mapped[int | None] = refers_to("person.id")
    reason: Mapped[str] = mapped_column(Text, default="")
    ended_at: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class Beside:
    """A link as one of its cases has it: ``first`` when that case is the link's ``case``."""

    link: CaseLink
    other: Case
    first: bool


def beside(session: Session, case_id: int) -> list[Beside]:
    """The links in force of a case, oldest first, each with the case at its other end."""
    far_end = or_(
        and_(CaseLink.case_id == case_id, CaseLink.other_id == Case.id),
        and_(CaseLink.other_id == case_id, CaseLink.case_id == Case.id),
    )
    found = session.execute(
        select(CaseLink, Case)
        .join(Case, far_end)
        .where(CaseLink.ended_at.is_(None))
        .order_by(CaseLink.id)
    )
    return [Beside(link, other, link.case_id == case_id) for link, other in found]


def between(session: Session, one: int, another: int) -> list[CaseLink]:
    """The links in force between two cases, whichever comes first, oldest first."""
    ends = or_(
        and_(CaseLink.case_id == one, CaseLink.other_id == another),
        and_(CaseLink.case_id == another, CaseLink.other_id == one),
    )
    in_force = select(CaseLink).where(ends, CaseLink.ended_at.is_(None)).order_by(CaseLink.id)
    return list(session.scalars(in_force))


def code_holder(session: Session, case: Case) -> Case:
    """The case whose code opens this one: a part that was split off is opened with the first's."""
    while not case.code_hash:
        origin = select(Case).join(CaseLink, CaseLink.case_id == Case.id)
        split_off = origin.where(CaseLink.other_id == case.id, CaseLink.kind == SPLIT)
        first = session.scalars(split_off.limit(1)).one_or_none()
        if first is None:
            break
        case = first
    return case


def lock_second(session: Session, reference: str) -> Case:
    """Lock another case while one is held. Raises NotFound, or NotNow when both are wanted.

    Two verbs that hold one case each and want the other's wait for each other: PostgreSQL ends
    one of them, and it is undone whole.
    """
    try:
        return lock_case(session, reference)
    except OperationalError as error:
        if getattr(error.orig, "sqlstate", "") not in _CROSSED:
            raise
        say = f"Somebody else is working on this case and on {reference} now. Please try again."
        raise NotNow(say, rule="crossed") from error


def copy_documents(session: Session, from_id: int, to_id: int) -> list[Document]:
    """The documents of one case on another too, as they were added; bytes stay in the database."""
    copies = []
    of_first = select(Document).where(Document.case_id == from_id).order_by(Document.id)
    for document in session.scalars(of_first).all():
        copy = Document(
            case_id=to_id,
            filename=document.filename,
            media_type=document.media_type,
            size=document.size,
            sha256=document.sha256,
            added_at=document.added_at,
            added_by_person=document.added_by_person,
        )
        session.add(copy)
        session.flush()
        content = select(literal(copy.id), DocumentContent.content).where(
            DocumentContent.document_id == document.id
        )
        columns = ["document_id", "content"]
        session.execute(insert(DocumentContent).from_select(columns, content))
        copies.append(copy)
    return copies


def documents_of(session: Session, cases: Collection[int]) -> list[Document]:
    """The documents of several cases, oldest first."""
    query = select(Document).where(Document.case_id.in_(cases)).order_by(Document.id)
    return list(session.scalars(query)) if cases else []
