"""How a letter goes to each recipient: as they need it, or otherwise with a recorded reason.

What a person needs is known once and holds for every letter (Equality Act 2010, section 20).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.casework.beside import CHANNELS, STANDARD_PRINT
from engine.casework.in_hand import InHand
from engine.casework.notices import tell_in_charge
from engine.errors import NotNow
from engine.letters import check_address
from engine.store.people import Adjustment, Person

EMAIL, POST, PORTAL, BY_HAND = CHANNELS
RULE = "adjustment"
#: needs that no letter meets by itself, as “asked for …” goes on
_BESIDE_THE_LETTER = {
    "phone_first": "a call before each letter",
    "language": "letters in {detail}",
    "easy_read": "letters in Easy Read",
}
_BY = {"email": "e-mail", "post": "post", "portal": "the portal", "private_message": "message"}


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person, in the capacity in which they get the letter. ``account``: its kind, if any."""

    person: Person
    capacity: str
    adjustments: tuple[Adjustment, ...]
    account: str = ""

    @property
    def large_print(self) -> bool:
        """Whether they asked for large print."""
        return any(a.kind == "large_print" for a in self.adjustments)


@dataclass(frozen=True, slots=True)
class Way:
    """How one letter goes to one recipient. No channel: ``why_not`` says why."""

    channel: str
    large_print: bool
    why_not: str = ""


def way_of(hand: InHand, code: str, to: Recipient) -> Way:
    """The way that they need, or the one that an officer chose and gave a reason for.

    Raises NotNow when a need is neither met nor set aside with a reason; what comes by itself on
    a date never sets a need aside, and asks an officer to do the rest.
    """
    chosen = hand.beside.send_by.get(to.capacity, "").split()
    channel = next((word for word in chosen if word in CHANNELS), "")
    as_needed, why_not = channel_of(to)
    if channel and not _possible(to.person, channel):
        say = f"{to.person.name} has no address to send {_BY[channel]} to."
        raise NotNow(say, rule="no_address")
    way = Way(channel or as_needed, to.large_print and STANDARD_PRINT not in chosen, why_not)
    if not way.channel:
        return way
    _set_aside(hand, code, to, tuple(_overridden(to, way)))
    _met(hand, code, to, tuple(_beside_the_letter(to)))
    return way


def way_again(to: Recipient, send_by: str) -> Way:
    """The way to send once more, to where they can be reached now; ``send_by`` as chosen then."""
    chosen = next((word for word in send_by.split() if word in CHANNELS), "")
    channel = chosen if chosen and _possible(to.person, chosen) else channel_of(to)[0]
    return Way(channel, to.large_print and STANDARD_PRINT not in send_by.split())


def channel_of(to: Recipient) -> tuple[str, str]:
    """(channel, "") or ("", why none): the adjustment first, then what they prefer, then any."""
    person, kinds = to.person, {a.kind for a in to.adjustments}
    if "post_only" in kinds:
        order: Sequence[str] = (POST,)
    elif "email_only" in kinds:
        order = (EMAIL,)
    else:
        on_the_case = (PORTAL,) if to.account == "employee" else ()  # they read it there
        order = (person.preferred_channel, EMAIL, POST, *on_the_case)
    for channel in order:
        if _possible(person, channel):
            return channel, ""
    return "", f"{person.name} has no address that a letter can reach."


def address_for(person: Person, channel: str) -> list[str]:
    """Where a letter goes by this channel."""
    if channel == EMAIL:
        return [person.email]
    if channel == BY_HAND:
        return [person.handle]
    return list(person.address) if channel == POST else []


def _possible(person: Person, channel: str) -> bool:
    if channel == EMAIL:
        return bool(person.email)
    if channel == POST:
        return bool(person.address) and check_address([person.name, *person.address]) is None
    return channel == PORTAL or bool(person.handle)


def _overridden(to: Recipient, way: Way) -> Iterator[str]:
    """What they asked for that this way does not give."""
    kinds = {a.kind for a in to.adjustments}
    if "large_print" in kinds and not way.large_print:
        yield "large print"
    if "post_only" in kinds and way.channel != POST:
        yield "letters by post only"
    if "email_only" in kinds and way.channel != EMAIL:
        yield "letters by e-mail only"


def _beside_the_letter(to: Recipient) -> Iterator[str]:
    for wish in to.adjustments:
        if wish.kind in _BESIDE_THE_LETTER:
            detail = wish.detail or "another language"
            yield _BESIDE_THE_LETTER[wish.kind].format(detail=detail)


def _set_aside(hand: InHand, code: str, to: Recipient, asked: Sequence[str]) -> None:
    if not asked:
        return
    why = hand.beside.override_reason
    if not why:
        say = f"{_asked_for(to, asked)} Record why letter {code} goes otherwise."
        raise NotNow(say, rule=RULE)
    _keep(hand, "overridden", code, to, asked, why)


def _met(hand: InHand, code: str, to: Recipient, asked: Sequence[str]) -> None:
    """An officer says how it was met or why not; a letter that came by itself asks for it."""
    if not asked:
        return
    how, why = hand.beside.adjustments_met, hand.beside.override_reason
    if how:
        _keep(hand, "met", code, to, asked, how)
    elif why:
        _keep(hand, "overridden", code, to, asked, why)
    elif hand.actor.in_office:
        say = f"{_asked_for(to, asked)} Say how that was done for letter {code}, or why not."
        raise NotNow(say, rule=RULE)
    else:
        text = f"{_asked_for(to, asked)} Letter {code} went by itself: see to it now."
        tell_in_charge(hand, "info", text)


def _asked_for(to: Recipient, asked: Sequence[str]) -> str:
    return f"{to.person.name} asked for {' and '.join(asked)}."


def _keep(
    hand: InHand, what: str, code: str, to: Recipient, asked: Sequence[str], said: str
) -> None:
    kept = {"to": to.capacity, "asked_for": ", ".join(asked), "reason": said}
    hand.record(f"adjustment_{what}", {"letter": code, **kept})
    hand.audit(f"case:adjustment:{what}", code, kept)
