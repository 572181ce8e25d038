"""Links of their own: how people who do not sign in get to what they are asked to do.

Each e-mail carries a secret of its own, which only its reader has: here stands its digest.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from engine.casework import staff, standing_down
from engine.casework.in_hand import InHand, take
from engine.casework.notices import tell_in_charge
from engine.errors import FormErrors, LinkOver, NotPermitted
from engine.letters import wording
from engine.permissions import SYSTEM, Actor
from engine.store import access_links, dossier, officers
from engine.store.access_links import AccessLink
from engine.store.office import Office
from engine.store.officers import Officer
from engine.store.session import Session
from engine.store.tasks import Task

OVER = "This link does not work any more, or never did."


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who came by their link: who they are, and the one case that it opens."""

    link_id: int
    actor: Actor
    reference: str


@dataclass(frozen=True, slots=True)
class Door:
    """Where a letter can be read; ``kept``: the same without a secret, ``how``: what is said."""

    address: str = ""
    kept: str = ""
    how: str = wording.NOTICE_LINK


def digest(secret: str) -> str:
    """What is kept of a link's secret."""
    return hashlib.sha256(f"own-link:{secret}".encode()).hexdigest()


def invite(hand: InHand, who: Actor, task: Task | None = None) -> None:
    """An e-mail with a link goes to somebody who does not sign in. No address: a notice."""
    if who.in_office or who.officer_id is None:
        return
    if not _email(hand, who):
        what = f"“{task.name}” is with {who.name}" if task else f"{who.name} is to get a link"
        said = f"{what}, who has no e-mail address. Add one in the register, then send the link."
        tell_in_charge(hand, "doubtful", said)
        return
    _add(hand, who.officer_id, task.id if task else None)
    hand.audit("case:link:made", who.name, {"task": task.element if task else ""})


def invite_whose_step(hand: InHand, task: Task) -> None:
    """Whoever is in this case what the step is for, first of all, hears that it waits for them."""
    for account in _holding(hand, next(iter(task.role.split()), "")):
        who = staff.officer(hand, account.id)
        if who is not None:
            invite(hand, who, task)


def _holding(hand: InHand, capacity: str) -> list[Officer]:
    """The accounts of those who hold a capacity in the case now."""
    parts = hand.books.participations
    people = {p.person_id for p in parts if p.capacity == capacity and p.until is None}
    return [account for account in hand.books.officers if account.person_id in people]


def remind(hand: InHand, officer_id: int) -> bool:
    """An e-mail in place of a notice, to somebody who has no desk. False: they have one."""
    who = staff.officer(hand, officer_id)
    if who is None or who.in_office:
        return False
    theirs = [task for task in hand.open_tasks if task.assignee_id == officer_id]
    invite(hand, who, theirs[0] if theirs else None)
    return True


def remind_all(hand: InHand, role: str) -> None:
    """The same to everybody who holds a role in the case and has no desk."""
    if role not in hand.procedure.roles or not hand.procedure.roles[role].outside:
        return
    for account in _holding(hand, role):
        remind(hand, account.id)


def visit(office: Office, officer_id: int) -> int | None:
    """The demo's short cut: a link of somebody's into the case that asked them last, or None."""
    with office.store.read() as session:
        case_id = access_links.last_case(session, officer_id)
        reference = dossier.reference(session, case_id) if case_id else ""
    if not reference:
        return None
    with take(office, SYSTEM, reference) as hand:
        row = _add(hand, officer_id)
        row.digest, row.status = digest(secrets.token_urlsafe(32)), "sent"
        row.next_attempt_at = None
        hand.session.flush()
        return row.id


def _email(hand: InHand, who: Actor) -> str:
    account = officers.by_id(hand.session, who.officer_id or 0)
    return account.person.email if account else ""


def _add(hand: InHand, officer_id: int, task_id: str | None = None) -> AccessLink:
    row = AccessLink(
        case_id=hand.case.id,
        officer_id=officer_id,
        task_id=task_id,
        digest="",
        created_at=hand.now,
        expires_at=hand.now + timedelta(days=hand.office.settings.link_days),
        status="queued",
        attempts=0,
        next_attempt_at=hand.now,
        error="",
    )
    hand.session.add(row)
    return row


