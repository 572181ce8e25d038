"""Officers, as a case in hand knows them: each is looked up once, most not at all."""

from __future__ import annotations

from engine.casework.in_hand import InHand
from engine.permissions import Actor
from engine.store import officers


def officer(hand: InHand, officer_id: int) -> Actor | None:
    """The active officer of that id, as somebody who acts; None when there is none."""
    if officer_id == hand.actor.officer_id:
        return hand.actor
    if officer_id not in hand.staff:
        hand.staff[officer_id] = _in_books(hand, officer_id) or officers.actor(
            hand.session, officer_id
        )
    return hand.staff[officer_id]


def may_be_chosen(hand: InHand, officer_id: int, role: str | None) -> bool:
    """Whether a form may name this account: active, and holding the role where one is asked.

    Who is no employee is named only for a role that is open to others.
    """
    found = officer(hand, officer_id)
    if found is None or (role and role not in found.roles):
        return False
    return found.in_office or bool(role and hand.procedure.roles[role].outside)


def _in_books(hand: InHand, officer_id: int) -> Actor | None:
    account = next((o for o in hand.books.officers if o.id == officer_id and o.active), None)
    if account is None:
        return None
    person = next(p for p in hand.books.people if p.id == account.person_id)
    return Actor(
        person_id=account.person_id,
        officer_id=account.id,
        name=person.name,
        roles=frozenset(r.role for r in hand.books.roles if r.officer_id == account.id),
        grade=account.grade,
        account=account.kind,
    )
