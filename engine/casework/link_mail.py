"""The e-mails with people's own links leave: each with a new secret, kept as a digest alone.

Nobody knows whether one that a crash interrupted has left: it counts as doubtful, its link works
if it did, and an officer can send a new one.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from engine.casework import own_links, writing
from engine.casework.dispatched import BACK_OFF
from engine.casework.in_hand import InHand, take
from engine.casework.leaving import Copy, Leaving, hand_over
from engine.casework.letter_ways import EMAIL
from engine.casework.notices import tell_in_charge
from engine.casework.sending import LONGEST_SENDING
from engine.clock import london_date
from engine.errors import BadInput
from engine.letters import DeliveryFailed, email_message, invitation
from engine.letters.document import Letter
from engine.permissions import SYSTEM
from engine.store import access_links, dossier, officers
from engine.store.access_links import AccessLink
from engine.store.office import Office
from engine.store.tasks import Task


@dataclass(frozen=True, slots=True)
class _Message:
    """An invitation on its way."""

    letter: Letter
    to: str
    began: datetime
    name: str


def due(office: Office, limit: int = 100, without: Collection[int] = ()) -> tuple[int, ...]:
    """The links whose e-mail is to leave now."""
    with office.store.read() as session:
        return tuple(access_links.due(session, office.clock.now(), limit, without))


def deliver(office: Office, link_id: int) -> bool:
    """Send one link. True when it left; False when there was nothing to do or it waits."""
    reference = _reference(office, link_id)
    message = _begin(office, reference, link_id)
    if message is None:
        return False
    try:
        _hand_over(office, message, link_id)
    except (DeliveryFailed, BadInput) as failure:
        with take(office, SYSTEM, reference) as hand:
            _not_sent(hand, _row(hand, link_id), failure)
        return False
    with take(office, SYSTEM, reference) as hand:
        row = _row(hand, link_id)
        row.status, row.error, row.sending_since = "sent", "", None
        hand.audit("case:link:sent", message.letter.recipient)
    return True


def _reference(office: Office, link_id: int) -> str:
    with office.store.read() as session:
        return dossier.reference(session, session.get_one(AccessLink, link_id).case_id)


def _row(hand: InHand, link_id: int) -> AccessLink:
    return hand.session.get_one(AccessLink, link_id)


def _begin(office: Office, reference: str, link_id: int) -> _Message | None:
    """Say ``sending``, with the digest of a new secret, and commit."""
    with take(office, SYSTEM, reference) as hand:
        row = _row(hand, link_id)
        account = officers.by_id(hand.session, row.officer_id)
        if row.status != "queued" or account is None or not account.active:
            return None
        secret = secrets.token_urlsafe(32)
        row.digest, row.status, row.sending_since = own_links.digest(secret), "sending", hand.now
        row.attempts, row.next_attempt_at = row.attempts + 1, None
        letter = _letter(hand, row, account.person.name, own_links.address(office, secret))
        name = f"{reference}-link-{row.id}"
        return _Message(letter, account.person.email, hand.now, name)


def _letter(hand: InHand, row: AccessLink, name: str, link: str) -> Letter:
    task = hand.session.get(Task, row.task_id) if row.task_id else None
    secret = hand.case.confidential
    return invitation(
        writing.letterhead(hand.office.present_profile(hand.profile)),
        name,
        link,
        london_date(row.expires_at),
        london_date(hand.now),
        asked="" if secret else (task.name if task else hand.case.summary),
        reference="" if secret else hand.case.reference,
    )


def _hand_over(office: Office, message: _Message, link_id: int) -> None:
    """By the mail server, or into the outbox as any letter's e-mail."""
    host = office.settings.base_url.split("//")[-1].split(":")[0].split("/")[0]
    smtp = office.settings.smtp
    head = message.letter.letterhead
    sender = smtp.sender if smtp else head.email or "complaints@localhost.localdomain"
    ident = f"<link-{link_id}-{message.began:%Y%m%d%H%M%S}@{host}>"
    mail = email_message(message.letter, None, sender, message.to, ident, at=message.began)
    going = Leaving(
        dispatch_id=link_id,
        letter=message.letter,
        channel=EMAIL,
        to=message.to,
        message_id=ident,
        name=message.name,
        confidential=False,
        began=message.began,
    )
    hand_over(office, going, Copy(bytes(mail), "eml", mail))


def _not_sent(hand: InHand, row: AccessLink, failure: DeliveryFailed | BadInput) -> None:
    """It waits and is tried again with another secret; or officers are told."""
    row.error, row.sending_since = str(failure), None
    doubtful = isinstance(failure, DeliveryFailed) and failure.doubtful
    permanent = isinstance(failure, BadInput) or failure.permanent
    if not doubtful and not permanent and row.attempts <= len(BACK_OFF):
        row.status, row.next_attempt_at = "queued", hand.now + BACK_OFF[row.attempts - 1]
        return
    row.status = "doubtful" if doubtful else "failed"
    _tell(hand, row)


def _tell(hand: InHand, row: AccessLink) -> None:
    account = officers.by_id(hand.session, row.officer_id)
    name = account.person.name if account else "somebody"
    what = "may not have reached" if row.status == "doubtful" else "could not be sent to"
    said = f"The link to this case {what} {name}. Check the address, then send a new one."
    tell_in_charge(hand, "doubtful", said)
    hand.audit(f"case:link:{row.status}", name, {"why": row.error})


def doubt_interrupted(office: Office, *, at_start: bool = False) -> None:
    """What says ``sending`` though nobody sends is doubtful. ``at_start``: nobody sends at all."""
    now = office.clock.now()
    with office.store.read() as session:
        stuck = access_links.interrupted(session, now if at_start else now - LONGEST_SENDING)
    for link_id in stuck:
        with take(office, SYSTEM, _reference(office, link_id)) as hand:
            row = _row(hand, link_id)
            if row.status == "sending":
                row.status, row.sending_since = "doubtful", None
                _tell(hand, row)
