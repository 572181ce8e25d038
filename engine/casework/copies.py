"""Who gets no copies for a time: whoever wrote for somebody that has not agreed to it yet."""

from __future__ import annotations

from engine.casework.in_hand import InHand
from engine.catalogue.definition import LetterDuty, without_consent


def stopped(hand: InHand, capacity: str) -> bool:
    """Whether a capacity's copies stop now: the last event that says so counts."""
    rule = hand.procedure.copies.get(capacity)
    return rule is not None and rule.stopped([event.kind for event in hand.events])


def body_for(hand: InHand, duty: LetterDuty, capacity: str) -> str | None:
    """Which body of a letter this capacity gets now: '' is everybody's. None: no letter at all.

    While copies stop, only a body of its own goes out: nothing of the case is told by mistake.
    """
    own = duty.bodies.get(capacity)
    if not stopped(hand, capacity):
        return own or ""
    return duty.bodies.get(without_consent(capacity), own)
