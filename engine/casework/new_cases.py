"""A new matter of somebody who has a case: a linked case of their own, in any procedure.

A limit on how somebody may contact the council never slows it: what is new is dealt with as new.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

from engine.casework import front_door, intake, linking, moving, splitting
from engine.casework.complaint import Complaint
from engine.casework.in_hand import InHand
from engine.catalogue.definition import AnyTime
from engine.clock import at_london, london_date
from engine.errors import FormErrors
from engine.store import links
from engine.store.people import Person

ENTRY = "new"
#: the hour of a contact of which only the day is known: neither before opening nor after closing
NOON = time(12)


def new_case(hand: InHand, _action: AnyTime, values: dict[str, object]) -> None:
    """`new_case`: received on the day of the contact, begun in this transaction.

    What it is called and the code that opens it stand in ``hand.begun``, to be told to the person.
    """
    procedure = front_door.procedure_of(hand.office, str(values.get("procedure") or ""))
    text = str(values.get("text") or "").strip()
    if not text:
        raise FormErrors({"text": "Enter what the new matter is."})
    person = hand.session.get(Person, hand.case.person_id)
    assert person is not None
    complaint = Complaint(
        name=person.name,
        text=text,
        channel=str(values.get("channel") or hand.case.channel),
        procedure=procedure.id,
        received_at=_received(hand, values),
        data={"begun_from": hand.case.reference},
    )
    new, receipt = intake.begin(hand.office, hand.session, complaint, person, hand.actor)
    splitting.know_them(hand, new.case)
    _join(hand, new, str(values.get("reason") or ""))
    intake.start(new, complaint, {})
    moving.settle(new)
    hand.begun = (receipt.reference, receipt.code)


def _received(hand: InHand, values: Mapping[str, object]) -> datetime:
    """When it reached the council: now, or at noon of an earlier day. Raises FormErrors."""
    on = values.get("received_on")
    if not isinstance(on, date) or on == london_date(hand.now):
        return hand.now
    if on > london_date(hand.now):
        raise FormErrors({"received_on": "The day it was received must not be in the future."})
    return at_london(on, NOON)


def _join(hand: InHand, new: InHand, why: str) -> None:
    """Both histories name the other case; what it is about stands in its own alone."""
    reason = why or "A new matter of the same person."
    linking.join(hand, new, links.RELATED, reason)
    for here, there, word in ((hand, new, "new_case"), (new, hand, "begun_from")):
        here.record(word, {"case": there.case.reference, "reason": reason})
        here.audit(f"case:{word}", there.case.reference, {"reason": reason})
