"""Restrictions on contact: beside a case, and all of them in the register."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from engine.clock import london_date
from engine.desk.people_views import RestrictionStep, RestrictionView
from engine.desk.reading import Read
from engine.errors import NotPermitted
from engine.permissions import Actor
from engine.store.cases import Case
from engine.store.correspondence import Contact
from engine.store.office import Office
from engine.store.people import Person
from engine.store.restrictions import (
    CHANGED,
    EXTENDED,
    LIFTED,
    SUPERSEDED,
    Restriction,
    in_force,
)
from engine.store.session import Session
from engine.working_days import long_date

#: who may read the register: those who put decisions on it
READERS = frozenset({"complaints_manager", "service_director", "chief_executive"})
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


def in_force_on(
    session: Session, people: Collection[int], today: date
) -> Mapping[int, tuple[RestrictionView, ...]]:
    """What is in force on each of these people, for whoever takes in what they send now."""
    found: dict[int, tuple[RestrictionView, ...]] = {}
    for row in session.scalars(
        select(Restriction)
        .where(Restriction.person_id.in_(people), Restriction.review_on >= today)
        .order_by(Restriction.review_on.desc(), Restriction.id.desc())
    ):
        if row.in_force(today):
            found[row.person_id] = (*found.get(row.person_id, ()), view(row, "", today))
    return found


def register(office: Office, actor: Actor) -> tuple[RestrictionView, ...]:
    """Every restriction, those in force first, the next review first. Raises NotPermitted.

    One that was extended or changed stands in it once, with all that was decided.
    """
    if not may_read_register(actor):
        raise NotPermitted("The register is for complaints managers and directors.", "role")
    today = london_date(office.clock.now())
    with office.store.read() as session:
        entries = [_Entry._make(row) for row in session.execute(_QUERY)]
    later = {e.row.follows_id: e for e in entries if e.row.follows_id is not None}
    firsts = [e for e in entries if e.row.follows_id is None]
    shown = [_shown(_chain(first, later), today) for first in firsts]
    shown.sort(key=lambda each: (each.review_on, each.id))
    return tuple(sorted(shown, key=lambda each: each.state != IN_FORCE))


class _Entry(NamedTuple):
    """A row of the register with what is read beside it."""

    row: Restriction
    person: str
    reference: str | None
    contacts: int
    ended_by: str | None


def _query() -> Select[tuple[Restriction, str, str, int, str]]:
    theirs, ender = aliased(Case), aliased(Person)
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
    return (
        select(Restriction, Person.name, Case.reference, contacts, ender.name)
        .join(Person, Person.id == Restriction.person_id)
        .outerjoin(Case, Case.id == Restriction.case_id)
        .outerjoin(ender, ender.id == Restriction.ended_by)
        .order_by(Restriction.id)
    )


_QUERY = _query()


def _chain(first: _Entry, later: Mapping[int, _Entry]) -> Sequence[_Entry]:
    """A decision with those that took its place, in order."""
    found = [first]
    while (following := later.get(found[-1].row.id)) is not None:
        found.append(following)
    return found


def _shown(chain: Sequence[_Entry], today: date) -> RestrictionView:
    first, last = chain[0], chain[-1]
    shown = view(
        last.row,
        last.person,
        today,
        reference=first.reference or "",
        contacts=first.contacts,
    )
    return replace(shown, began_on=first.row.decided_on, steps=tuple(_steps(chain, today)))


def _steps(chain: Sequence[_Entry], today: date) -> Iterator[RestrictionStep]:
    for before, entry in zip((None, *chain), chain, strict=False):
        what = _GOES_ON.get(before.row.ended_how, "Decided") if before else "Decided"
        until = f"{what}, until {long_date(entry.row.review_on)}"
        yield RestrictionStep(entry.row.decided_on, until, entry.row.decided_by)
    last = chain[-1].row
    if last.ended_at is not None:
        what = _ENDED.get(last.ended_how, "Ended")
        yield RestrictionStep(london_date(last.ended_at), what, chain[-1].ended_by or "")
    elif not last.in_force(today):
        yield RestrictionStep(last.review_on, "Over at its review date: nobody decided anew", "")


_GOES_ON = {EXTENDED: "Extended", CHANGED: "Changed on review"}
_ENDED = {LIFTED: "Lifted", SUPERSEDED: "Superseded by the police or a court"}
