"""The case page: everything about one case, as the officer who looks may see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from sqlalchemy import and_, or_, select

from engine.desk import (
    at_any_time,
    case_known,
    case_people,
    case_points,
    case_restrictions,
    choosable,
    confined,
    contacts,
    counted_reports,
    dated_actions,
    earlier,
    guests,
    history,
    links,
    moves,
    offered,
    task_views,
    tracked,
)
from engine.desk.enclosed_views import enclosed_with
from engine.desk.questions import asked_form, known
from engine.desk.reading import Read, clock_view, outcome_words, read_case
from engine.desk.views import (
    ActionView,
    CaseFile,
    DispatchView,
    DocumentView,
    LetterView,
    NoticeView,
    TaskView,
)
from engine.errors import NotFound, NotPermitted
from engine.permissions import Actor
from engine.store import readers
from engine.store.documents import Document
from engine.store.letters import Dispatch, LetterRow
from engine.store.notices import Notice
from engine.store.office import Office

#: as many as a page can show
MOST_CONTACTS = 100


def case_file(office: Office, actor: Actor, reference: str) -> CaseFile:
    """Raises NotFound, or NotPermitted to anybody but officers."""
    if not actor.in_office:
        raise NotPermitted("The case file is for officers.", "role")
    with office.store.read() as session:
        read = read_case(office, session, reference, actor)
        readers.require_open(session, read.procedure, actor, read.case)
        whole = _with_what_stands_beside(read, actor, _whole(read, actor))
        confines = readers.confined(read.procedure, actor)
        return confined.to_own_task(whole, actor) if confines else whole


def _whole(read: Read, actor: Actor) -> CaseFile:
    tasks, letters = task_views.tasks_of(read, actor), letters_of(read)
    first = min((task for task in tasks if task.status == "open"), key=_soonest, default=None)
    case = read.case
    return CaseFile(
        reference=case.reference,
        title=case.summary,
        procedure=tracked.record(read),
        procedure_id=case.procedure,
        version=case.version,
        profile=case.profile,
        status=case.status,
        stage=case.stage,
        outcome=outcome_words(read.procedure, case.outcome),
        received_at=case.received_at,
        channel=case.channel,
        service=case.service,
        text=case.text,
        person=case_people.name_of(read, case.person_id),
        due_on=first.due_on if first else None,
        overdue=bool(first and first.overdue),
        with_whom=first.assignee if first else "",
        tasks=tasks,
        clocks=(*moves.clocks_before(read), *(clock_view(read, each) for each in read.states)),
        points=case_points.points_of(read),
        letters=letters,
        documents=_documents(read),
        parties=case_people.parties(read),
        history=history.rows(read),
        contacts=contacts.contacts(read, MOST_CONTACTS),
        actions=_actions(read, actor),
        notices=_notices(read),
        doubtful=_doubtful(letters),
    )


def _with_what_stands_beside(read: Read, actor: Actor, file: CaseFile) -> CaseFile:
    """What is known of the people, other cases and promises."""
    said = case_known.said_of(read)
    return replace(
        file,
        about=earlier.about(read),
        links=links.links_of(read),
        guests=guests.of_case(read),
        restrictions=case_restrictions.of_case(read),
        candidates=() if said else case_known.of_case(read, actor),
        known_as=said,
        at_risk=read.case.data.get("at_risk") is True,
        dated=dated_actions.of_case(read, actor),
        threshold=counted_reports.of_case(read),
    )


def _doubtful(letters: Iterable[LetterView]) -> tuple[DispatchView, ...]:
    every = (dispatch for letter in letters for dispatch in letter.dispatches)
    return tuple(each for each in every if each.status in ("doubtful", "failed"))


def _soonest(task: TaskView) -> tuple[bool, str]:
    return (task.due_on is None, str(task.due_on))


def action_form(
    office: Office,
    actor: Actor,
    reference: str,
    action_id: str,
    answers: Mapping[str, object] = MappingProxyType({}),
) -> ActionView:
    """One at-any-time action with its form, filled in as far as things are known.

    ``answers``: those of the pages before. Raises NotFound.
    """
    with office.store.read() as session:
        read = read_case(office, session, reference, actor)
        action = read.procedure.any_time.get(action_id)
        if action is None:
            raise NotFound("There is no such action.")
        found = at_any_time.view(read, actor, action)
        if found.form is None:
            return found
        form = asked_form(read, moves.asking(read, action_id, found.form, answers))
        return replace(
            found,
            form=form,
            values=offered.offered(read, action_id, answers),
            choices=choosable.choices(read, actor, form, action_id, action.by),
            barred=choosable.barred(read, form, known(read)),
        )


def letters_of(read: Read) -> tuple[LetterView, ...]:
    """The case's letters with the way of each to each recipient."""
    session, case_id = read.session, read.case.id
    rows = session.scalars(
        select(LetterRow).where(LetterRow.case_id == case_id).order_by(LetterRow.id)
    ).all()
    ways = session.scalars(
        select(Dispatch).where(Dispatch.case_id == case_id).order_by(Dispatch.id)
    ).all()
    return tuple(
        LetterView(
            id=row.id,
            code=row.code,
            title=row.title,
            issued=row.issued,
            status=row.status,
            dispatches=tuple(_dispatch(d) for d in ways if d.letter_id == row.id),
            enclosed=enclosed_with(row),
        )
        for row in rows
    )


def _dispatch(row: Dispatch) -> DispatchView:
    return DispatchView(
        id=row.id,
        recipient=row.recipient,
        capacity=row.capacity,
        channel=row.channel,
        address=", ".join(row.address),
        status=row.status,
        sent_at=row.sent_at,
        attempts=row.attempts,
        error=row.error,
        large_print=row.large_print,
    )


def _documents(read: Read) -> tuple[DocumentView, ...]:
    rows = read.session.scalars(
        select(Document).where(Document.case_id == read.case.id).order_by(Document.id)
    )
    return tuple(
        DocumentView(
            id=row.id,
            filename=row.filename,
            media_type=row.media_type,
            size=row.size,
            added_at=row.added_at,
            added_by=case_people.name_of(read, row.added_by_person),
        )
        for row in rows
    )


def _notices(read: Read) -> tuple[NoticeView, ...]:
    """What is wrong with the case now: breaches, letters in doubt; each once, the latest last.

    What one officer was told is theirs alone, until they have read it.
    """
    if read.case.status == "closed":
        return ()
    me = read.actor.officer_id if read.actor else None
    news = and_(
        Notice.read_at.is_(None), or_(Notice.officer_id.is_(None), Notice.officer_id == me)
    )
    rows = read.session.scalars(
        select(Notice)
        .where(Notice.case_id == read.case.id, Notice.kind != "reminder")
        .where(or_(Notice.kind != "info", news))
        .order_by(Notice.id)
    )
    running = [s for s in read.states if s.ended_at is None]
    late = tuple(s.rule.title for s in running if s.late(read.now))
    once = {notice.text: notice for notice in rows if _still_so(notice, late)}
    return tuple(
        NoticeView(n.id, n.created_at, n.text, read.case.reference) for n in once.values()
    )


def _still_so(notice: Notice, late: tuple[str, ...]) -> bool:
    """Whether what was late is late now: what was done since needs nobody any more."""
    about_a_clock = notice.kind == "breach" and notice.dated_action_id is None
    return not about_a_clock or notice.text.startswith(late)


def _actions(read: Read, actor: Actor) -> tuple[ActionView, ...]:
    return tuple(
        at_any_time.view(read, actor, action)
        for action in read.procedure.any_time.values()
        if action.id != "reassign"
    )
