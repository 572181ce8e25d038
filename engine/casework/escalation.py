"""Asking for the next stage, or beginning afresh: a new run; a stage that goes on ends first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from engine.casework import clock_sheet, correspondence, letter_context, moving, taking_answers
from engine.casework.in_hand import InHand
from engine.catalogue.definition import AnyTime
from engine.errors import NotNow


def begin(hand: InHand, action: AnyTime, values: Mapping[str, object]) -> None:
    """Start the run whose entry the action names. Refused while one of that entry goes on.

    An action that begins ``afresh`` may be used again and again, of closed cases too.
    """
    entry, form = action.entry or "", hand.procedure.forms.get(action.form or "")
    if any(run.kind == "main" and run.entry == entry for run in hand.runs):
        raise NotNow("This has been asked for already and is being dealt with.", action.id)
    if not action.afresh and _already_had(hand, entry):
        raise NotNow("This case has already been through that stage.", action.id)
    at = hand.dated.get(action.id)
    hand.form_values = dict(values)
    chosen = taking_answers.take(hand, form, values)
    kept = letter_context.plain(dict(values))
    assert isinstance(kept, dict)
    hand.case.data = {**hand.case.data, action.id: kept}
    for run in hand.runs:  # before the request is recorded: it starts the next stage's clocks
        if run.kind == "main":
            moving.cut(hand, run, at)
    if action.afresh:
        _forget_what_was(hand, action, at)
    hand.record(action.id, kept, happened_at=at)
    said = str(values.get("text") or values.get("reason") or "")
    if said:
        own_page = "portal" if hand.actor.kind == "resident" else ""  # an officer's note has none
        correspondence.add_contact(hand, "in", str(values.get("channel") or own_page), said, at)
    hand.audit(f"case:{action.id}", entry, kept)
    taking_answers.require(hand, chosen)
    given = taking_answers.variables(hand, form, values)
    moving.start_run(hand, entry, given=given, assign=chosen)


def _already_had(hand: InHand, entry: str) -> bool:
    outcome = hand.case.outcome
    return entry in outcome or f"stage{outcome.get('stage')}" == entry


def _forget_what_was(hand: InHand, action: AnyTime, at: datetime | None) -> None:
    """No stage yet, the earlier result only as what it was, and no window of the first time.

    A clock that the beginning itself meets ends with it; those of side diagrams go on.
    """
    before = hand.case.outcome
    was = before.get("overall") or before.get("was")
    hand.case.stage, hand.case.outcome = "", {"was": was} if was else {}
    for _, findings in hand.points:
        for finding in findings:
            finding.current = False
    own = {name for name, rule in hand.rules.items() if action.id in rule.met_by}
    clock_sheet.stop(hand, hand.rules.keys() - own - moving.clocks_beside(hand), at)
