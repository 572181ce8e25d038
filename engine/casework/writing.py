"""Writes the letters a step wants: to whom, what, how; refused when a duty is missed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from engine.casework import letter_context
from engine.casework.in_hand import InHand
from engine.catalogue.definition import LetterDuty, LetterTemplate
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
    """Render a letter for each recipient and queue it.

    None when there is nobody to write to by this letter's own rule. Raises LetterRefused, or
    NotNow when a recipient cannot be reached and no reason for that was recorded.
    """
    duty, template = hand.procedure.letters[code], hand.procedure.templates[code]
    recipients = recipients_of(hand, duty, only_to)
    row = LetterRow(
        case_id=hand.case.id,
        run_id=run.id,
        code=code,
        element=element,
        title=template.title,
        issued=london_date(hand.now),
        status="queued",
        about=hand.about,
        context=_kept(hand),
        created_at=hand.now,
    )
    hand.session.add(row)
    hand.session.flush()
    for recipient in recipients:
        _queue(hand, row, duty, template, recipient)
    hand.audit("case:letter:written", code, {"to": [r.capacity for r in recipients]})
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
    persons = {person.id: person for person in hand.books.people}
    wishes = hand.books.adjustments
    return tuple(
        Recipient(persons[person], capacity, tuple(w for w in wishes if w.person_id == person))
        for person, capacity in dict.fromkeys(held)
    )


def letter_for(
    hand: InHand,
    duty: LetterDuty,
    template: LetterTemplate,
    recipient: Recipient,
    issued: date,
    role: str = "",
) -> Letter:
    """The letter as this recipient gets it on that day. Raises LetterRefused."""
    profile = hand.office.present_profile(hand.profile)
    channel = channel_of(recipient, template)[0]
    context = letter_context.build(
        hand,
        duty,
        template,
        issued,
        channel,
        role,
        letter_context.About(recipient.person.name, recipient.capacity),
    )
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
        recipient=recipient.person.name,
        address=(recipient.person.name, *address) if address else (),
        greeting=f"Dear {recipient.person.name}",
        signed_by=signature(profile, role),
        large_print=recipient.large_print,
        language=recipient.person.language or "en-GB",
    )


def letterhead(profile: Profile) -> Letterhead:
    """Who writes, read on the letter's day."""
    council = profile.council
    return Letterhead(council.name, council.address, council.phone, council.email, council.website)


def signature(profile: Profile, role: str) -> tuple[str, ...]:
    """The officer's title and how to reach them; the council's details where the role has none."""
    officer = letter_context.officer_of(profile, role)
    lines = [officer["title"], profile.council.name, officer["phone"], officer["email"]]
    return tuple(line for line in lines if line)


def channel_of(recipient: Recipient, template: LetterTemplate) -> tuple[str, str]:
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


def _queue(
    hand: InHand, row: LetterRow, duty: LetterDuty, template: LetterTemplate, to: Recipient
) -> None:
    channel, why_not = channel_of(to, template)
    if not channel and not hand.unsendable_reason:
        raise NotNow(
            f"{why_not} Add an address, or record why letter {row.code} cannot be sent.",
            rule="no_address",
        )
    letter = letter_for(hand, duty, template, to, row.issued, hand.form_role)
    hand.session.add(
        Dispatch(
            letter_id=row.id,
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
            error="" if channel else hand.unsendable_reason,
            sha256="",
        )
    )


def _address(person: Person, channel: str) -> list[str]:
    if channel == EMAIL:
        return [person.email]
    if channel == BY_HAND:
        return [person.handle]
    return list(person.address) if channel == POST else []


def _kept(hand: InHand) -> dict[str, object]:
    """What a later rendering of the same letter needs again."""
    return {
        "form": letter_context.plain(hand.form_values),
        "role": hand.form_role,
        "about": hand.about,
    }


def samples_of(context: Mapping[str, object]) -> dict[str, object]:
    """The form values of a kept context, dates as dates again."""
    return letter_context.revived(context.get("form"))
