"""What verbs read beside a case's books: each function one statement."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.errors import NotFound
from engine.store.cases import Case, Participation
from engine.store.dated_actions import DatedAction
from engine.store.documents import Document
from engine.store.ledger import Timer
from engine.store.letters import Dispatch, LetterRow
from engine.store.notices import Notice
from engine.store.officers import Officer, OfficerRole
from engine.store.people import Person
from engine.store.tasks import Task


def letters(session: Session, case_id: int) -> list[LetterRow]:
    """The case's letters, oldest first."""
    return list(
        session.scalars(
            select(LetterRow).where(LetterRow.case_id == case_id).order_by(LetterRow.id)
        )
    )


def dispatches(session: Session, case_id: int) -> list[Dispatch]:
    """Every way a letter of the case goes."""
    return list(
        session.scalars(select(Dispatch).where(Dispatch.case_id == case_id).order_by(Dispatch.id))
    )


def officers_in(session: Session, role: str | None) -> list[int]:
    """The ids of the active officers who hold a role, or of all."""
    query = select(Officer.id).where(Officer.active)
    if role:
        query = query.join(OfficerRole, OfficerRole.officer_id == Officer.id)
        query = query.where(OfficerRole.role == role)
    return list(session.scalars(query))


def first_dispatch(
    session: Session, letter_id: int, capacity: str | None = None
) -> Dispatch | None:
    """The letter's way to its first recipient, or to the first in this capacity."""
    found = select(Dispatch).where(Dispatch.letter_id == letter_id)
    if capacity is not None:
        found = found.where(Dispatch.capacity == capacity)
    return session.scalars(found.order_by(Dispatch.id).limit(1)).one_or_none()


def documents(session: Session, case_id: int) -> list[Document]:
    """The case's documents, without their bytes, oldest first."""
    query = select(Document).where(Document.case_id == case_id)
    return list(session.scalars(query.order_by(Document.id)))


def unsettled_letters(session: Session, case_id: int) -> bool:
    """Whether any letter has not left and is not recorded as unsendable."""
    return (
        session.scalar(
            select(Dispatch.id)
            .where(
                Dispatch.case_id == case_id,
                Dispatch.status.in_(("queued", "sending", "doubtful", "failed")),
            )
            .limit(1)
        )
        is not None
    )


def first_moment(session: Session) -> datetime | None:
    """The earliest date of a timer, of a queued dispatch or of a chaser."""
    timer = session.scalar(select(func.min(Timer.due_at)))
    chaser = session.scalar(select(func.min(DatedAction.next_chase_at)))
    letter = session.scalar(
        select(func.min(Dispatch.next_attempt_at)).where(Dispatch.status == "queued")
    )
    return min((at for at in (timer, letter, chaser) if at is not None), default=None)


def party(session: Session, reference: str, capacity: str) -> Person | None:
    """The person who holds a capacity in the case of that reference."""
    return session.scalars(
        select(Person)
        .join(Participation, Participation.person_id == Person.id)
        .join(Case, Case.id == Participation.case_id)
        .where(
            Case.reference == reference,
            Participation.capacity == capacity,
            Participation.until.is_(None),
        )
        .order_by(Participation.id)
        .limit(1)
    ).one_or_none()


def open_task(session: Session, reference: str, element: str) -> str | None:
    """The id of the case's open task of that element."""
    return session.scalars(
        select(Task.id)
        .join(Case, Case.id == Task.case_id)
        .where(Case.reference == reference, Task.element == element, Task.status == "open")
        .order_by(Task.id)
        .limit(1)
    ).one_or_none()


def waiting(session: Session, reference: str) -> list[tuple[str, str]]:
    """(id, element) of the case's open tasks, the next due first."""
    rows = session.execute(
        select(Task.id, Task.element, Task.due_at, Task.created_at)
        .join(Case, Case.id == Task.case_id)
        .where(Case.reference == reference, Task.status == "open")
    ).all()
    inorder = sorted(rows, key=lambda row: (row.due_at is None, str(row.due_at), row.created_at))
    return [(row.id, row.element) for row in inorder]


def case_now(session: Session, reference: str) -> Case:
    """The case, read without a lock. Raises NotFound."""
    found = session.scalar(select(Case).where(Case.reference == reference))
    if found is None:
        raise NotFound(f"There is no case {reference}.")
    return found


def case_of_dispatch(session: Session, dispatch_id: int) -> str:
    """The reference of the case that a dispatch belongs to. Raises NotFound."""
    query = select(Case.reference).join(Dispatch, Dispatch.case_id == Case.id)
    found = session.scalar(query.where(Dispatch.id == dispatch_id))
    if found is None:
        raise NotFound("There is no such letter.")
    return found


def reference(session: Session, case_id: int) -> str:
    """The reference of a case's id. Raises NotFound."""
    found = session.scalar(select(Case.reference).where(Case.id == case_id))
    if found is None:
        raise NotFound("There is no such case.")
    return found


def notices(session: Session, reference: str) -> list[str]:
    """The texts of a case's notices, oldest first."""
    return list(
        session.scalars(
            select(Notice.text)
            .join(Case, Case.id == Notice.case_id)
            .where(Case.reference == reference)
            .order_by(Notice.id)
        )
    )
