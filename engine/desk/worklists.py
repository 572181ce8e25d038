"""Officers' worklists: the queue by due date, search, notices."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, or_, select

from engine.catalogue.definition import Procedure
from engine.clock import london_date
from engine.desk.views import NoticeView
from engine.desk.worklist_views import OfficerView, Queue, QueueRow
from engine.errors import NotFound, NotPermitted
from engine.permissions import OFFICE_ROLES, Actor
from engine.store import dated_actions, readers, worklist
from engine.store.cases import Case
from engine.store.notices import IN_FORCE, Notice, count_unread
from engine.store.office import Office
from engine.store.officers import Officer
from engine.store.people import Person
from engine.store.session import Session
from engine.store.tasks import Task

PAGE = 50


def queue(office: Office, actor: Actor, tab: str = "in_time", page: int = 1) -> Queue:
    """A page of the tasks that this officer's roles may do, the next due first."""
    _officers_only(actor)
    tab = tab if tab in worklist.TABS else "in_time"
    now = office.clock.now()
    with office.store.read() as session:
        roles = worklist.waiting_for(session, actor.roles | _watched(office, actor))
        desk = worklist.Desk(actor.officer_id or 0, roles, now)
        counts = worklist.count(session, desk)
        most = worklist.MOST_COUNTED
        pages = max(1, -(-min(counts[tab], most) // PAGE))
        page = max(page, 1) if counts[tab] > most else min(max(page, 1), pages)
        lines = worklist.page(session, desk, tab, page, PAGE)
        return Queue(
            tab=tab,
            rows=tuple(_row(office, actor, now, line) for line in lines),
            counts=counts,
            page=page,
            pages=pages,
            further=page < pages or (counts[tab] > most and len(lines) == PAGE),
            most=most,
        )


def _watched(office: Office, actor: Actor) -> frozenset[str]:
    """What people from outside are asked stands on no desk of theirs: those in charge see it."""
    return frozenset(
        role.id
        for procedure in office.catalogue.procedures.values()
        if actor.roles & set(procedure.in_charge)
        for role in procedure.roles.values()
        if role.outside
    )


def _officers_only(actor: Actor) -> None:
    if actor.kind != "officer":
        raise NotPermitted("The worklists are for officers.", "role")


def _row(office: Office, actor: Actor, now: datetime, line: worklist.Line) -> QueueRow:
    procedure = office.catalogue.procedures.get(line.procedure)
    return QueueRow(
        task_id=line.task_id,
        reference=line.reference,
        person=line.person,
        procedure=procedure.title if procedure else line.procedure,
        stage=line.stage or (_place(procedure, line) if procedure else ""),
        next=line.name,
        due_on=london_date(line.due_at) if line.due_at else None,
        overdue=bool(line.due_at and line.due_at < now),
        with_whom=line.assignee or "",
        mine=line.assignee_id == actor.officer_id,
        claimable=line.assignee_id is None and bool(actor.roles & set(line.role.split())),
        at_risk=bool(line.at_risk),
    )


def _place(procedure: Procedure, line: worklist.Line) -> str:
    """Where a task stands that belongs to no stage: the part of the diagram, as it is drawn."""
    for diagram in (procedure.diagram, *procedure.side_diagrams.values()):
        element = diagram.elements.get(line.element)
        while element is not None and element.container in diagram.elements:
            element = diagram.elements[element.container]
            if element.name != line.name:  # else it says no more than the task
                return element.name
        if element is not None and diagram is not procedure.diagram:
            return diagram.name
    return f"After {line.case_stage}" if line.case_stage else "New"


def officers(office: Office) -> tuple[OfficerView, ...]:
    """Every active account, by name."""
    with office.store.read() as session:
        found = session.scalars(select(Officer).where(Officer.active)).unique().all()
        return tuple(
            sorted((officer_view(office, each) for each in found), key=lambda view: view.name)
        )


def officer_view(office: Office, officer: Officer) -> OfficerView:
    """An account as screens show it."""
    roles, titles = sorted(officer.role_names), _role_titles(office)
    return OfficerView(
        id=officer.id,
        person_id=officer.person_id,
        username=officer.username,
        name=officer.person.name,
        title=officer.title,
        roles=tuple(roles),
        role_titles=tuple(titles.get(role, role) for role in roles),
        grade=officer.grade,
        kind=officer.kind,
    )


def _role_titles(office: Office) -> dict[str, str]:
    return dict(OFFICE_ROLES) | {
        role.id: role.title
        for procedure in office.catalogue.procedures.values()
        for role in procedure.roles.values()
    }


def search(office: Office, actor: Actor, text: str) -> tuple[QueueRow, ...]:
    """Cases by reference, or by the complainant's name or e-mail; the newest first, one page."""
    _officers_only(actor)
    wanted = text.strip()
    if not wanted:
        return ()
    with office.store.read() as session:
        allowed = _readable(office, actor)
        rows = _matching(session, Case.reference == wanted.upper(), *allowed) or _matching(
            session, _told_by(wanted), *allowed
        )
        now = office.clock.now()
        return tuple(_found(office, session, case, person, now) for case, person in rows)


def _told_by(wanted: str) -> ColumnElement[bool]:
    """What else a case is known by. An address is looked up whole: that walks an index."""
    if "@" in wanted:
        return Person.email == wanted
    return or_(
        Person.name.icontains(wanted, autoescape=True),
        Case.summary.icontains(wanted, autoescape=True),
    )


def _readable(office: Office, actor: Actor) -> list[ColumnElement[bool]]:
    """Of procedures where the officer has nothing but confidential work: their own cases alone.

    A service that others ask finds the cases that it was asked about; so does everybody in
    procedures whose files are kept apart from them.
    """
    asked_about = Case.id.in_(dated_actions.asked_of(actor))
    procedures = office.catalogue.procedures.values()
    return [
        *([asked_about] if dated_actions.only_asked(actor) else []),
        *(
            or_(Case.procedure != procedure.id, Case.id.in_(readers.theirs(actor)))
            for procedure in procedures
            if readers.confined(procedure, actor)
        ),
        *(
            or_(Case.procedure != procedure.id, asked_about)
            for procedure in procedures
            if readers.kept_apart(procedure, actor)
        ),
    ]


def _matching(session: Session, *where: ColumnElement[bool]) -> list[tuple[Case, Person]]:
    rows = session.execute(
        select(Case, Person)
        .join(Person, Person.id == Case.person_id)
        .where(*where)
        .order_by(Case.id.desc())
        .limit(PAGE)
    )
    return [(row[0], row[1]) for row in rows]


def _found(
    office: Office, session: Session, case: Case, person: Person, now: datetime
) -> QueueRow:
    procedure = office.procedure(session, case.version)
    return QueueRow(
        task_id="",
        reference=case.reference,
        person=person.name,
        procedure=procedure.title,
        stage=case.stage,
        next=case.summary,
        due_on=london_date(case.due_at) if case.due_at else None,
        overdue=bool(case.due_at and case.due_at < now),
        with_whom="Closed" if case.status == "closed" else "Open",
        mine=False,
        claimable=False,
        at_risk=case.data.get("at_risk") is True,
    )


def notices(office: Office, actor: Actor, limit: int = 50) -> tuple[NoticeView, ...]:
    """What this officer has to know of open cases, unread, the newest first."""
    _officers_only(actor)
    mine = or_(Notice.officer_id == actor.officer_id, Notice.role.in_(sorted(actor.roles)))
    with office.store.read() as session:
        rows = session.execute(
            select(Notice, Case.reference)
            .join(Case, Case.id == Notice.case_id)
            .where(Notice.read_at.is_(None), IN_FORCE, mine)
            .order_by(Notice.id.desc())
            .limit(limit)
        ).all()
        titles = _role_titles(office)
        return tuple(
            NoticeView(
                row[0].id,
                row[0].created_at,
                row[0].text,
                row[1],
                shared_with=titles.get(row[0].role, row[0].role),
            )
            for row in rows
        )


#: the header says "99+" beyond this
MOST_NOTICES = 99


def unread(office: Office, actor: Actor) -> int:
    """How many notices wait for this officer, ``MOST_NOTICES + 1`` at the most."""
    _officers_only(actor)
    with office.store.read() as session:
        return count_unread(session, actor.officer_id, actor.roles, MOST_NOTICES + 1)


def task_reference(office: Office, task_id: str) -> str:
    """The reference of a task's case. Raises NotFound."""
    with office.store.read() as session:
        found = session.scalar(
            select(Case.reference).join(Task, Task.case_id == Case.id).where(Task.id == task_id)
        )
        if found is None:
            raise NotFound("There is no such task.")
        return found
