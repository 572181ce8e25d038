"""Writes the letters a step wants: to whom, what, how; refused when a duty is missed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from engine.casework import letter_context, remedies
from engine.casework.copies import body_for, stopped
from engine.casework.in_hand import InHand
from engine.casework.letter_context import Matter
from engine.casework.letter_ways import (
    PORTAL,
    POST,
    Recipient,
    Way,
    address_for,
    way_again,
    way_of,
)
from engine.casework.notices import tell, tell_in_charge
from engine.catalogue.definition import LetterDuty, LetterTemplate
from engine.catalogue.profile import Profile
from engine.clock import london_date
from engine.errors import NotNow
from engine.letters import check_must_say, letter_to_json, render_body
from engine.letters.document import Letter, Letterhead
from engine.store.cases import Run
from engine.store.letters import Dispatch, LetterRow


def write_letter(
    hand: InHand, run: Run, code: str, element: str, only_to: str | None
) -> LetterRow | None:
    """Render a letter for each recipient and queue it; None when there is nobody to write to.

    That it can be sent to nobody is in the ledger: what waited for the letter may go on. Raises
    LetterRefused, or NotNow when a recipient cannot be reached and nobody said why not.
    """
    duty, template = hand.procedure.letters[code], hand.procedure.templates[code]
    recipients = recipients_of(hand, duty, only_to)
    if not recipients:
        if only_to is None:
            hand.record(f"unsendable {code}", run=run)
        return None
    matter = letter_context.matter(hand, run, duty, element)
    row = LetterRow(
        case_id=hand.case.id,
        run_id=run.id,
        code=code,
        element=element,
        title=template.title,
        issued=london_date(hand.now),
        status="queued",
        about=hand.about,
        context={**letter_context.kept(matter), "send_by": dict(hand.beside.send_by)},
        created_at=hand.now,
    )
    hand.session.add(row)
    ways = [_queue(hand, row, matter, recipient) for recipient in recipients]
    if all(way.status == "unsendable" for way in ways):
        row.status = "unsendable"
        hand.record(f"unsendable {code}", run=run)
    hand.audit("case:letter:written", code, {"to": [r.capacity for r in recipients]})
    if duty.purpose in remedies.DECISIONS:
        remedies.promise(hand, letter_context.findings_given(hand))
    return row


def recipients_of(hand: InHand, duty: LetterDuty, only_to: str | None) -> tuple[Recipient, ...]:
    """The people of the case in the capacities the YAML names; ``only_to`` narrows them.

    Whose copies stop gets only what has a body of its own.
    """
    wanted = set(duty.to)
    if only_to:
        wanted &= {capacity.strip() for capacity in only_to.replace(",", " ").split()}
    held = [
        (p.person_id, p.capacity)
        for p in hand.books.participations
        if p.capacity in wanted and p.until is None
    ]
    getting = (each for each in dict.fromkeys(held) if body_for(hand, duty, each[1]) is not None)
    found = (recipient(hand, person, capacity) for person, capacity in getting)
    return tuple(_once([each for each in found if each is not None], duty.to))


def _once(found: Sequence[Recipient], order: Sequence[str]) -> Iterator[Recipient]:
    """Somebody with an account gets one copy, whatever else they are: in the first capacity."""
    for each in found:
        theirs = [other.capacity for other in found if other.person.id == each.person.id]
        if not each.account or each.capacity == min(theirs, key=order.index):
            yield each


def recipient(hand: InHand, person_id: int | None, capacity: str) -> Recipient | None:
    """A person of the case, with what they need of every letter."""
    person = next((p for p in hand.books.people if p.id == person_id), None)
    if person is None:
        return None
    wishes = tuple(wish for wish in hand.books.adjustments if wish.person_id == person_id)
    account = next((o.kind for o in hand.books.officers if o.person_id == person_id), "")
    return Recipient(person, capacity, wishes, account)


def letter_for(
    hand: InHand, code: str, matter: Matter, recipient: Recipient, way: Way, issued: date
) -> Letter:
    """The letter as this recipient gets it on that day, this way. Raises LetterRefused."""
    duty, template = hand.procedure.letters[code], hand.procedure.templates[code]
    profile = hand.office.present_profile(hand.profile)
    name = recipient.person.name
    to = {"name": name, "capacity": recipient.capacity, **_spoken_for(hand)}
    context = letter_context.build(hand, template, matter, issued, way.channel, to)
    suffix = body_for(hand, duty, recipient.capacity)
    if suffix is None:
        said = f"{name} gets no copies now, and this letter has no text of its own for them."
        raise NotNow(said, "copies")
    body = render_body(template, hand.procedure.parts, context, suffix)
    if duty.says_all(suffix):
        check_must_say(body, duty.must_say)
    address = tuple(recipient.person.address) if way.channel == POST else ()
    return Letter(
        body=body,
        reference=hand.case.reference,
        issued=issued,
        letterhead=letterhead(profile),
        recipient=name,
        address=(name, *address) if address else (),
        greeting=f"Dear {name}",
        signed_by=signature(profile, matter.role, signatory(template, context)),
        large_print=way.large_print,
    )


def _spoken_for(hand: InHand) -> dict[str, str]:
    """``written_for``: somebody acts for the complainant; ``represented``: with copies, too."""
    here = {p.capacity for p in hand.books.participations if p.until is None}
    if "representative" not in here:
        return {"written_for": "", "represented": ""}
    return {"written_for": "yes", "represented": "" if stopped(hand, "representative") else "yes"}


def letterhead(profile: Profile) -> Letterhead:
    """Who writes, read on the letter's day."""
    council = profile.council
    return Letterhead(council.name, council.address, council.phone, council.email, council.website)


