"""What demos and scenarios need beside the verbs: relationships, and when the next date is."""

from __future__ import annotations

from datetime import datetime

from engine.casework import accounts
from engine.permissions import Actor
from engine.store import dossier
from engine.store.cases import Case
from engine.store.office import Office
from engine.store.officers import Officer
from engine.store.people import Relationship
from engine.store.session import Session


def relate(session: Session, person: Actor, kind: str, other: Actor) -> None:
    """Declare that one person manages, or is married to, another."""
    session.add(Relationship(person_id=person.person_id, other_id=other.person_id, kind=kind))


def accounts_of(office: Office) -> dict[str, Actor]:
    """Whoever has an account, by user name."""
    with office.store.read() as session:
        found = session.query(Officer).all()
        return {officer.username: accounts.as_actor(officer) for officer in found}


def has_cases(office: Office) -> bool:
    """Whether any case was ever opened here."""
    with office.store.read() as session:
        return session.query(Case.id).first() is not None


def next_due(office: Office) -> datetime | None:
    """The first moment at which a timer goes off or a letter is to be sent."""
    with office.store.read() as session:
        return dossier.first_moment(session)


def party_of(office: Office, reference: str, capacity: str) -> Actor | None:
    """The person who holds a capacity in a case, as somebody who acts."""
    with office.store.read() as session:
        found = dossier.party(session, reference, capacity)
        if found is None:
            return None
        return Actor(found.id, None, found.name, kind="resident", capacities=frozenset({capacity}))


def open_task(office: Office, reference: str, element: str) -> str | None:
    """The id of the case's open task of that element."""
    with office.store.read() as session:
        return dossier.open_task(session, reference, element)


def waiting(office: Office, reference: str) -> list[tuple[str, str]]:
    """(id, element) of the case's open tasks, the next due first."""
    with office.store.read() as session:
        return dossier.waiting(session, reference)


def procedure_of(office: Office, reference: str) -> str:
    """The procedure that a case follows now."""
    with office.store.read() as session:
        return dossier.case_now(session, reference).procedure


def outcome_of(office: Office, reference: str) -> dict[str, object]:
    """A case's outcome as it is kept: stage, overall, was, reason."""
    with office.store.read() as session:
        return dict(dossier.case_now(session, reference).outcome)


def notices_of(office: Office, reference: str) -> tuple[str, ...]:
    """What officers were told about a case, oldest first."""
    with office.store.read() as session:
        return tuple(dossier.notices(session, reference))
