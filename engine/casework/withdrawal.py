"""Withdrawing: a request, confirmed in a small side diagram, which then ends the case."""

from __future__ import annotations

from collections.abc import Mapping

from engine.casework import letter_context, moving
from engine.casework.in_hand import InHand
from engine.catalogue.definition import AnyTime
from engine.errors import NotNow


def ask(hand: InHand, action: AnyTime, values: Mapping[str, object]) -> None:
    """Start the action's side diagram beside the main run."""
    side = hand.procedure.side_diagrams[action.run or ""]
    if any(run.diagram == side.file for run in hand.runs):
        raise NotNow("This has been asked for already; an officer will confirm it.", action.id)
    if not any(run.kind == "main" for run in hand.runs):
        raise NotNow("The case has ended, so there is nothing to withdraw.", action.id)
    kept = letter_context.plain(dict(values))
    assert isinstance(kept, dict)
    hand.record(f"{action.id}_asked", kept)
    hand.audit(f"case:{action.id}:asked", "", kept)
    moving.start_run(hand, action.id, side, kind="side")
