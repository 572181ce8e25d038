"""The register of people who are not employees, as screens show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from engine.clock import london_date
from engine.errors import NotFound
from engine.permissions import ACCOUNTS
from engine.store.cases import Case, Participation
from engine.store.office import Office
from engine.store.officers import Officer
from engine.store.people import Person, Relationship


@dataclass(frozen=True, slots=True)
class TieView:
    """What somebody is to another. ``mine``: they are its first, as whoever manages is."""

    id: int
    kind: str
    other: str
    mine: bool
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class EntryView:
    """Somebody of the register. ``cases``: open ones in which they take part now."""

    id: int
    name: str
    kind: str
    kind_title: str
    title: str
    email: str
    phone: str
    address: tuple[str, ...]
    roles: tuple[str, ...]
    role_titles: tuple[str, ...]
    active: bool
    cases: int
    ties: tuple[TieView, ...]


def entries(office: Office) -> tuple[EntryView, ...]:
    """Everybody in the register by name, those whose account has ended last."""
    query = select(Officer).where(Officer.kind != "employee")
    with office.store.read() as session:
        found = session.scalars(query).unique().all()
        views = [_view(office, session, each) for each in found]
    return tuple(sorted(views, key=lambda each: (not each.active, each.name.lower())))


def entry(office: Office, officer_id: int) -> EntryView:
    """One of them. Raises NotFound."""
    with office.store.read() as session:
        found = session.get(Officer, officer_id)
        if found is None or found.kind == "employee":
            raise NotFound("There is nobody of that number in the register.")
        return _view(office, session, found)


def others(office: Office, officer_id: int) -> tuple[tuple[str, str], ...]:
    """(id, name and title) of every other account that is active: whom they may know."""
    with office.store.read() as session:
        query = select(Officer).where(Officer.active, Officer.id != officer_id)
        found = session.scalars(query).unique().all()
        named = ((str(o.id), f"{o.person.name}, {o.title or ACCOUNTS[o.kind]}") for o in found)
        return tuple(sorted(named, key=lambda row: row[1].lower()))


def _view(office: Office, session: Session, row: Officer) -> EntryView:
    titles = {
        role.id: role.title
        for procedure in office.catalogue.procedures.values()
        for role in procedure.roles.values()
    }
    roles = tuple(sorted(row.role_names))
    return EntryView(
        id=row.id,
        name=row.person.name,
        kind=row.kind,
        kind_title=ACCOUNTS.get(row.kind, row.kind),
        title=row.title,
        email=row.person.email,
        phone=row.person.phone,
        address=tuple(row.person.address),
        roles=roles,
        role_titles=tuple(titles.get(role, role) for role in roles),
        active=row.active,
        cases=_cases(session, row.person_id),
        ties=_ties(session, row.person_id, london_date(office.clock.now())),
    )


def _cases(session: Session, person_id: int) -> int:
    query = (
        select(func.count(func.distinct(Participation.case_id)))
        .join(Case, Case.id == Participation.case_id)
        .where(
            Participation.person_id == person_id,
            Participation.until.is_(None),
            Case.status == "open",
        )
    )
    return session.scalar(query) or 0


def _ties(session: Session, person_id: int, today: date) -> tuple[TieView, ...]:
    """Those that hold or will hold, and those that are over, these last."""
    either = or_(Relationship.person_id == person_id, Relationship.other_id == person_id)
    rows = session.scalars(select(Relationship).where(either).order_by(Relationship.id)).all()
    views = [
        TieView(
            id=row.id,
            kind=row.kind,
            other=session.get_one(Person, _other(row, person_id)).name,
            mine=row.person_id == person_id,
            since=row.since,
            until=row.until,
        )
        for row in rows
    ]
    return tuple(sorted(views, key=lambda tie: bool(tie.until and tie.until < today)))


def _other(row: Relationship, person_id: int) -> int:
    return row.other_id if row.person_id == person_id else row.person_id
