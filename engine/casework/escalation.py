"""Asking for the next stage: a new run; a stage that never answered is ended first."""

from __future__ import annotations

from collections.abc import Mapping

from engine.casework import correspondence, letter_context, moving
from engine.casework.in_hand import InHand
from engine.catalogue.definition import AnyTime
from engine.errors import NotNow


def begin(hand: InHand, action: AnyTime, values: Mapping[str, object]) -> None:
    """Start the run whose entry the action names. Refused while one of that entry goes on."""
    entry = action.entry or ""
    if any(run.kind == "main" and run.entry == entry for run in hand.runs):
        raise NotNow("This has been asked for already and is being dealt with.", action.id)
    if _already_had(hand, entry):
        raise NotNow("This case has already been through that stage.", action.id)
    hand.form_values = dict(values)
    kept = letter_context.plain(dict(values))
    assert isinstance(kept, dict)
    hand.case.data = {**hand.case.data, action.id: kept}
    for run in hand.runs:  # before the request is recorded: it starts the next stage's clocks
        if run.kind == "main":
            moving.cut(hand, run)
    hand.record(action.id, kept)
    said = str(values.get("text") or values.get("reason") or "")
    if said:
        correspondence.add_contact(hand, "in", "portal", said)
    hand.audit(f"case:{action.id}", entry, kept)
    moving.start_run(hand, entry)


def _already_had(hand: InHand, entry: str) -> bool:
    outcome = hand.case.outcome
    return entry in outcome or f"stage{outcome.get('stage')}" == entry
