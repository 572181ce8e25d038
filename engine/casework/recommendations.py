"""What a report or a review asks for: recorded row by row, answered by whoever it is made to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from engine.casework import dated_actions, own_links, promises, separations, staff
from engine.casework.in_hand import InHand
from engine.casework.notices import tell
from engine.catalogue.definition import AnyTime, Field
from engine.errors import FormErrors
from engine.store.dated_actions import CONTRIBUTOR, DatedAction
from engine.working_days import long_date

ACCEPTED, DECLINED = "accepted", "declined"


def record(hand: InHand, each: Field, rows: Sequence[Mapping[str, object]]) -> None:
    """Each row as a dated action of the field's kind. The same words again only move its date."""
    standing = dated_actions.still_open(hand, each.becomes)
    for given in rows:
        text, owner = str(given["text"]), given.get("owner")
        due = given.get("due")
        due_on = due if isinstance(due, date) else None
        officer = owner if isinstance(owner, int) and not isinstance(owner, bool) else None
        again = next((row for row in standing if dated_actions.same_words(row.text, text)), None)
        if again is not None:
            again.owner_officer_id = officer or again.owner_officer_id
            dated_actions.move(hand, again, due_on or again.due_on)
            continue
        _add(hand, each.becomes, text, due_on, officer, str(given.get("body") or ""))


def _add(
    hand: InHand, kind: str, text: str, due_on: date | None, officer: int | None, body: str
) -> None:
    row = dated_actions.add(
        hand,
        DatedAction(
            kind=kind,
            text=text,
            asked_by_id=hand.actor.officer_id,
            owner_officer_id=officer,
            service=body,
            due_on=due_on,
        ),
    )
    who = staff.officer(hand, officer) if officer is not None else None
    if who is None or who.person_id is None:
        return
    separations.take_part(hand, who.person_id, CONTRIBUTOR)
    if not who.in_office:
        own_links.invite(hand, who)
    elif officer != hand.actor.officer_id:
        hand.session.flush()
        by = f" by {long_date(due_on)}" if due_on else ""
        said = "recommended to you" if kind == "recommendation" else "for you to do"
        tell(hand, "info", f"This is {said}{by}: {text}", officer=officer, about=row.id)


def answer(hand: InHand, action: AnyTime, values: dict[str, object]) -> None:
    """The `answer_recommendation` action: accepted, perhaps for another day; or declined, why."""
    row = promises.chosen(hand, action, values)
    declined, reason = values.get("response") == DECLINED, str(values.get("reason") or "")
    if declined and not reason:
        raise FormErrors({"reason": "Say why it is not accepted."})
    row.response, row.response_reason = DECLINED if declined else ACCEPTED, reason
    row.responded_at = hand.now
    said = {"text": row.text, "response": row.response, "reason": reason}
    hand.record(action.id, said)
    hand.audit(f"case:recommendation:{row.response}", row.text[:80], said)
    if declined:
        dated_actions.give_up(hand, row, reason)
        return
    due = values.get("due")
    dated_actions.move(hand, row, due if isinstance(due, date) else row.due_on)
