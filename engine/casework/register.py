"""The register of people who are not employees: who they are, what they may be, whom they know.

An appointment is only as good as this: separations ask what is declared here.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from engine.casework import accounts
from engine.clock import london_date
from engine.errors import BadInput, FormErrors, NotFound, NotPermitted
from engine.letters import check_address
from engine.letters.mail import checked_email
from engine.permissions import ACCOUNTS, Actor
from engine.store import audit, officers
from engine.store.codes import postcode_key
from engine.store.office import Office
from engine.store.officers import Officer, OfficerRole
from engine.store.people import Relationship
from engine.store.session import Session

#: the kinds of account that the register holds
KINDS: Mapping[str, str] = {k: title for k, title in ACCOUNTS.items() if k != "employee"}
#: what people may be to each other; ``manages`` alone has a direction
TIES: Mapping[str, str] = {
    "spouse": "Married to",
    "civil_partner": "In a civil partnership with",
    "relative": "Relative of",
    "friend": "Close friend of",
    "manages": "Manages",
}
MOST = 200  # characters of a name, an address of e-mail, a title


@dataclass(frozen=True, slots=True)
class Entry:
    """What is typed about somebody. ``roles``: of those that whoever types may give."""

    name: str = ""
    kind: str = "outside"
    title: str = ""
    email: str = ""
    phone: str = ""
    address: tuple[str, ...] = ()
    roles: frozenset[str] = frozenset()
    active: bool = True


@dataclass(frozen=True, slots=True)
class Declared:
    """What somebody is to another account. ``since``: the first day, if it is known."""

    kind: str
    other_id: int
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Keeper:
    """Somebody who keeps the register. ``roles``: those that they may give, with titles."""

    actor: Actor
    roles: Mapping[str, str] = field(default_factory=dict)


def keeper(office: Office, actor: Actor) -> Keeper:
    """Raises NotPermitted when this officer keeps no register."""
    if not actor.in_office or not (actor.roles & registrars(office)):
        raise NotPermitted("The register is for those who appoint people from outside.", "role")
    return Keeper(actor, _may_give(office, actor))


def registrars(office: Office) -> frozenset[str]:
    """The roles that keep the register: those in charge of a procedure that outsiders act in."""
    return frozenset(
        role
        for procedure in office.catalogue.procedures.values()
        if any(each.outside for each in procedure.roles.values())
        for role in procedure.in_charge
    )


def _may_give(office: Office, actor: Actor) -> dict[str, str]:
    return {
        role.id: f"{role.title} ({procedure.title})"
        for procedure in office.catalogue.procedures.values()
        if actor.roles & set(procedure.in_charge)
        for role in procedure.roles.values()
        if role.outside
    }


def add(office: Office, actor: Actor, entry: Entry) -> int:
    """Enter somebody; their account's id. Raises FormErrors and NotPermitted."""
    who = keeper(office, actor)
    entry = checked(entry, who.roles)
    with office.store.write() as session:
        officer = enter(session, office, entry)
        _audit(office, session, actor, "register:added", officer, _said(entry))
        return officer.id


def enter_by_operator(office: Office, entry: Entry, username: str) -> None:
    """Enter somebody from the command line. Raises BadInput and FormErrors."""
    outside = {
        role.id: role.title
        for procedure in office.catalogue.procedures.values()
        for role in procedure.roles.values()
        if role.outside
    }
    if strange := sorted(entry.roles - outside.keys()):
        said = ", ".join(sorted(outside)) or "none"
        raise BadInput(f"{strange[0]} is for employees. Roles for others: {said}.")
    entry = checked(entry, outside)
    with office.store.write() as session:
        if officers.by_username(session, username.strip().lower()) is not None:
            raise BadInput(f"There is already an account called {username}.")
        officer = enter(session, office, entry, username)
        _audit(office, session, None, "register:added", officer, _said(entry))


def enter(session: Session, office: Office, entry: Entry, username: str = "") -> Officer:
    """The rows of somebody who does not sign in."""
    reach = accounts.Reach(
        entry.email, entry.phone, entry.address, "email" if entry.email else "post"
    )
    return accounts.add_officer(
        session,
        office,
        entry.name,
        username or f"{entry.kind}-{secrets.token_hex(6)}",  # nobody signs in with it
        entry.title,
        sorted(entry.roles),
        0,
        reach,
        kind=entry.kind,
    )


