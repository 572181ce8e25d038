"""What a run's end means for its case."""

from __future__ import annotations

import re

from engine.casework import letter_context
from engine.casework.in_hand import InHand
from engine.store.cases import Run

_STAGE_WORD = re.compile(r"stage(\d+)_(\w+)")


def stage_number(stage: str) -> int:
    """``stage 2`` is 2; no stage is 0."""
    digits = re.search(r"\d+", stage)
    return int(digits.group()) if digits else 0


def reach(hand: InHand, run: Run, outcome: str) -> None:
    """Keep what a run came to.

    ``points``: the overall finding of the stage, with what it was before. ``stage2_refused`` keeps
    the earlier result and adds ``stage2: refused``. ``as_before`` changes nothing: an offer was
    declined. Any other outcome stands as it is.
    """
    before = dict(hand.case.outcome)
    was = before.get("overall") or before.get("was")  # a case that began afresh has no overall
    special = _STAGE_WORD.fullmatch(outcome)
    if outcome == "as_before":
        result: dict[str, object] = before
    elif outcome == "points":
        result = {
            "stage": stage_number(hand.case.stage),
            "overall": letter_context.overall(hand),
        }
        if was:
            result["was"] = was
    elif special:
        result = {**before, f"stage{special.group(1)}": special.group(2)}
    else:
        result = {"stage": stage_number(hand.case.stage), "overall": outcome}
        reason = run.variables.get("refusal_reason")
        if reason:
            result["reason"] = reason
        if was:
            result["was"] = was
    hand.case.outcome = result
    hand.record("outcome", {"outcome": outcome, **result}, run=run)
