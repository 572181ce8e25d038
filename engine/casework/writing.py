"""Writes the letters a step wants: to whom, what, how; refused when a duty is missed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from engine.casework import letter_context, remedies
from engine.casework.in_hand import InHand
from engine.casework.letter_context import Matter
from engine.casework.notices import tell
from engine.catalogue.definition import LetterDuty
from engine.catalogue.profile import Profile
from engine.clock import london_date
from engine.errors import NotNow
from engine.letters import check_address, check_must_say, letter_to_json, render_body
from engine.letters.document import Letter, Letterhead
from engine.store.cases import Run
from engine.store.letters import Dispatch, LetterRow
from engine.store.people import Adjustment, Person

EMAIL, POST, PORTAL, BY_HAND = "email", "post", "portal", "private_message"


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person, in the capacity in which they get the letter."""

    person: Person
    capacity: str
    adjustments: tuple[Adjustment, ...]

    @property
    def large_print(self) -> bool:
        """Whether they asked for large print."""
        return any(a.kind == "large_print" for a in self.adjustments)


def write_letter(
    hand: InHand, run: Run, code: str, element: str, only_to: str | None
) -> LetterRow | None:
    """Render a letter for each recipient and queue it; None when there is nobody to write to.

    Raises LetterRefused, or NotNow when a recipient cannot be reached and nobody said why not.
    """
    duty, template = hand.procedure.letters[code], hand.procedure.templates[code]
    recipients = recipients_of(hand, duty, only_to)
    if not recipients:
        return None
    matter = letter_context.matter(hand, run, duty)
    row = LetterRow(
        case_id=hand.case.id,
        run_id=run.id,
        code=code,
        element=element,
        title=template.title,
        issued=london_date(hand.now),
        status="queued",
        about=hand.about,
        context=letter_context.kept(matter),
        created_at=hand.now,
    )
    hand.session.add(row)
    ways = [_queue(hand, row, matter, recipient) for recipient in recipients]
    if all(way.status == "unsendable" for way in ways):
        row.status = "unsendable"
    hand.audit("case:letter:written", code, {"to": [r.capacity for r in recipients]})
    if duty.purpose in remedies.DECISIONS:
        remedies.promise(hand, letter_context.findings_given(hand))
    return row


def recipients_of(hand: InHand, duty: LetterDuty, only_to: str | None) -> tuple[Recipient, ...]:
    """The people of the case in the capacities the YAML names; ``only_to`` narrows them."""
    wanted = set(duty.to)
    if only_to:
        wanted &= {capacity.strip() for capacity in only_to.replace(",", " ").split()}
    held = [
        (p.person_id, p.capacity)
        for p in hand.books.participations
        if p.capacity in wanted and p.until is None
    ]
    found = (recipient(hand, person, capacity) for person, capacity in dict.fromkeys(held))
    return tuple(each for each in found if each is not None)


def recipient(hand: InHand, person_id: int | None, capacity: str) -> Recipient | None:
    """A person of the case, with what they need of every letter."""
    person = next((p for p in hand.books.people if p.id == person_id), None)
    if person is None:
        return None
    wishes = tuple(wish for wish in hand.books.adjustments if wish.person_id == person_id)
    return Recipient(person, capacity, wishes)


def letter_for(
    hand: InHand, code: str, matter: Matter, recipient: Recipient, issued: date
) -> Letter:
    """The letter as this recipient gets it on that day. Raises LetterRefused."""
    duty, template = hand.procedure.letters[code], hand.procedure.templates[code]
    profile = hand.office.present_profile(hand.profile)
    channel = channel_of(recipient)[0]
    name = recipient.person.name
    to = {
        "name": name,
        "capacity": recipient.capacity,
        "represented": "yes" if "representative" in _present(hand) else "",
    }
    context = letter_context.build(hand, template, matter, issued, channel, to)
    suffix = duty.bodies.get(recipient.capacity, "")
    body = render_body(template, hand.procedure.parts, context, suffix)
    if not suffix:
        check_must_say(body, duty.must_say)
    address = tuple(recipient.person.address) if channel == POST else ()
    return Letter(
        body=body,
        reference=hand.case.reference,
        issued=issued,
        letterhead=letterhead(profile),
        recipient=name,
        address=(name, *address) if address else (),
        greeting=f"Dear {name}",
        signed_by=signature(profile, matter.role),
        large_print=recipient.large_print,
        language=recipient.person.language or "en-GB",
    )


