"""What somebody who does not sign in sees of the one case that their link opens: their part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from engine.clock import london_date
from engine.desk import at_any_time, task_views
from engine.desk.reading import Read, read_case
from engine.desk.views import ActionView, DocumentView, TaskView
from engine.errors import NotFound, NotPermitted
from engine.letters import letter_from_json
from engine.letters.document import Letter
from engine.permissions import Actor
from engine.store import access_links
from engine.store.documents import Document, DocumentContent
from engine.store.letters import Dispatch, LetterRow
from engine.store.office import Office
from engine.store.session import Session
from engine.store.tasks import Task

NO_LETTER = "There is no such letter."
NO_DOCUMENT = "There is no such document."
NOT_YOURS = "This is not for you to do in this case."


@dataclass(frozen=True, slots=True)
class SentLetter:
    """A letter that went to them."""

    id: int
    title: str
    sent_on: date


@dataclass(frozen=True, slots=True)
class PartnerCase:
    """A case as somebody sees it who is asked something in it. ``acts_as``: what they are in it.

    ``tasks``: theirs, open, and ``done``: what they did already.
    """

    reference: str
    title: str
    procedure: str
    status: str
    received_on: date
    acts_as: tuple[str, ...]
    tasks: tuple[TaskView, ...]
    done: tuple[TaskView, ...]
    actions: tuple[ActionView, ...]
    points: tuple[str, ...]
    letters: tuple[SentLetter, ...]
    documents: tuple[DocumentView, ...]


def partner_case(office: Office, who: Actor, reference: str) -> PartnerCase:
    """The case as this account sees it. Raises NotFound and NotPermitted."""
    require_guest(who)
    with office.store.read() as session:
        read = read_case(office, session, reference, who)
        case, acting = read.case, read.acting(who)
        tasks = task_views.tasks_of(read, who)
        roles, blind = read.procedure.roles, read.letters_only(who)
        return PartnerCase(
            reference=case.reference,
            title=read.procedure.title if blind else case.summary,
            procedure=read.procedure.title,
            status=case.status,
            received_on=london_date(case.received_at),
            acts_as=tuple(roles[name].title for name in sorted(acting.roles)),
            tasks=tuple(task for task in tasks if task.may_complete),
            done=_done(read, who, tasks),
            actions=_actions(read, who),
            points=() if blind else _points(read),
            letters=_letters(read, who),
            documents=_documents(read, who),
        )


def _points(read: Read) -> tuple[str, ...]:
    return tuple(point.text for point in sorted(read.books.points, key=lambda p: p.number))


def require_guest(who: Actor) -> None:
    """Raise NotPermitted for anybody who signs in."""
    if who.kind != "officer" or who.in_office:
        raise NotPermitted("This page is for people who do not sign in.", "role")


def _done(read: Read, who: Actor, tasks: tuple[TaskView, ...]) -> tuple[TaskView, ...]:
    mine = select(Task.id).where(
        Task.case_id == read.case.id, Task.completed_by_id == who.officer_id
    )
    ids = set(read.session.scalars(mine))
    return tuple(task for task in tasks if task.id in ids)


def _actions(read: Read, who: Actor) -> tuple[ActionView, ...]:
    views = (at_any_time.view(read, who, each) for each in read.procedure.any_time.values())
    return tuple(view for view in views if view.allowed and view.id != "reassign")


def _letters(read: Read, who: Actor) -> tuple[SentLetter, ...]:
    rows = read.session.execute(
        select(Dispatch, LetterRow)
        .join(LetterRow, LetterRow.id == Dispatch.letter_id)
        .where(
            Dispatch.case_id == read.case.id,
            Dispatch.person_id == who.person_id,
            Dispatch.status == "sent",
        )
        .order_by(Dispatch.id)
    ).all()
    return tuple(
        SentLetter(dispatch.id, letter_from_json(dispatch.letter).body.title, london_date(at))
        for dispatch, _ in rows
        if (at := dispatch.sent_at) is not None
    )


def _documents(read: Read, who: Actor) -> tuple[DocumentView, ...]:
    rows = access_links.shown_to(read.session, who.officer_id or 0, read.case.id)
    return tuple(
        DocumentView(
            id=row.id,
            filename=row.filename,
            media_type=row.media_type,
            size=row.size,
            added_at=row.added_at,
            added_by="",
        )
        for row in rows
    )


def partner_letter(office: Office, who: Actor, reference: str, dispatch_id: int) -> Letter:
    """A letter that went to this account in this case. Raises NotFound."""
    require_guest(who)
    with office.store.read() as session:
        way = sent(read_case(office, session, reference, who), who, dispatch_id)
        return letter_from_json(way.letter)


def sent(read: Read, who: Actor, dispatch_id: int) -> Dispatch:
    """A letter's way to this account, once it has left. Raises NotFound."""
    row = read.session.get(Dispatch, dispatch_id)
    theirs = row is not None and (row.case_id, row.person_id) == (read.case.id, who.person_id)
    if row is None or not theirs or row.status != "sent":
        raise NotFound(NO_LETTER)
    return row


def partner_document(
    office: Office, who: Actor, reference: str, document_id: int
) -> tuple[str, str, bytes]:
    """(file name, media type, bytes) of a document that was shown to them. Raises NotFound."""
    require_guest(who)
    with office.store.read() as session:
        case = read_case(office, session, reference, who).case
        known = access_links.shown_to(session, who.officer_id or 0, case.id)
        found = next((row for row in known if row.id == document_id), None)
        if found is None:
            raise NotFound(NO_DOCUMENT)
        return _whole(session, found)


def _whole(session: Session, row: Document) -> tuple[str, str, bytes]:
    return row.filename, row.media_type, session.get_one(DocumentContent, row.id).content


def require_task(office: Office, who: Actor, reference: str, task_id: str) -> None:
    """Raise NotFound unless the task is one of this case: the link opens no other."""
    require_guest(who)
    with office.store.read() as session:
        case = read_case(office, session, reference, who).case
        row = session.get(Task, task_id)
        if row is None or row.case_id != case.id:
            raise NotFound("There is no such task.")
