"""The people of a case: names, capacities, how they want to be written to."""

from __future__ import annotations

from sqlalchemy import select

from engine.desk.reading import Read
from engine.desk.views import PartyView
from engine.store.officers import Officer
from engine.store.people import Person

_CAPACITIES = {
    "complainant": "Person who complains",
    "representative": "Representative",
    "subject": "Complained about",
    "original_decision_maker": "Decided the information request",
    "dealt_before": "Dealt with the complaint before",
}


def name_of(read: Read, person_id: int | None) -> str:
    """A person's name; whoever acted without one is Redress."""
    if person_id is None:
        return "Redress"
    if not read.names:
        read.names.update({person.id: person.name for person in read.books.people})
    if person_id not in read.names:
        found = read.session.get(Person, person_id)
        read.names[person_id] = found.name if found else ""
    return read.names[person_id]


def officer_name(read: Read, officer_id: int | None) -> str:
    """An officer's name, or nothing."""
    if officer_id is None:
        return ""
    if officer_id not in read.officers:
        found = read.session.get(Officer, officer_id)
        read.officers[officer_id] = found.person.name if found else ""
    return read.officers[officer_id]


def parties(read: Read) -> tuple[PartyView, ...]:
    """Everyone who has taken part, in the capacity in which they did; residents first."""
    persons = {person.id: person for person in read.books.people}
    staff = set(
        read.session.scalars(
            select(Officer.person_id).where(
                Officer.person_id.in_(persons), Officer.kind == "employee"
            )
        )
    )
    rows = [
        _party(read, persons[p.person_id], p.capacity, p.person_id in staff)
        for p in read.books.participations
        if p.until is None and p.person_id in persons
    ]
    unique = {(row.person_id, row.capacity): row for row in rows}
    return tuple(sorted(unique.values(), key=lambda row: row.is_officer))


def _party(read: Read, person: Person, capacity: str, is_officer: bool) -> PartyView:
    role = read.procedure.roles.get(capacity)
    wishes = [a for a in read.books.adjustments if a.person_id == person.id]
    return PartyView(
        person_id=person.id,
        name=person.name,
        capacity=capacity,
        capacity_title=role.title if role else _CAPACITIES.get(capacity, capacity.capitalize()),
        email=person.email,
        phone=person.phone,
        address=tuple(person.address),
        channel=person.preferred_channel,
        adjustments=tuple(
            f"{a.kind.replace('_', ' ')}{': ' + a.detail if a.detail else ''}" for a in wishes
        ),
        is_officer=is_officer,
    )
