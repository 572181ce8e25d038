"""Cases that belong together: a verb that holds both of them, and links that officers make."""

from __future__ import annotations

from engine.casework.in_hand import InHand
from engine.catalogue.definition import AnyTime
from engine.errors import NotNow
from engine.store import links
from engine.store.links import RELATED, CaseLink


def take_second(hand: InHand, reference: str) -> InHand:
    """Another case, locked too: same transaction, same actor, same moment.

    Raises NotFound, or NotNow: it is the case in hand, or somebody else holds it and wants this.
    """
    sought = reference.strip().upper()
    if sought == hand.case.reference:
        raise NotNow(f"{sought} is this case. Name another one.", "same_case")
    case = links.lock_second(hand.session, sought)
    other = InHand(hand.office, hand.session, case, hand.actor, hand.now)
    _ = other.events  # read before anything is added to them
    return other


def join(hand: InHand, other: InHand, kind: str, reason: str) -> None:
    """A link between two cases in hand: the first is the split, merged or moved one's origin."""
    hand.session.add(
        CaseLink(
            case_id=hand.case.id,
            other_id=other.case.id,
            kind=kind,
            since=hand.now,
            by_person=hand.actor.person_id,
            reason=reason,
            ended_at=None,
        )
    )


def tell_both(hand: InHand, other: InHand, what: str, reason: str) -> None:
    """The same line in the ledger and the audit of both cases, each naming the other."""
    for here, there in ((hand, other), (other, hand)):
        here.record(what, {"case": there.case.reference, "reason": reason})
        here.audit(f"case:{what}", there.case.reference, {"reason": reason})


def link(hand: InHand, action: AnyTime, values: dict[str, object]) -> None:
    """`link`: two cases that bear on each other."""
    other = take_second(hand, str(values.get("linked_case") or ""))
    if links.between(hand.session, hand.case.id, other.case.id):
        raise NotNow(f"{other.case.reference} is linked to this case already.", action.id)
    reason = str(values.get("reason") or "")
    join(hand, other, RELATED, reason)
    tell_both(hand, other, "linked", reason)


def unlink(hand: InHand, action: AnyTime, values: dict[str, object]) -> None:
    """`unlink`: ends a link that an officer made. A split or a merger happened, and stays."""
    other = take_second(hand, str(values.get("linked_case") or ""))
    found = links.between(hand.session, hand.case.id, other.case.id)
    ours = [each for each in found if each.kind == RELATED]
    if found and not ours:
        say = f"{other.case.reference} was split off, moved or merged. That happened, so it stays."
        raise NotNow(say, action.id)
    if not ours:
        raise NotNow(f"{other.case.reference} is not linked to this case.", action.id)
    for each in ours:
        each.ended_at = hand.now
    tell_both(hand, other, "unlinked", str(values.get("reason") or ""))
