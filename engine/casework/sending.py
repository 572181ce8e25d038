"""Letters leave: ``sending`` before the connection opens, ``sent`` after; in between nobody knows.

A crash in that window makes an e-mail ``doubtful``: never sent again until an officer says so.
Filing into the outbox writes the same file again, so that one is simply repeated.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from engine.casework import letter_context, moving, points
from engine.casework.in_hand import InHand, take
from engine.casework.writing import EMAIL, PORTAL, Recipient, letter_for
from engine.clock import london_date
from engine.errors import NotFound, NotNow, NotPermitted
from engine.letters import (
    DeliveryFailed,
    ManifestRow,
    email_message,
    file_letter,
    letter_from_json,
    letter_to_json,
    page_count,
    send_email,
    to_pdf,
)
from engine.letters.document import Letter
from engine.permissions import SYSTEM, Actor
from engine.store.cases import Case
from engine.store.letters import (
    Dispatch,
    LetterRow,
    SentCopy,
    due_dispatches,
    interrupted_dispatches,
)
from engine.store.notices import Notice
from engine.store.office import Office

#: waits between attempts; after the last one a letter counts as failed and an officer is told
BACK_OFF = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
)
#: how long a sending may say ``sending`` before whoever did it is taken to be gone
LONGEST_SENDING = timedelta(minutes=10)


def due(office: Office, limit: int = 100) -> tuple[int, ...]:
    """The dispatches whose time has come."""
    with office.store.read() as session:
        return tuple(d.id for d in due_dispatches(session, office.clock.now(), limit))


def reference_of(office: Office, case_id: int) -> str:
    """The reference of a case's id."""
    with office.store.read() as session:
        case = session.get(Case, case_id)
        if case is None:
            raise NotFound("There is no such case.")
        return case.reference


@dataclass(frozen=True, slots=True)
class _Leaving:
    """What leaves, and how."""

    reference: str
    dispatch_id: int
    letter: Letter
    channel: str
    to: str
    message_id: str
    name: str
    confidential: bool = False


def deliver(office: Office, dispatch_id: int) -> bool:
    """Send one dispatch. True when it left; False when it has to wait or had already left."""
    leaving = _begin(office, dispatch_id)
    if leaving is None:
        return False
    try:
        copy, form = _hand_over(office, leaving)
    except DeliveryFailed as failure:
        _postpone(office, leaving, str(failure), failure.permanent)
        return False
    with take(office, SYSTEM, leaving.reference) as hand:
        dispatch = hand.session.get(Dispatch, dispatch_id)
        assert dispatch is not None
        digest = hashlib.sha256(copy).hexdigest()
        dispatch.sha256 = digest
        hand.session.merge(
            SentCopy(dispatch_id=dispatch_id, format=form, content=copy, sha256=digest)
        )
        mark_sent(hand, dispatch, hand.now)
        moving.settle(hand)
    return True


def _begin(office: Office, dispatch_id: int) -> _Leaving | None:
    """Say ``sending`` and commit; a letter of an earlier day is dated and rendered again first."""
    with office.store.read() as session:
        found = session.get(Dispatch, dispatch_id)
        if found is None or found.status != "queued":
            return None
        case_id = found.case_id
    with take(office, SYSTEM, reference_of(office, case_id)) as hand:
        dispatch = hand.session.get(Dispatch, dispatch_id)
        if dispatch is None or dispatch.status != "queued":
            return None
        letter = hand.session.get(LetterRow, dispatch.letter_id)
        assert letter is not None
        if letter.issued != london_date(hand.now):
            _date_again(hand, letter, dispatch)
        dispatch.status, dispatch.sending_since = "sending", hand.now
        dispatch.attempts += 1
        host = office.settings.base_url.split("//")[-1].split(":")[0].split("/")[0]
        dispatch.message_id = f"<letter-{dispatch.id}@{host}>"
        return _Leaving(
            reference=hand.case.reference,
            dispatch_id=dispatch_id,
            letter=letter_from_json(dispatch.letter),
            channel=dispatch.channel,
            to=dispatch.address[0] if dispatch.address else "",
            message_id=dispatch.message_id,
            name=f"{hand.case.reference}-{letter.code}-{dispatch.id}",
            confidential=hand.case.confidential and not _chose_plain_email(hand, dispatch),
        )


def _chose_plain_email(hand: InHand, dispatch: Dispatch) -> bool:
    """Letters of a confidential procedure go by plain e-mail only to who chose so in writing."""
    return any(
        wish.person_id == dispatch.person_id and wish.kind == "plain_email"
        for wish in hand.books.adjustments
    )


def _date_again(hand: InHand, letter: LetterRow, dispatch: Dispatch) -> None:
    """Rendered again from what was kept, with today's date and today's contacts."""
    today = london_date(hand.now)
    hand.form_values = letter_context.revived(letter.context.get("form"))
    hand.about = letter.about
    person = next((p for p in hand.books.people if p.id == dispatch.person_id), None)
    if person is None:
        return
    wishes = tuple(w for w in hand.books.adjustments if w.person_id == person.id)
    again = letter_for(
        hand,
        hand.procedure.letters[letter.code],
        hand.procedure.templates[letter.code],
        Recipient(person, dispatch.capacity, wishes),
        today,
        str(letter.context.get("role") or ""),
    )
    dispatch.letter = letter_to_json(again)
    letter.issued = today