def change(office: Office, actor: Actor, officer_id: int, entry: Entry) -> None:
    """Write what is known of somebody now; roles that are not the keeper's to give stay."""
    who = keeper(office, actor)
    entry = checked(entry, who.roles)
    with office.store.write() as session:
        officer = _of_register(session, officer_id)
        person, before = officer.person, _said(_entry_of(officer))
        person.name, person.email, person.phone = entry.name, entry.email, entry.phone
        person.address = list(entry.address)
        person.postcode = postcode_key(entry.address[-1] if entry.address else "")
        person.preferred_channel = "email" if entry.email else "post"
        officer.kind, officer.title, officer.active = entry.kind, entry.title, entry.active
        kept = officer.role_names - who.roles.keys()
        roles = sorted(kept | entry.roles)
        officer.roles = [OfficerRole(officer_id=officer.id, role=role) for role in roles]
        said = {"before": before, "now": _said(entry)}
        _audit(office, session, actor, "register:changed", officer, said)


def declare(office: Office, actor: Actor, officer_id: int, tie: Declared) -> None:
    """Somebody of the register is something to another account, from now on or from a day on."""
    keeper(office, actor)
    with office.store.write() as session:
        officer = _of_register(session, officer_id)
        other = officers.by_id(session, tie.other_id)
        if tie.kind not in TIES:
            raise FormErrors({"tie": "Choose what they are to each other."})
        if other is None or other.id == officer.id:
            raise FormErrors({"other": "Choose the other person."})
        row = Relationship(
            person_id=officer.person_id,
            other_id=other.person_id,
            kind=tie.kind,
            since=tie.since,
            until=None,
        )
        session.add(row)
        said: dict[str, object] = {"tie": tie.kind, "other": other.person.name}
        _audit(office, session, actor, "register:tie:declared", officer, said)


def tie_over(office: Office, actor: Actor, officer_id: int, tie_id: int) -> None:
    """It is over: yesterday was the last day of it. What it barred until then stays as it was."""
    keeper(office, actor)
    with office.store.write() as session:
        officer = _of_register(session, officer_id)
        row = session.get(Relationship, tie_id)
        if row is None or officer.person_id not in (row.person_id, row.other_id):
            raise NotFound("There is no such relationship.")
        row.until = london_date(office.clock.now()) - timedelta(days=1)
        _audit(office, session, actor, "register:tie:over", officer, {"tie": row.kind})


def checked(entry: Entry, may_give: Mapping[str, str]) -> Entry:
    """The entry, tidied. Raises FormErrors with a sentence for each box that is wrong."""
    name, email = " ".join(entry.name.split()), entry.email.strip()
    address = tuple(line.strip() for line in entry.address if line.strip())
    wrong = {
        "name": "" if name else "Enter their full name.",
        "kind": "" if entry.kind in KINDS else "Choose whose account it is.",
        "email": _wrong_email(email, address),
        "address": (check_address([name or "Somebody", *address]) or "") if address else "",
        "roles": "" if entry.roles <= may_give.keys() else "Choose roles that you may give.",
    }
    long = {"name": name, "email": email, "title": entry.title, "phone": entry.phone}
    wrong |= {k: f"Write {MOST} characters or fewer." for k, v in long.items() if len(v) > MOST}
    if any(wrong.values()):
        raise FormErrors({box: said for box, said in wrong.items() if said})
    title, phone = " ".join(entry.title.split()), entry.phone.strip()
    return Entry(name, entry.kind, title, email, phone, address, entry.roles, entry.active)


def _wrong_email(email: str, address: tuple[str, ...]) -> str:
    if not email:
        return "" if address else "Enter an e-mail address or a postal address."
    try:
        checked_email(email)
    except BadInput:
        return "Enter an e-mail address in the right form, like name@example.org."
    return ""


def _of_register(session: Session, officer_id: int) -> Officer:
    found = officers.by_id(session, officer_id)
    if found is None or found.kind == "employee":
        raise NotFound("There is nobody of that number in the register.")
    return found


def _entry_of(officer: Officer) -> Entry:
    person = officer.person
    return Entry(
        person.name,
        officer.kind,
        officer.title,
        person.email,
        person.phone,
        tuple(person.address),
        officer.role_names,
        officer.active,
    )


def _said(entry: Entry) -> dict[str, object]:
    return {
        "kind": entry.kind,
        "title": entry.title,
        "email": entry.email,
        "phone": entry.phone,
        "address": list(entry.address),
        "roles": sorted(entry.roles),
        "active": entry.active,
    }


def _audit(
    office: Office,
    session: Session,
    actor: Actor | None,
    action: str,
    officer: Officer,
    said: Mapping[str, object],
) -> None:
    audit.record(
        session,
        case_id=None,
        at=office.clock.now(),
        person_id=actor.person_id if actor else None,
        action=action,
        subject=officer.person.name,
        payload=said,
    )
