"""Notices on officers' desks: to one officer, or to everybody who holds a role."""

from __future__ import annotations

from collections.abc import Collection

from engine.casework.in_hand import InHand, take
from engine.errors import NotPermitted
from engine.permissions import Actor
from engine.store.notices import Notice, cases_of
from engine.store.office import Office


def tell(
    hand: InHand,
    kind: str,
    text: str,
    *,
    role: str = "",
    officer: int | None = None,
    about: int | None = None,
) -> None:
    """Put a notice on a desk. ``kind``: reminder, breach, doubtful or info.

    ``about``: the dated action it is about; when that is settled, the notice goes.
    """
    hand.session.add(
        Notice(
            case_id=hand.case.id,
            officer_id=officer,
            role=role,
            kind=kind,
            text=text,
            created_at=hand.now,
            read_at=None,
            dated_action_id=about,
        )
    )


def tell_in_charge(hand: InHand, kind: str, text: str) -> None:
    """Put a notice on the desks of those who answer for the procedure."""
    for role in hand.procedure.in_charge:
        tell(hand, kind, text, role=role)


def mark_read(office: Office, actor: Actor, notices: Collection[int]) -> None:
    """Take notices off the desk: one's own, or those of a role one holds, then for all of it.

    One commit a case. A notice that is gone or read already is no error.
    """
    with office.store.read() as session:
        found = cases_of(session, notices)
    for reference, numbers in found.items():
        with take(office, actor, reference) as hand:
            for number in sorted(numbers):
                _mark(hand, number)


def _mark(hand: InHand, number: int) -> None:
    notice = hand.session.get(Notice, number)
    if notice is None or notice.read_at is not None:
        return
    actor = hand.actor
    own = notice.officer_id is not None and notice.officer_id == actor.officer_id
    if actor.kind != "officer" or not (own or notice.role in actor.roles):
        raise NotPermitted("This notice is for somebody else.", "notice")
    notice.read_at = hand.now
    hand.audit("case:notice:read", notice.kind, {"text": notice.text})
