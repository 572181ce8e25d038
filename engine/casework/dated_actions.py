"""Actions with a date of a case in hand: added, moved, settled; their next chaser kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from engine import deadlines
from engine.casework.in_hand import InHand
from engine.catalogue.definition import AnyTime
from engine.clock import london_date
from engine.deadlines.rules import Ladder
from engine.permissions import Actor
from engine.store import dated_actions
from engine.store.dated_actions import DatedAction
from engine.store.documents import last_called
from engine.store.officers import by_id

#: what the ledger and the history call each kind
WORDS = {"remedy": "promise", "contribution": "contribution", "recommendation": "recommendation"}
#: the event when one is settled: the action that settles it
SETTLED = {kind: action for action, kinds in dated_actions.SETTLES.items() for kind in kinds}


def still_open(hand: InHand, *kinds: str) -> list[DatedAction]:
    """The case's open actions of these kinds (of all, if none is named), oldest first."""
    rows = dated_actions.of_case(hand.session, hand.case.id)
    return [row for row in rows if row.state == "open" and (not kinds or row.kind in kinds)]


def open_ids(hand: InHand) -> tuple[str, ...]:
    """The ids of the case's open actions, as forms name them."""
    return tuple(str(row.id) for row in still_open(hand))


def to_settle(hand: InHand, who: Actor, action: AnyTime) -> list[DatedAction]:
    """What this officer may settle by that action now, oldest first."""
    rows = dated_actions.of_case(hand.session, hand.case.id)
    return dated_actions.to_settle(rows, who, action.id, action.by)


def as_asked(hand: InHand, who: Actor, action: AnyTime) -> Actor:
    """Whoever was asked something acts as a contributor, as far as what they were asked goes."""
    if who.kind != "officer" or action.id not in dated_actions.SETTLES:
        return who
    if not to_settle(hand, who, action):
        return who
    return replace(who, capacities=who.capacities | {dated_actions.CONTRIBUTOR})


def why_not(hand: InHand, who: Actor, action: AnyTime) -> str:
    """Why nothing can be settled by that action now, or nothing."""
    if action.id not in dated_actions.SETTLES or to_settle(hand, who, action):
        return ""
    return dated_actions.NOTHING[action.id]


def for_letters(hand: InHand) -> list[dict[str, object]]:
    """What was promised and recommended in the case, as letters may say it, in its order."""
    rows = dated_actions.of_case(hand.session, hand.case.id)
    return [
        {
            "kind": row.kind,
            "text": row.text,
            "owner": _owner(hand, row),
            "due": row.due_on or "",
            "state": row.state,
            "done_on": london_date(row.done_at) if row.done_at else "",
            "evidence": row.evidence,
            "response": row.response,
            "reason": row.response_reason or row.given_up_reason,
        }
        for row in rows
        if row.kind != "contribution"
    ]


def in_words(hand: InHand, answers: Mapping[str, object]) -> dict[str, str]:
    """What was promised or asked, where an answer names it: nobody is written its number."""
    named = str(answers.get("promise") or "")
    rows = dated_actions.of_case(hand.session, hand.case.id) if named else []
    row = next((each for each in rows if str(each.id) == named), None)
    return {"promise": row.text} if row else {}


def _owner(hand: InHand, row: DatedAction) -> str:
    """The service, or the title of the account; letters name no officer."""
    officer = by_id(hand.session, row.owner_officer_id) if row.owner_officer_id else None
    return row.service or (officer.title if officer else "")


def document_called(hand: InHand, filename: object) -> int | None:
    """The document of that name that was put on the case last."""
    return last_called(hand.session, hand.case.id, str(filename)) if filename else None


def add(hand: InHand, row: DatedAction) -> DatedAction:
    """Put an action on the case: asked now, chased as the profile's ladder of its kind says."""
    row.case_id, row.asked_at, row.state = hand.case.id, hand.now, "open"
    row.next_chase_at = next_chase(hand, row, hand.now)
    hand.session.add(row)
    hand.record(WORDS[row.kind], _said(row))
    _audit(hand, row, "asked" if row.kind == "contribution" else "made", _said(row))
    return row


def _said(row: DatedAction) -> dict[str, object]:
    return {"text": row.text, "due": None if row.due_on is None else row.due_on.isoformat()}


def move(hand: InHand, row: DatedAction, due_on: date | None) -> None:
    """It is promised again for another day."""
    if row.due_on == due_on:
        return
    row.due_on, row.next_chase_at = due_on, None
    row.next_chase_at = next_chase(hand, row, hand.now)
    hand.record(f"{WORDS[row.kind]}_moved", _said(row))
    _audit(hand, row, "moved", _said(row))


def done(hand: InHand, row: DatedAction, evidence: str, at: datetime) -> None:
    """It was done then; nobody is chased any more."""
    row.state, row.evidence, row.done_at = "done", evidence, at
    _settle(hand, row)
    said = {"text": row.text, "outcome": "done"}
    hand.record(SETTLED[row.kind], said, happened_at=at)
    word = "given" if row.kind == "contribution" else "kept"
    _audit(hand, row, word, {**said, "evidence": evidence})


def give_up(hand: InHand, row: DatedAction, reason: str) -> None:
    """It will not be done, and why."""
    row.state, row.given_up_reason = "given_up", reason
    _settle(hand, row)
    said = {"text": row.text, "outcome": "given_up", "reason": reason}
    hand.record(SETTLED[row.kind], said)
    _audit(hand, row, "given_up", said)


def _settle(hand: InHand, row: DatedAction) -> None:
    row.settled_at, row.settled_by_id = hand.now, hand.actor.officer_id
    row.next_chase_at = None
    dated_actions.put_away_notices(hand.session, row.id, hand.now)


def _audit(hand: InHand, row: DatedAction, what: str, data: Mapping[str, object]) -> None:
    hand.audit(f"case:{WORDS[row.kind]}:{what}", row.text[:80], data)


def ladder_of(hand: InHand, kind: str) -> Ladder | None:
    """Who is reminded and chased about a kind; a profile older than its ladder takes today's."""
    frozen = hand.profile.ladders.get(kind)
    return frozen or hand.office.present_profile(hand.profile).ladders.get(kind)


def next_chase(hand: InHand, row: DatedAction, after: datetime) -> datetime | None:
    """When somebody is reminded or chased next; None for an action without a date."""
    ladder = ladder_of(hand, row.kind)
    if ladder is None or row.due_on is None or row.state != "open":
        return None
    coming = deadlines.chases(ladder, row.due_on, after, hand.profile.timing)
    return next((at for _, at in coming), None)
