"""Restrictions on contact: beside a case, and all of them in the register."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from engine.clock import london_date
from engine.desk.people_views import RestrictionView
from engine.desk.reading import Read
from engine.errors import NotPermitted
from engine.permissions import Actor
from engine.store.cases import Case
from engine.store.correspondence import Contact
from engine.store.office import Office
from engine.store.people import Person
from engine.store.restrictions import Restriction, in_force

#: who may read the register: those who put decisions on it
READERS = frozenset({"complaints_manager", "service_director"})
IN_FORCE, OVER, ENDED = "in force", "over", "ended"
#: in which capacities somebody's contact with the council is theirs to restrict
_CAPACITIES = ("complainant", "representative")


def of_case(read: Read) -> tuple[RestrictionView, ...]:
    """Those in force on the people of a case, the complainant first."""
    names = {person.id: person.name for person in read.books.people}
    today = london_date(read.now)
    held = [
        (p.person_id, p.capacity)
        for capacity in _CAPACITIES
        for p in read.books.participations
        if p.capacity == capacity and p.until is None
    ]
    return tuple(
        view(row, names.get(person, ""), today, capacity=capacity)
        for person, capacity in dict.fromkeys(held)
        for row in in_force(read.books.restrictions, person, today)
    )


def view(
    row: Restriction,
    person: str,
    today: date,
    *,
    capacity: str = "",
    reference: str = "",
    contacts: int = 0,
) -> RestrictionView:
    """A restriction as screens show it on a day."""
    return RestrictionView(
        id=row.id,
        person=person,
        capacity=capacity,
        grounds=row.grounds,
        terms=row.terms,
        acknowledge=row.acknowledge,
        decided_by=row.decided_by,
        decided_on=row.decided_on,
        letter_on=row.letter_on,
        review_on=row.review_on,
        state=_state(row, today),
        ended_on=None if row.ended_at is None else london_date(row.ended_at),
        ended_why=row.ended_why,
        reference=reference,
        register_reference=row.register_reference,
        contacts=contacts,
    )


def _state(row: Restriction, today: date) -> str:
    if row.in_force(today):
        return IN_FORCE
    return OVER if row.ended_at is None else ENDED


def may_read_register(actor: Actor) -> bool:
    """Whether somebody may read who is restricted and why."""
    return actor.kind == "officer" and bool(actor.roles & READERS)


def register(office: Office, actor: Actor) -> tuple[RestrictionView, ...]:
    """Every restriction, those in force first, the next review first. Raises NotPermitted."""
    if not may_read_register(actor):
        raise NotPermitted("The register is for complaints managers and directors.", "role")
    today = london_date(office.clock.now())
    theirs = aliased(Case)
    contacts = (
        select(func.count(Contact.id))
        .join(theirs, theirs.id == Contact.case_id)
        .where(
            theirs.person_id == Restriction.person_id,
            Contact.direction == "in",
            Contact.at >= Restriction.recorded_at,
        )
        .scalar_subquery()
    )
    query = (
        select(Restriction, Person.name, Case.reference, contacts)
        .join(Person, Person.id == Restriction.person_id)
        .outerjoin(Case, Case.id == Restriction.case_id)
        .order_by(Restriction.review_on, Restriction.id)
    )
    with office.store.read() as session:
        rows = [
            view(row, name, today, reference=reference or "", contacts=count)
            for row, name, reference, count in session.execute(query)
        ]
    return tuple(sorted(rows, key=lambda row: row.state != IN_FORCE))
