"""Side diagrams: what runs beside the case, such as checking a withdrawal, or an urgent risk."""

from __future__ import annotations

from collections.abc import Mapping

from engine.casework import letter_context, moving, taking_answers
from engine.casework.in_hand import InHand
from engine.catalogue.definition import AnyTime
from engine.errors import NotNow
from engine.permissions import Denied, may_begin_beside


def begin(hand: InHand, action: AnyTime, values: Mapping[str, object]) -> None:
    """Start the action's side diagram with what its form says, beside whatever goes on.

    Raises NotNow while the same diagram goes on, or where it would end a case that has ended.
    """
    require(hand, action)
    form = hand.procedure.forms.get(action.form or "")
    hand.form_values = dict(values)
    hand.form_role = next((role for role in action.by if role in hand.actor.roles), "")
    chosen = taking_answers.take(hand, form, values)
    kept = letter_context.plain(dict(values))
    assert isinstance(kept, dict)
    hand.record(f"{action.id}_asked", kept, happened_at=hand.dated.get(action.id))
    hand.audit(f"case:{action.id}:asked", "", kept)
    taking_answers.require(hand, chosen)
    moving.start_run(
        hand,
        action.id,
        hand.procedure.side_diagrams[action.run or ""],
        kind="side",
        given=taking_answers.variables(hand, form, values),
        assign=chosen,
    )


def require(hand: InHand, action: AnyTime) -> None:
    """Raise NotNow when the action's side diagram cannot begin now."""
    running = [(run.kind, run.diagram) for run in hand.runs]
    drawn = hand.procedure.side_diagrams.get(action.run or "")
    file = drawn.file if drawn else ""
    decision = may_begin_beside(file, bool(action.ends), running, again=action.again)
    if isinstance(decision, Denied):
        raise NotNow(decision.reason, action.id)
