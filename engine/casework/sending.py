"""Letters leave: ``sending`` before the connection opens, ``sent`` after; in between nobody knows.

A crash in that window makes an e-mail ``doubtful``: it is never sent again by itself, an officer
is asked. Filing into the outbox writes the same file again, so that one is simply finished.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from engine.casework import (
    before_moves,
    dispatched,
    enclosures,
    leaving,
    letter_context,
    moving,
    own_links,
    writing,
)
from engine.casework.in_hand import InHand, take
from engine.casework.leaving import Leaving
from engine.casework.letter_ways import EMAIL, Way
from engine.clock import london_date
from engine.errors import BadInput, NotFound, NotNow, NotPermitted, Refused
from engine.letters import DeliveryFailed, letter_from_json, letter_to_json
from engine.permissions import SYSTEM, Actor
from engine.store import dossier
from engine.store.letters import Dispatch, LetterRow, due_dispatches, interrupted_dispatches
from engine.store.office import Office

#: how long a sending may say ``sending`` before whoever did it is taken to be gone
LONGEST_SENDING = timedelta(minutes=10)


def due(office: Office, limit: int = 100, without: Collection[int] = ()) -> tuple[int, ...]:
    """The dispatches whose time has come."""
    with office.store.read() as session:
        found = due_dispatches(session, office.clock.now(), limit, without)
        return tuple(dispatch.id for dispatch in found)


def deliver(office: Office, dispatch_id: int) -> bool:
    """Send one dispatch. True when it left; False when there was nothing to do or it waits."""
    reference = _reference(office, dispatch_id)
    try:
        going = _begin(office, reference, dispatch_id)
        if going is None:
            return False
        copy = leaving.prepare(office, going)
        leaving.hand_over(office, going, copy)
    except DeliveryFailed as failure:
        _not_sent(office, reference, dispatch_id, failure)
        return False
    except (Refused, BadInput) as wrong:  # seen before anything was sent: trying again is no help
        _not_sent(office, reference, dispatch_id, DeliveryFailed(str(wrong), permanent=True))
        return False
    with take(office, SYSTEM, reference) as hand:
        dispatch = _dispatch(hand, dispatch_id)
        if dispatch.status != "sent":  # an officer may have settled it while the server was slow
            dispatched.mark_sent(hand, dispatch, copy, hand.now)
            moving.settle(hand)
    return True


def _reference(office: Office, dispatch_id: int) -> str:
    with office.store.read() as session:
        return dossier.case_of_dispatch(session, dispatch_id)


def _dispatch(hand: InHand, dispatch_id: int) -> Dispatch:
    found = hand.session.get(Dispatch, dispatch_id)
    if found is None:
        raise NotFound("There is no such letter.")
    return found


def _begin(office: Office, reference: str, dispatch_id: int) -> Leaving | None:
    """Say ``sending`` and commit; a letter of an earlier day is dated and rendered again first."""
    with take(office, SYSTEM, reference) as hand:
        dispatch = _dispatch(hand, dispatch_id)
        if dispatch.status != "queued":
            return None
        letter = dispatched.letter_of(hand, dispatch)
        today = london_date(hand.now)
        if letter_from_json(dispatch.letter).issued != today:
            _date_again(hand, letter, dispatch, today)
        dispatch.status, dispatch.sending_since = "sending", hand.now
        dispatch.attempts += 1
        host = office.settings.base_url.split("//")[-1].split(":")[0].split("/")[0]
        dispatch.message_id = f"<letter-{dispatch.id}@{host}>"
        return _leaving(hand, letter, dispatch)


def _leaving(hand: InHand, letter: LetterRow, dispatch: Dispatch, gone: bool = False) -> Leaving:
    """``gone``: it has left already, only its copy is wanted."""
    confidential = hand.case.confidential and not _chose_plain_email(hand, dispatch)
    account = next((o for o in hand.books.officers if o.person_id == dispatch.person_id), None)
    by_email = confidential and dispatch.channel == EMAIL
    door = own_links.door(hand, account, gone) if account and by_email else own_links.Door()
    return Leaving(
        dispatch_id=dispatch.id,
        letter=letter_from_json(dispatch.letter),
        channel=dispatch.channel,
        to=dispatch.address[0] if dispatch.address else "",
        message_id=dispatch.message_id,
        name=f"{hand.case.reference}-{letter.code}-{dispatch.id}",
        confidential=confidential,
        began=dispatch.sending_since or hand.now,
        door=door.address,
        kept_door=door.kept,
        how=door.how,
        enclosed=() if confidential else enclosures.attached(hand, letter, dispatch),
    )


def _chose_plain_email(hand: InHand, dispatch: Dispatch) -> bool:
    """Letters of a confidential procedure go by plain e-mail only to who chose so in writing."""
    return any(
        wish.person_id == dispatch.person_id and wish.kind == "plain_email"
        for wish in hand.books.adjustments
    )


def _date_again(hand: InHand, letter: LetterRow, dispatch: Dispatch, today: date) -> None:
    """Rendered again from what was kept, with today's date and today's contacts."""
    to = writing.recipient(hand, dispatch.person_id, dispatch.capacity)
    if to is None:
        return
    matter = letter_context.kept_matter(letter.context)
    way = Way(dispatch.channel, dispatch.large_print)
    then = before_moves.hand_for(hand, letter)
    again = writing.letter_for(then, letter.code, matter, to, way, today)
    dispatch.letter = letter_to_json(again)
    if letter.sent_at is None:
        letter.issued = today


def _not_sent(office: Office, reference: str, dispatch_id: int, failure: DeliveryFailed) -> None:
    with take(office, SYSTEM, reference) as hand:
        dispatch = _dispatch(hand, dispatch_id)
        if dispatch.status in ("queued", "sending"):
            dispatched.mark_not_sent(hand, dispatch, failure)


def doubt_interrupted(office: Office, *, at_start: bool = False) -> int:
    """Sendings that were interrupted become doubtful (e-mail) or are finished (outbox).

    ``at_start``: nobody else sends, so every ``sending`` was interrupted.
    """
    now = office.clock.now()
    before = now + timedelta(seconds=1) if at_start else now - LONGEST_SENDING
    with office.store.read() as session:
        stuck = [(d.id, d.case_id) for d in interrupted_dispatches(session, before)]
    for dispatch_id, case_id in stuck:
        with take(office, SYSTEM, reference_of(office, case_id)) as hand:
            dispatch = _dispatch(hand, dispatch_id)
            if dispatch.status == "sending":
                _interrupted(hand, dispatch)
    return len(stuck)


def _interrupted(hand: InHand, dispatch: Dispatch) -> None:
    office = hand.office
    if not leaving.repeatable(office, dispatch.channel):
        dispatched.mark_doubtful(hand, dispatch)
        return
    going = _leaving(hand, dispatched.letter_of(hand, dispatch), dispatch)
    copy = leaving.prepare(office, going)
    if leaving.is_filed(office, going, copy):
        leaving.hand_over(office, going, copy)  # the same file again: that mends its list
        dispatched.mark_sent(hand, dispatch, copy, going.began)
        moving.settle(hand)
    else:
        dispatched.queue_again(hand, dispatch)


def settle_doubtful(office: Office, actor: Actor, dispatch_id: int, sent: bool) -> None:
    """An officer says whether a doubtful sending arrived: it counts as sent, or goes again."""
    if actor.kind != "officer":
        raise NotPermitted("Only an officer may say whether a letter arrived.", "role")
    with take(office, actor, _reference(office, dispatch_id)) as hand:
        dispatch = _dispatch(hand, dispatch_id)
        if dispatch.status not in ("doubtful", "failed"):
            raise NotNow("This letter is not in doubt.", "doubtful")
        hand.audit("case:letter:settled", str(dispatch_id), {"sent": sent})
        if sent:
            going = _leaving(hand, dispatched.letter_of(hand, dispatch), dispatch, gone=True)
            copy = leaving.prepare(office, going)
            dispatched.mark_sent(hand, dispatch, copy, going.began)
        else:
            writing.readdress(hand, dispatch, dispatched.letter_of(hand, dispatch))
            dispatched.queue_again(hand, dispatch)
        moving.settle(hand)


def reference_of(office: Office, case_id: int) -> str:
    """The reference of a case's id."""
    with office.store.read() as session:
        return dossier.reference(session, case_id)
