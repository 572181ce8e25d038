"""What became of a sending: the letter has left, waits, failed, or nobody knows."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from engine.casework.in_hand import InHand
from engine.casework.leaving import Copy
from engine.casework.notices import tell_in_charge
from engine.letters import DeliveryFailed
from engine.store.letters import Dispatch, LetterRow, SentCopy

#: waits between attempts; after the last one a letter counts as failed and an officer is told
BACK_OFF = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
)


def mark_sent(hand: InHand, dispatch: Dispatch, copy: Copy, at: datetime) -> None:
    """It has left: the first dispatch of a letter gives its day and the ledger's event."""
    digest = hashlib.sha256(copy.content).hexdigest()
    hand.session.add(
        SentCopy(dispatch_id=dispatch.id, format=copy.format, content=copy.content, sha256=digest)
    )
    dispatch.status, dispatch.sent_at, dispatch.error = "sent", at, ""
    dispatch.next_attempt_at, dispatch.sending_since, dispatch.sha256 = None, None, digest
    letter = letter_of(hand, dispatch)
    hand.audit("case:letter:sent", letter.code, {"dispatch": dispatch.id, "sha256": digest})
    if letter.sent_at is not None:
        return
    letter.status, letter.sent_at = "sent", at
    hand.record(
        f"letter {letter.code}",
        {"channel": dispatch.channel, "about": letter.about, "letter": letter.id},
        happened_at=at,
    )


def mark_not_sent(hand: InHand, dispatch: Dispatch, failure: DeliveryFailed) -> None:
    """It waits and is tried again; or it failed; or nobody knows, and an officer is asked."""
    dispatch.error = str(failure)
    if failure.doubtful:
        mark_doubtful(hand, dispatch)
        return
    dispatch.sending_since = None
    if not failure.permanent and dispatch.attempts <= len(BACK_OFF):
        dispatch.status = "queued"
        dispatch.next_attempt_at = hand.now + BACK_OFF[dispatch.attempts - 1]
        return
    dispatch.status, dispatch.next_attempt_at = "failed", None
    words = f"A letter to {dispatch.recipient} could not be sent: {failure}"
    tell_in_charge(hand, "doubtful", words)
    hand.audit("case:letter:failed", str(dispatch.id), {"why": str(failure)})


def mark_doubtful(hand: InHand, dispatch: Dispatch) -> None:
    """Nobody knows whether it left: it is never sent again by itself."""
    dispatch.status, dispatch.next_attempt_at = "doubtful", None
    letter = letter_of(hand, dispatch)
    if letter.status == "queued":
        letter.status = "doubtful"
    words = f"It is not known whether a letter to {dispatch.recipient} was sent."
    tell_in_charge(hand, "doubtful", words)
    hand.audit("case:letter:doubtful", str(dispatch.id))


def queue_again(hand: InHand, dispatch: Dispatch) -> None:
    """It is sent as if for the first time."""
    dispatch.status, dispatch.next_attempt_at = "queued", hand.now
    dispatch.sending_since, dispatch.attempts = None, 0
    letter = letter_of(hand, dispatch)
    if letter.status == "doubtful":
        letter.status = "queued"


def letter_of(hand: InHand, dispatch: Dispatch) -> LetterRow:
    """The letter that a dispatch carries."""
    found = hand.session.get(LetterRow, dispatch.letter_id)
    assert found is not None
    return found
