"""What comes from somebody whose contact is restricted: kept as a contact, and put to be read."""

from __future__ import annotations

from engine.casework import correspondence, side_runs
from engine.casework.in_hand import InHand
from engine.catalogue.definition import AnyTime
from engine.clock import london_date


def take_in(hand: InHand, action: AnyTime, values: dict[str, object]) -> None:
    """The `incoming` action: the side diagram in which an officer says what it is begins.

    `came_on` is remembered, today where nobody said when: a letter names it.
    """
    at = hand.dated.get(action.id)
    came_on = values.get("came_on") or london_date(at or hand.now)
    said = {**values, "came_on": came_on}
    correspondence.record_contact(hand, {"direction": "in", **said}, at)
    side_runs.begin(hand, action, said)
