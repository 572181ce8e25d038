"""What a report or a review asks for: recorded row by row, answered by whoever it is made to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from engine.casework import dated_actions, own_links, promises, separations, staff
from engine.casework.in_hand import InHand
from engine.casework.notices import tell
from engine.catalogue.answered_rows import same_words
from engine.catalogue.definition import AnyTime, Field
from engine.errors import FormErrors
from engine.store.dated_actions import CONTRIBUTOR, DatedAction
from engine.working_days import long_date

ACCEPTED, DECLINED = "accepted", "declined"


def record(hand: InHand, each: Field, rows: Sequence[Mapping[str, object]]) -> None:
    """Each row as a dated action of the field's kind. The same words again only move its date.

    A row with the column ``answer``, or the ``response`` of all, says too whether it is accepted;
    nobody has to do what is not.
    """
    standing = dated_actions.still_open(hand, each.becomes)
    for given in rows:
        said = str(given.get("answer") or each.response)
        why = given.get("why") or given.get("reason")
        again = next((row for row in standing if same_words(row.text, str(given["text"]))), None)
        if again is not None:
            again.owner_officer_id = _owner(given) or again.owner_officer_id
            dated_actions.move(hand, again, _due(given) or again.due_on)
        row = again or _added(hand, each.becomes, given)
        if again is None and said != DECLINED:
            _ask(hand, row)
        if said:
            _respond(hand, row, DECLINED if said == DECLINED else ACCEPTED, why)


def _owner(given: Mapping[str, object]) -> int | None:
    owner = given.get("owner")
    return owner if isinstance(owner, int) and not isinstance(owner, bool) else None


def _due(given: Mapping[str, object]) -> date | None:
    due = given.get("due")
    return due if isinstance(due, date) else None


def _added(hand: InHand, kind: str, given: Mapping[str, object]) -> DatedAction:
    return dated_actions.add(
        hand,
        DatedAction(
            kind=kind,
            text=str(given["text"]),
            asked_by_id=hand.actor.officer_id,
            owner_officer_id=_owner(given),
            service=str(given.get("body") or ""),
            due_on=_due(given),
        ),
    )


def _ask(hand: InHand, row: DatedAction) -> None:
    """Whoever owns it takes part, and hears of it."""
    officer = row.owner_officer_id
    who = staff.officer(hand, officer) if officer is not None else None
    if who is None or who.person_id is None:
        return
    separations.take_part(hand, who.person_id, CONTRIBUTOR)
    if not who.in_office:
        own_links.invite(hand, who)
    elif officer != hand.actor.officer_id:
        hand.session.flush()
        by = f" by {long_date(row.due_on)}" if row.due_on else ""
        said = "recommended to you" if row.kind == "recommendation" else "for you to do"
        tell(hand, "info", f"This is {said}{by}: {row.text}", officer=officer, about=row.id)


def _respond(hand: InHand, row: DatedAction, response: str, reason: object) -> None:
    """It is accepted, or declined and so given up, and why."""
    hand.session.flush()
    row.response, row.response_reason = response, str(reason or "")
    row.responded_at = hand.now
    if response == DECLINED:
        dated_actions.give_up(hand, row, row.response_reason)


def answer(hand: InHand, action: AnyTime, values: dict[str, object]) -> None:
    """The `answer_recommendation` action: accepted, perhaps for another day; or declined, why."""
    row = promises.chosen(hand, action, values)
    declined, reason = values.get("response") == DECLINED, str(values.get("reason") or "")
    if declined and not reason:
        raise FormErrors({"reason": "Say why it is not accepted."})
    response = DECLINED if declined else ACCEPTED
    said = {"text": row.text, "response": response, "reason": reason}
    hand.record(action.id, said)
    hand.audit(f"case:recommendation:{response}", row.text[:80], said)
    _respond(hand, row, response, reason)
    if declined:
        return
    due = values.get("due")
    dated_actions.move(hand, row, due if isinstance(due, date) else row.due_on)
