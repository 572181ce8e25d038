"""What is said and written beside the letters of the procedure, and reading what was sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from engine.casework.in_hand import InHand
from engine.errors import NotFound, NotPermitted
from engine.letters import letter_from_json, to_html, to_pdf
from engine.letters.document import Letter
from engine.permissions import Actor
from engine.store import dossier, readers
from engine.store.cases import Case
from engine.store.correspondence import Contact
from engine.store.letters import LetterRow, SentCopy
from engine.store.office import Office
from engine.store.session import Session


def add_contact(
    hand: InHand, direction: str, channel: str, text: str, at: datetime | None = None
) -> None:
    """A contact, in or out. Clocks do not read it, so the thousandth costs what the first did."""
    hand.session.add(
        Contact(
            case_id=hand.case.id,
            at=at or hand.now,
            direction=direction,
            channel=channel,
            person_id=_from(hand) if direction == "in" else hand.actor.person_id,
            text=text,
            recorded_by_person=hand.actor.person_id,
        )
    )


def _from(hand: InHand) -> int | None:
    """Whose words came in: a resident's own, or the complainant's that an officer writes down."""
    return hand.actor.person_id if hand.actor.kind == "resident" else hand.case.person_id


def record_contact(hand: InHand, values: Mapping[str, object], at: datetime | None = None) -> None:
    """The `contact` action: what was said, by which channel, who to whom; ``at``: if not now."""
    direction = str(values.get("direction") or "in")
    channel = str(values.get("channel") or "portal")
    add_contact(hand, direction, channel, str(values.get("text") or ""), at)
    hand.audit("case:contact:recorded", channel, {"direction": direction})


def letter_of(office: Office, actor: Actor, letter_id: int) -> tuple[str, Letter]:
    """(file name, the letter as its first recipient gets it). Officers only. Raises NotFound."""
    _officers_only(actor)
    with office.store.read() as session:
        row = session.get(LetterRow, letter_id)
        _require_papers(office, session, actor, row)
        dispatch = None if row is None else dossier.first_dispatch(session, letter_id)
        if row is None or dispatch is None:
            raise NotFound("There is no such letter.")
        return f"{row.code}-{letter_id}.pdf", letter_from_json(dispatch.letter)


def letter_to(office: Office, actor: Actor, letter_id: int, capacity: str) -> Letter:
    """The letter as the first recipient in this capacity gets it. Officers only. NotFound."""
    _officers_only(actor)
    with office.store.read() as session:
        _require_papers(office, session, actor, session.get(LetterRow, letter_id))
        dispatch = dossier.first_dispatch(session, letter_id, capacity)
        if dispatch is None:
            raise NotFound(f"This letter did not go to a {capacity}.")
        return letter_from_json(dispatch.letter)


def letter_pdf(office: Office, actor: Actor, letter_id: int) -> bytes:
    """The letter as PDF: the bytes that were posted, where they were, else rendered now."""
    _officers_only(actor)
    with office.store.read() as session:
        _require_papers(office, session, actor, session.get(LetterRow, letter_id))
        dispatch = dossier.first_dispatch(session, letter_id)
        copy = None if dispatch is None else session.get(SentCopy, dispatch.id)
        if copy is not None and copy.format == "pdf":
            return copy.content
    return to_pdf(letter_of(office, actor, letter_id)[1])


def letter_html(office: Office, actor: Actor, letter_id: int) -> str:
    """The letter as the HTML of its e-mail."""
    return to_html(letter_of(office, actor, letter_id)[1])


def _require_papers(office: Office, session: Session, actor: Actor, row: LetterRow | None) -> None:
    case = None if row is None else session.get(Case, row.case_id)
    if case is not None:
        readers.require_papers(session, office.procedure(session, case.version), actor, case)


def _officers_only(actor: Actor) -> None:
    if not actor.in_office:
        raise NotPermitted("Letters on the case file are for officers.", "role")
