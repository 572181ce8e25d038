"""Which clocks may be stopped, and which stand still."""

from __future__ import annotations

from collections.abc import Iterable

from engine.deadlines.rules import ClockState, Status


def may_stop(states: Iterable[ClockState]) -> tuple[str, ...]:
    """The clocks that run and whose rule lets them be paused."""
    current = _current(states)
    return tuple(
        name
        for name, state in current.items()
        if state.status is Status.RUNNING and state.rule.pausable
    )


def stopped(states: Iterable[ClockState]) -> tuple[str, ...]:
    """The clocks that stand still because somebody paused them."""
    current = _current(states)
    return tuple(
        name for name, state in current.items() if state.status is Status.PAUSED and state.by_hand
    )


def why_not(action: str, states: Iterable[ClockState]) -> str:
    """Why the action `pause` or `resume` is not possible now; nothing for any other action."""
    if action == "pause" and not may_stop(states):
        return "The profile does not let any running date be paused."
    if action == "resume" and not stopped(states):
        return "No date is paused."
    return ""


def _current(states: Iterable[ClockState]) -> dict[str, ClockState]:
    return {state.rule.name: state for state in states}