def door(hand: InHand, account: Officer, gone: bool) -> Door:
    """Where somebody with an account reads a letter that does not travel in plain e-mail.

    Who does not sign in gets a new link with it; ``gone``: only the copy is wanted.
    """
    if account.kind == "employee":
        return Door(f"{hand.office.settings.base_url}/officers/cases/{hand.case.reference}")
    kept = address(hand.office, "…")
    if gone:
        return Door(kept, kept, wording.NOTICE_OWN)
    row, secret = _add(hand, account.id), secrets.token_urlsafe(32)
    row.digest, row.status, row.next_attempt_at = digest(secret), "sent", None
    return Door(address(hand.office, secret), kept, wording.NOTICE_OWN)


def address(office: Office, secret: str) -> str:
    """Where a secret leads."""
    return f"{office.settings.base_url}/partners/{secret}"


def send_again(office: Office, actor: Actor, reference: str, officer_id: int) -> None:
    """A new link for somebody of the case; those they had end. FormErrors for anybody else."""
    with take(office, actor, reference) as hand:
        who = _of_case(hand, officer_id)
        _end(hand, officer_id)
        if not _email(hand, who):
            said = f"{who.name} has no e-mail address. Add one in the register first."
            raise FormErrors({"link": said})
        theirs = [task for task in hand.open_tasks if task.assignee_id == officer_id]
        invite(hand, who, theirs[0] if theirs else None)


def end(office: Office, actor: Actor, reference: str, officer_id: int) -> None:
    """Whoever has a link into the case has none from now on."""
    with take(office, actor, reference) as hand:
        _may_say(hand)
        _end(hand, officer_id)
        account = officers.by_id(hand.session, officer_id)
        hand.audit("case:link:ended", account.person.name if account else str(officer_id))


def _may_say(hand: InHand) -> None:
    if not hand.actor.in_office or not hand.actor.roles & set(hand.procedure.roles):
        raise NotPermitted("Links are for the officers of this procedure to send and end.", "role")


def _of_case(hand: InHand, officer_id: int) -> Actor:
    _may_say(hand)
    who = officers.actor(hand.session, officer_id)
    if who is None or who.in_office or not standing_down.still_here(hand, who):
        raise FormErrors({"link": "Only somebody who takes part in this case gets a link."})
    if not _does_something(hand, who):
        raise FormErrors({"link": f"{who.name} is only mentioned in this case: nothing to do."})
    return who


def _does_something(hand: InHand, who: Actor) -> bool:
    """Whether somebody acts in the case, or was let in before; a witness, say, does not."""
    held = {p.capacity for p in hand.books.participations if p.person_id == who.person_id}
    asked = any(task.assignee_id == who.officer_id for task in hand.open_tasks)
    links = access_links.of_case(hand.session, hand.case.id)
    let_in = any(link.officer_id == who.officer_id for link in links)
    return bool(held & set(hand.procedure.roles)) or asked or let_in


def _end(hand: InHand, officer_id: int) -> None:
    for row in access_links.of_case(hand.session, hand.case.id):
        if row.officer_id == officer_id and row.ended_at is None:
            row.ended_at = hand.now
            if row.status == "queued":
                row.status, row.next_attempt_at = "failed", None


def show_document(
    office: Office, actor: Actor, reference: str, officer_id: int, documents: Collection[int]
) -> None:
    """Somebody who does not sign in may read exactly these documents of the case from now on."""
    with take(office, actor, reference) as hand:
        who = _of_case(hand, officer_id)
        here = {row.id: row for row in dossier.documents(hand.session, hand.case.id)}
        if not set(documents) <= here.keys():
            raise FormErrors({"documents": "Choose documents of this case."})
        access_links.show(
            hand.session, officer_id, here, documents, at=hand.now, by=hand.actor.person_id
        )
        names = sorted(here[each].filename for each in documents)
        hand.audit("case:document:shown", who.name, {"documents": names})


def enter(office: Office, secret: str) -> Guest:
    """Whoever has this secret comes in. Raises LinkOver."""
    with office.store.write() as session:
        row = access_links.by_digest(session, digest(secret))
        guest = _guest(office, session, row)
        assert row is not None
        row.last_used_at = office.clock.now()
        return guest


def guest(office: Office, link_id: int) -> Guest:
    """Whoever came in by a link, if it still opens. Raises LinkOver."""
    with office.store.read() as session:
        return _guest(office, session, session.get(AccessLink, link_id))


def _guest(office: Office, session: Session, row: AccessLink | None) -> Guest:
    if row is None or not row.is_open(office.clock.now()):
        raise LinkOver(OVER)
    who = officers.actor(session, row.officer_id)
    if who is None or who.in_office or not access_links.takes_part(session, row):
        raise LinkOver(OVER)
    return Guest(row.id, who, dossier.reference(session, row.case_id))
