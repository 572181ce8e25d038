"""What is promised and asked in a case, and what of it an officer has to do."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from engine.catalogue.definition import AnyTime, Procedure
from engine.clock import london_date
from engine.desk import case_people
from engine.desk.dated_action_views import DatedActionView, MyAction, MyActions
from engine.desk.guards import functions, holds
from engine.desk.reading import Read
from engine.errors import NotPermitted
from engine.permissions import Actor
from engine.store import dated_actions
from engine.store.cases import Case
from engine.store.dated_actions import DatedAction
from engine.store.office import Office
from engine.store.officers import Officer
from engine.store.people import Person

PAGE = 50
TITLES = {
    "remedy": "Promise",
    "contribution": "Contribution",
    "recommendation": "Recommendation",
}
_ANSWERS = "answer_recommendation"
_ACTIONS = {kind: action for action, kinds in dated_actions.SETTLES.items() for kind in kinds}


def of_case(read: Read, actor: Actor) -> tuple[DatedActionView, ...]:
    """Everything promised and asked in a case: open ones first, the next due first."""
    rows = read.dated_actions
    may = {
        (row.id, action.id)
        for action in read.procedure.any_time.values()
        for row in dated_actions.to_settle(rows, actor, action.id, action.by)
        if action.when is None or holds(action.when, functions(read), {})
    }
    ordered = sorted(rows, key=lambda row: (row.state != "open", row.due_on or date.max, row.id))
    return tuple(_view(read, actor, row, may) for row in ordered)


def _view(
    read: Read, actor: Actor, row: DatedAction, may: set[tuple[int, str]]
) -> DatedActionView:
    settles = _ACTIONS[row.kind]
    done_on = None if row.done_at is None else london_date(row.done_at)
    until = done_on or london_date(read.now)
    role = read.procedure.roles.get(row.owner_role)
    points = {point.id: point.number for point in read.books.points}
    return DatedActionView(
        id=row.id,
        kind=row.kind,
        title=TITLES[row.kind],
        text=row.text,
        point=None if row.point_id is None else points.get(row.point_id),
        owner=case_people.officer_name(read, row.owner_officer_id)
        or (role.title if role else row.owner_role)
        or row.service,
        mine=dated_actions.is_for(row, actor),
        asked_by=case_people.officer_name(read, row.asked_by_id),
        asked_at=row.asked_at,
        due_on=row.due_on,
        state=row.state,
        late=row.state != "given_up" and row.due_on is not None and until > row.due_on,
        done_on=done_on,
        answer=row.given_up_reason or row.evidence,
        settled_by=case_people.officer_name(read, row.settled_by_id),
        document_id=row.document_id,
        chased=row.chased_count,
        action=settles if (row.id, settles) in may else "",
        response=row.response,
        response_reason=row.response_reason,
        answers=_ANSWERS if (row.id, _ANSWERS) in may else "",
    )


def acting(read: Read, actor: Actor, action: AnyTime) -> bool:
    """Whether an officer acts as a contributor: there is something that they were asked."""
    return bool(dated_actions.to_settle(read.dated_actions, actor, action.id, action.by))


def why_not(read: Read, actor: Actor, action: AnyTime) -> str:
    """Why nothing can be settled by that action now, or nothing."""
    if action.id not in dated_actions.SETTLES or acting(read, actor, action):
        return ""
    return dated_actions.NOTHING[action.id]


def contributed(read: Read) -> tuple[tuple[str, str], ...]:
    """(question and whom it was put to, answer) of each contribution, for the answer's form."""
    found = []
    for row in read.dated_actions:
        if row.kind == "contribution":
            who = case_people.officer_name(read, row.owner_officer_id) or row.service
            found.append((f"Asked of {who}: {row.text}", _said(row)))
    return tuple(found)


def _said(row: DatedAction) -> str:
    if row.state == "open":
        return "Not answered yet."
    return row.evidence or f"Not answered: {row.given_up_reason}"


def mine(office: Office, actor: Actor, page: int = 1) -> MyActions:
    """A page of what an officer has to do, and those whose roles they hold; the next due first."""
    if actor.kind != "officer":
        raise NotPermitted("These lists are for officers.", "role")
    own = dated_actions.mine(actor.officer_id or 0, actor.roles)
    today = london_date(office.clock.now())
    with office.store.read() as session:
        count, overdue = session.execute(
            select(func.count(), func.count().filter(DatedAction.due_on < today))
            .select_from(DatedAction)
            .where(own)
        ).one()
        pages = max(1, -(-count // PAGE))
        page = min(max(page, 1), pages)
        rows = session.execute(_PAGE.where(own).limit(PAGE).offset((page - 1) * PAGE)).all()
        lines = tuple(_line(office, actor, today, *row) for row in rows)
        return MyActions(lines, page, pages, count, overdue)


_ASKER, _ASKS, _HOLDER, _HOLDS = (
    aliased(Officer),
    aliased(Person),
    aliased(Officer),
    aliased(Person),
)
_PAGE = (
    select(DatedAction, Case, _ASKS.name, _HOLDS.name)
    .join(Case, Case.id == DatedAction.case_id)
    .outerjoin(_ASKER, _ASKER.id == DatedAction.asked_by_id)
    .outerjoin(_ASKS, _ASKS.id == _ASKER.person_id)
    .outerjoin(_HOLDER, _HOLDER.id == DatedAction.owner_officer_id)
    .outerjoin(_HOLDS, _HOLDS.id == _HOLDER.person_id)
    .order_by(DatedAction.due_on.is_(None), DatedAction.due_on, DatedAction.id)
)


def _next_action(procedure: Procedure | None, row: DatedAction) -> str:
    """What to do about it: a recommendation is answered first, where the procedure asks for it."""
    answered = bool(row.response) or row.kind != "recommendation"
    asks = procedure is not None and _ANSWERS in procedure.any_time
    return _ANSWERS if asks and not answered else _ACTIONS[row.kind]


def _line(
    office: Office,
    actor: Actor,
    today: date,
    row: DatedAction,
    case: Case,
    asked_by: str | None,
    owner: str | None,
) -> MyAction:
    own = row.owner_officer_id is not None and row.owner_officer_id == actor.officer_id
    procedure = office.catalogue.procedures.get(case.procedure)
    role = procedure.roles.get(row.owner_role) if procedure else None
    return MyAction(
        reference=case.reference,
        case_title=case.summary,
        title=TITLES[row.kind],
        text=row.text,
        due_on=row.due_on,
        overdue=row.due_on is not None and row.due_on < today,
        owner="" if own else owner or (role.title if role else row.owner_role),
        asked_by="" if row.asked_by_id == actor.officer_id else asked_by or "",
        action=_next_action(procedure, row),
        id=row.id,
    )