def _present(hand: InHand) -> frozenset[str]:
    """The capacities that somebody has in the case now."""
    return frozenset(p.capacity for p in hand.books.participations if p.until is None)


def letterhead(profile: Profile) -> Letterhead:
    """Who writes, read on the letter's day."""
    council = profile.council
    return Letterhead(council.name, council.address, council.phone, council.email, council.website)


def signature(profile: Profile, role: str) -> tuple[str, ...]:
    """The officer's title and how to reach them; the council's details where the role has none."""
    officer = letter_context.officer_of(profile, role)
    lines = [officer["title"], profile.council.name, officer["phone"], officer["email"]]
    return tuple(line for line in lines if line)


def channel_of(recipient: Recipient) -> tuple[str, str]:
    """(channel, "") or ("", why none): the adjustment first, then what they prefer, then any."""
    person, kinds = recipient.person, {a.kind for a in recipient.adjustments}
    possible = {
        EMAIL: bool(person.email),
        POST: bool(person.address) and check_address([person.name, *person.address]) is None,
        PORTAL: True,
        BY_HAND: bool(person.handle),
    }
    if "post_only" in kinds:
        order: Sequence[str] = (POST,)
    elif "email_only" in kinds:
        order = (EMAIL,)
    else:
        order = (person.preferred_channel, EMAIL, POST)
    for channel in order:
        if possible.get(channel, False):
            return channel, ""
    return "", f"{person.name} has no address that a letter can reach."


def _queue(hand: InHand, row: LetterRow, matter: Matter, to: Recipient) -> Dispatch:
    channel, why_not = channel_of(to)
    if not channel:
        why_not = _recorded_reason(hand, row.code, why_not)
    letter = letter_for(hand, row.code, matter, to, row.issued)
    way = Dispatch(
        letter_row=row,
        case_id=hand.case.id,
        person_id=to.person.id,
        recipient=to.person.name,
        capacity=to.capacity,
        channel=channel,
        address=_address(to.person, channel),
        large_print=to.large_print,
        status="queued" if channel else "unsendable",
        attempts=0,
        next_attempt_at=hand.now if channel else None,
        letter=letter_to_json(letter),
        message_id="",
        error=why_not,
        sha256="",
    )
    hand.session.add(way)
    return way


def _recorded_reason(hand: InHand, code: str, why_not: str) -> str:
    """Why a letter cannot be sent, as an officer said; on a date that came by itself, a notice."""
    if hand.unsendable_reason:
        return hand.unsendable_reason
    if hand.actor.kind != "system":
        say = f"{why_not} Add an address, or record why letter {code} cannot be sent."
        raise NotNow(say, rule="no_address")
    tell(hand, "doubtful", f"Letter {code} was not sent. {why_not}", role="complaints_manager")
    return why_not


def readdress(hand: InHand, dispatch: Dispatch) -> None:
    """Send by the channel and to the address that the person has now, if there is one."""
    to = recipient(hand, dispatch.person_id, dispatch.capacity)
    channel = channel_of(to)[0] if to is not None else ""
    if to is not None and channel:
        dispatch.channel, dispatch.address = channel, _address(to.person, channel)


def _address(person: Person, channel: str) -> list[str]:
    if channel == EMAIL:
        return [person.email]
    if channel == BY_HAND:
        return [person.handle]
    return list(person.address) if channel == POST else []
