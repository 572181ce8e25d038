"""Who gets no copies for a time: whoever wrote for somebody that has not agreed to it yet."""

from __future__ import annotations

from engine.casework.in_hand import InHand
from engine.catalogue.definition import LetterDuty, without_consent


def stopped(hand: InHand, capacity: str) -> bool:
    """Whether a capacity's copies stop now: the last event that says so counts."""
    rule = hand.procedure.copies.get(capacity)
    return rule is not None and rule.stopped([event.kind for event in hand.events])


def body_for(hand: InHand, duty: LetterDuty, capacity: str) -> str | None:
    """Which body of a letter this capacity gets now: '' is everybody's. None: no letter at all.

    While copies stop, only a body of its own goes out: nothing of the case is told by mistake.
    """
    own = _while_it_holds(hand, duty, capacity) or duty.bodies.get(capacity)
    if not stopped(hand, capacity):
        return own or ""
    return duty.bodies.get(without_consent(capacity), own)


def _while_it_holds(hand: InHand, duty: LetterDuty, capacity: str) -> str:
    """The text that a capacity gets because a variable holds now, if there is one."""
    fitting = (row for row in duty.conditional() if row[0] == capacity)
    return next((suffix for _, name, suffix in fitting if _holds(hand, name)), "")


def _holds(hand: InHand, name: str) -> bool:
    """Whether a variable holds: a fact of the case, or in the run that began last."""
    variable = hand.procedure.variables.get(name)
    if variable is not None and variable.origin == "case":
        return bool(hand.case.data.get(name, variable.default))
    runs = [run for run in hand.books.runs if run.kind == "main"]
    return bool(runs and runs[-1].variables.get(name))