def signatory(template: LetterTemplate, context: Mapping[str, object]) -> str:
    """Who signs, where the letter's form says so."""
    form = context.get("form")
    return str(form.get(template.signed_by) or "") if isinstance(form, Mapping) else ""


def signature(profile: Profile, role: str, name: str = "") -> tuple[str, ...]:
    """Who signs, or else the officer's title, and how to reach them; the council's details where
    the role has none.
    """
    officer = letter_context.officer_of(profile, role)
    lines = [name or officer["title"], profile.council.name, officer["phone"], officer["email"]]
    return tuple(line for line in lines if line)


def _queue(hand: InHand, row: LetterRow, matter: Matter, to: Recipient) -> Dispatch:
    way = way_of(hand, row.code, to)
    channel = way.channel
    if channel == PORTAL and to.account:
        said = f"Letter {row.code} to you is on the case: you have no other address."
        mine = [o.id for o in hand.books.officers if o.person_id == to.person.id]
        tell(hand, "info", said, officer=mine[0])
    why_not = "" if channel else _recorded_reason(hand, row.code, way.why_not)
    letter = letter_for(hand, row.code, matter, to, way, row.issued)
    queued = Dispatch(
        letter_row=row,
        case_id=hand.case.id,
        person_id=to.person.id,
        recipient=to.person.name,
        capacity=to.capacity,
        channel=channel,
        address=address_for(to.person, channel),
        large_print=way.large_print,
        status="queued" if channel else "unsendable",
        attempts=0,
        next_attempt_at=hand.now if channel else None,
        letter=letter_to_json(letter),
        message_id="",
        error=why_not,
        sha256="",
    )
    hand.session.add(queued)
    return queued


def _recorded_reason(hand: InHand, code: str, why_not: str) -> str:
    """Why a letter cannot be sent, as an officer said; on a date that came by itself, a notice."""
    if hand.beside.unsendable_reason:
        return hand.beside.unsendable_reason
    if hand.actor.in_office:
        say = f"{why_not} Add an address, or record why letter {code} cannot be sent."
        raise NotNow(say, rule="no_address")
    tell_in_charge(hand, "doubtful", f"Letter {code} was not sent. {why_not}")
    return why_not


def way_now(to: Recipient, letter: LetterRow) -> Way:
    """How a letter that is written already goes to a recipient as they are now."""
    chosen = letter_context.revived(letter.context.get("send_by"))
    return way_again(to, str(chosen.get(to.capacity) or ""))


def readdress(hand: InHand, dispatch: Dispatch, letter: LetterRow) -> None:
    """Send by the channel and to the address that the person has now, if there is one."""
    to = recipient(hand, dispatch.person_id, dispatch.capacity)
    if to is None:
        return
    way = way_now(to, letter)
    if way.channel:
        dispatch.channel, dispatch.large_print = way.channel, way.large_print
        dispatch.address = address_for(to.person, way.channel)
