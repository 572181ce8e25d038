"""Officers' accounts: signing in, and who acts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from engine.errors import BadInput, NotFound
from engine.permissions import Actor
from engine.store import audit, officers
from engine.store.codes import postcode_key
from engine.store.office import Office
from engine.store.officers import Officer, OfficerRole
from engine.store.people import Person
from engine.store.session import Session

#: 19 MiB, two passes: what OWASP's password storage cheat sheet gives as a minimum for argon2id
HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_NOBODY = (
    "$argon2id$v=19$m=19456,t=2,p=1$"
    "c29tZXNhbHRzb21lc2FsdA$tQ1FZkb4cA1qYkq1oZzX0L4m7kJ1k1b0Yl8o3oN1E9M"
)


@dataclass(frozen=True, slots=True)
class Reach:
    """How somebody with an account is written to. ``channel``: the one they prefer."""

    email: str = ""
    phone: str = ""
    address: tuple[str, ...] = ()
    channel: str = "email"


NOWHERE = Reach()


def as_actor(officer: Officer) -> Actor:
    """An officer as somebody who acts."""
    return Actor(
        person_id=officer.person_id,
        officer_id=officer.id,
        name=officer.person.name,
        roles=officer.role_names,
        grade=officer.grade,
        account=officer.kind,
    )


def sign_in(office: Office, username: str, password: str) -> Actor | None:
    """The officer with that name and password, or None; an unknown name takes as long.

    Only employees sign in: others come by links of their own.
    """
    with office.store.read() as session:
        officer = officers.by_username(session, username.strip().lower())
        digest = officer.password_hash if officer else _NOBODY
        if not _matches(digest, password) or officer is None or not officer.active:
            return None
        if officer.kind != "employee":
            return None
        return as_actor(officer)


def _matches(digest: str, password: str) -> bool:
    try:
        return HASHER.verify(digest, password)
    except (VerificationError, ValueError):
        return False


def actor_of(office: Office, officer_id: int) -> Actor:
    """The active officer of that id. Raises NotFound."""
    with office.store.read() as session:
        found = officers.actor(session, officer_id)
        if found is None or not found.in_office:
            raise NotFound("This account is no longer active.")
        return found


def open_account(
    office: Office,
    *,
    name: str,
    username: str,
    password: str,
    title: str,
    roles: Sequence[str],
    grade: int = 0,
    reach: Reach | None = None,
) -> Actor:
    """A new officer's account. The password must have ten characters or more."""
    if len(password) < 10:
        raise BadInput("A password needs at least 10 characters.")
    with office.store.write() as session:
        if officers.by_username(session, username.lower()) is not None:
            raise BadInput(f"There is already an account called {username}.")
        officer = add_officer(
            session, office, name, username, title, roles, grade, reach or NOWHERE
        )
        officer.password_hash = HASHER.hash(password)
        audit.record(
            session,
            case_id=None,
            at=office.clock.now(),
            person_id=None,
            action="officer:account:opened",
            subject=username,
            payload={"roles": sorted(roles)},
        )
        session.flush()
        return as_actor(officer)


def add_officer(
    session: Session,
    office: Office,
    name: str,
    username: str,
    title: str,
    roles: Sequence[str],
    grade: int,
    reach: Reach = NOWHERE,
    kind: str = "employee",
) -> Officer:
    """The rows of an account, without a password."""
    person = Person(
        name=name,
        email=reach.email,
        phone=reach.phone,
        address=list(reach.address),
        postcode=postcode_key(reach.address[-1] if reach.address else ""),
        preferred_channel=reach.channel,
        created_at=office.clock.now(),
    )
    session.add(person)
    session.flush()
    officer = Officer(
        person_id=person.id,
        username=username.strip().lower(),
        title=title,
        grade=grade,
        kind=kind,
        roles=[OfficerRole(role=role) for role in roles],
    )
    officer.person = person
    session.add(officer)
    session.flush()
    return officer
