"""Others who are affected: each is asked, and without their agreement gets and gives nothing."""

from __future__ import annotations

from collections.abc import Mapping

from engine.casework.complaint import Someone
from engine.casework.contact_details import address_lines, put_right
from engine.casework.in_hand import InHand
from engine.casework.intake import add_person
from engine.casework.separations import take_part
from engine.catalogue.definition import AnyTime
from engine.deadlines.thresholds import same_name
from engine.errors import BadInput, FormErrors
from engine.letters.mail import checked_email
from engine.store.people import Person

#: what somebody affected is in the case: with their agreement, and without
AGREED, NOT_AGREED = "victim", "victim_without_consent"


def add(hand: InHand, action: AnyTime, values: Mapping[str, object]) -> None:
    """The `add_victim` action: a person of the case, with or without their agreement.

    Raises FormErrors for a name that is in the case already, and for an address of no use.
    """
    name = str(values["victim_name"])
    if any(same_name(person.name) == same_name(name) for person in hand.books.people):
        raise FormErrors({"victim_name": f"{name} is in this case already."})
    email = str(values.get("email") or "")
    if email:
        try:
            checked_email(email)
        except BadInput as wrong:
            raise FormErrors({"email": str(wrong)}) from None
    lines = tuple(address_lines(str(values.get("address") or "")))
    channel = str(values.get("preferred_channel") or "email")
    phone = str(values.get("phone") or "")
    person = add_person(hand.session, Someone(name, email, phone, lines, channel), hand.now)
    hand.books.people.append(person)
    _agree(hand, action, person, values)


def consent(hand: InHand, action: AnyTime, values: Mapping[str, object]) -> None:
    """The `victim_consent` action: they agree now, or do not any more. Raises FormErrors."""
    name = same_name(values["victim_name"])
    asked = {
        p.person_id
        for p in hand.books.participations
        if p.capacity in (AGREED, NOT_AGREED) and p.until is None
    }
    person = next(
        (p for p in hand.books.people if p.id in asked and same_name(p.name) == name), None
    )
    if person is None:
        raise FormErrors({"victim_name": "Nobody of this name was added as affected."})
    put_right(hand, person, values)
    _agree(hand, action, person, values)


def _agree(hand: InHand, action: AnyTime, person: Person, values: Mapping[str, object]) -> None:
    now = AGREED if values["agrees"] is True else NOT_AGREED
    for part in hand.books.participations:
        if part.person_id == person.id and part.capacity in (AGREED, NOT_AGREED):
            part.until = part.until or (hand.now if part.capacity != now else None)
    take_part(hand, person.id, now)
    hand.record(action.id, {"person": person.id, "agrees": now == AGREED})
    said = {"agrees": now == AGREED, "how_known": str(values["how_known"])}
    hand.audit(f"case:{action.id}", str(person.id), said)
