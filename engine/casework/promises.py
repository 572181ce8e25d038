"""What the council promised for a case, by hand and to the end: made, kept, or not to be kept."""

from __future__ import annotations

from datetime import date, datetime, time

from engine.casework import dated_actions
from engine.casework.in_hand import InHand
from engine.casework.notices import tell
from engine.catalogue.definition import AnyTime
from engine.clock import at_london, london_date
from engine.errors import FormErrors
from engine.store.dated_actions import DatedAction

_NOON = time(12)


def promise(hand: InHand, action: AnyTime, values: dict[str, object]) -> None:
    """The `promise` action: one more dated action, of whoever is named or of who promises."""
    due, owner = values.get("due"), values.get("owner")
    row = dated_actions.add(
        hand,
        DatedAction(
            kind="remedy",
            text=str(values["text"]),
            asked_by_id=hand.actor.officer_id,
            owner_officer_id=owner if isinstance(owner, int) else hand.actor.officer_id,
            due_on=due if isinstance(due, date) else None,
        ),
    )
    if row.owner_officer_id != hand.actor.officer_id:
        hand.session.flush()
        words = f"You are to do what was promised: {row.text}"
        tell(hand, "info", words, officer=row.owner_officer_id, about=row.id)


def keep_promise(hand: InHand, action: AnyTime, values: dict[str, object]) -> None:
    """The `keep_promise` action: done, with the evidence and the day; or not to be done, and why.

    Possible after the case is closed: the answer closes it, the remedy is followed to the end.
    """
    row = chosen(hand, action, values)
    if values.get("outcome") == "given_up":
        dated_actions.give_up(hand, row, str(values["reason"]))
        return
    row.document_id = dated_actions.document_called(hand, values.get("document"))
    dated_actions.done(hand, row, str(values["evidence"]), _when(hand, values.get("done_on")))
    _tell_who_asked(hand, row)


def chosen(hand: InHand, action: AnyTime, values: dict[str, object]) -> DatedAction:
    """The open action that the form names, if this officer may settle it."""
    wanted = str(values.get("promise") or "")
    for row in dated_actions.to_settle(hand, hand.actor, action):
        if str(row.id) == wanted:
            return row
    raise FormErrors({"promise": "Select one that is still open."})


def _when(hand: InHand, day: object) -> datetime:
    """Now, or noon of the day on which it was done."""
    if not isinstance(day, date) or day == london_date(hand.now):
        return hand.now
    return at_london(day, _NOON)


def _tell_who_asked(hand: InHand, row: DatedAction) -> None:
    if row.asked_by_id not in (None, hand.actor.officer_id):
        tell(hand, "info", f"What was promised is done: {row.text}", officer=row.asked_by_id)