def _hand_over(office: Office, leaving: _Leaving) -> tuple[bytes, str]:
    """Give the letter to its channel. Returns what left, byte for byte, and its format."""
    day = london_date(office.clock.now())
    if leaving.channel == EMAIL:
        sender = _sender(office, leaving.letter)
        pdf = to_pdf(leaving.letter) if leaving.letter.large_print else None
        message = email_message(
            leaving.letter,
            pdf,
            sender,
            leaving.to,
            leaving.message_id,
            leaving.confidential,
            at=office.clock.now(),
            sign_in=f"{office.settings.base_url}/track",
        )
        content = bytes(message)
        if office.settings.smtp is not None:
            send_email(office.settings.smtp, message)
        else:
            row = _row(leaving, 0)
            file_letter(office.settings.outbox, day, f"{leaving.name}.eml", content, row)
        return content, "eml"
    content = to_pdf(leaving.letter)
    if leaving.channel != PORTAL:
        row = _row(leaving, page_count(content))
        file_letter(office.settings.outbox, day, f"{leaving.name}.pdf", content, row)
    return content, "pdf"


def _row(leaving: _Leaving, pages: int) -> ManifestRow:
    return ManifestRow(str(leaving.dispatch_id), leaving.letter.recipient, leaving.channel, pages)


def _sender(office: Office, letter: Letter) -> str:
    smtp = office.settings.smtp
    if smtp is not None:
        return smtp.sender
    return letter.letterhead.email or "complaints@localhost.localdomain"


def mark_sent(hand: InHand, dispatch: Dispatch, at: datetime) -> None:
    """The dispatch has left: the first of a letter gives its day and the ledger's event."""
    dispatch.status, dispatch.sent_at, dispatch.error = "sent", at, ""
    dispatch.next_attempt_at, dispatch.sending_since = None, None
    letter = hand.session.get(LetterRow, dispatch.letter_id)
    assert letter is not None
    hand.audit(
        "case:letter:sent", letter.code, {"dispatch": dispatch.id, "sha256": dispatch.sha256}
    )
    if letter.status == "sent":
        return
    letter.status, letter.sent_at = "sent", at
    hand.record(
        f"letter {letter.code}",
        {"channel": dispatch.channel, "about": letter.about, "letter": letter.id},
        happened_at=at,
    )
    if hand.procedure.letters[letter.code].purpose in ("decision", "final"):
        points.promise_remedies(hand)


def _postpone(office: Office, leaving: _Leaving, why: str, permanent: bool) -> None:
    with take(office, SYSTEM, leaving.reference) as hand:
        dispatch = hand.session.get(Dispatch, leaving.dispatch_id)
        assert dispatch is not None
        dispatch.error, dispatch.sending_since = why, None
        if not permanent and dispatch.attempts <= len(BACK_OFF):
            dispatch.status = "queued"
            dispatch.next_attempt_at = hand.now + BACK_OFF[dispatch.attempts - 1]
            return
        dispatch.status, dispatch.next_attempt_at = "failed", None
        _tell(hand, f"A letter to {dispatch.recipient} could not be sent: {why}")
        hand.audit("case:letter:failed", str(dispatch.id), {"why": why})


def doubt_interrupted(office: Office, *, at_start: bool = False) -> int:
    """Sendings that were interrupted become doubtful (e-mail) or are queued again (outbox).

    ``at_start``: nobody else sends, so every ``sending`` was interrupted.
    """
    now = office.clock.now()
    before = now + timedelta(seconds=1) if at_start else now - LONGEST_SENDING
    with office.store.read() as session:
        stuck = [(d.id, d.case_id) for d in interrupted_dispatches(session, before)]
    for dispatch_id, case_id in stuck:
        with take(office, SYSTEM, reference_of(office, case_id)) as hand:
            dispatch = hand.session.get(Dispatch, dispatch_id)
            if dispatch is None or dispatch.status != "sending":
                continue
            if dispatch.channel == EMAIL and office.settings.smtp is not None:
                dispatch.status = "doubtful"
                _tell(hand, f"It is not known whether a letter to {dispatch.recipient} was sent.")
                hand.audit("case:letter:doubtful", str(dispatch_id))
            else:
                dispatch.status, dispatch.next_attempt_at = "queued", hand.now
    return len(stuck)


def settle_doubtful(office: Office, actor: Actor, dispatch_id: int, sent: bool) -> None:
    """An officer says whether a doubtful sending arrived: it counts as sent, or goes again."""
    if actor.kind != "officer":
        raise NotPermitted("Only an officer may say whether a letter arrived.", "role")
    with office.store.read() as session:
        found = session.get(Dispatch, dispatch_id)
        if found is None:
            raise NotFound("There is no such letter.")
        case_id = found.case_id
    with take(office, actor, reference_of(office, case_id)) as hand:
        dispatch = hand.session.get(Dispatch, dispatch_id)
        if dispatch is None or dispatch.status not in ("doubtful", "failed"):
            raise NotNow("This letter is not in doubt.", "doubtful")
        hand.audit("case:letter:settled", str(dispatch_id), {"sent": sent})
        if sent:
            mark_sent(hand, dispatch, dispatch.sending_since or hand.now)
        else:
            dispatch.status, dispatch.next_attempt_at, dispatch.attempts = "queued", hand.now, 0
        moving.settle(hand)


def _tell(hand: InHand, text: str) -> None:
    hand.session.add(
        Notice(
            case_id=hand.case.id,
            officer_id=None,
            role="complaints_manager",
            kind="doubtful",
            text=text,
            created_at=hand.now,
            read_at=None,
        )
    )
