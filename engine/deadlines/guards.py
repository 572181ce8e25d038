"""What an expression of a procedure's YAML may ask of a case: values in, functions out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

from engine.deadlines.extensions import successors
from engine.deadlines.replay import latest
from engine.deadlines.rules import ClockRule, ClockState, Status

#: the names a guard may call
FUNCTIONS = ("sent", "late", "told", "running", "in_time", "open", "closed", "answered")


def guard_functions(
    rules: Mapping[str, ClockRule],
    states: Sequence[ClockState],
    now: datetime,
    *,
    events: Collection[str],
    open_tasks: Collection[str],
    closed: bool,
    answered: bool,
) -> Mapping[str, Callable[..., bool]]:
    """What a guard may call: sent(letter), late, told, running and in_time(clock), open(task)…

    ``events``: kinds in the ledger; ``open_tasks``: their elements. ``told``: an update or
    extension went out in time, and the date that it gave has not passed without an answer.
    """

    def late(clock: str) -> bool:
        state = latest(states, clock)
        return state is not None and state.late(now)

    def running(clock: str) -> bool:
        state = latest(states, clock)
        return state is not None and state.status is Status.RUNNING

    def told(clock: str) -> bool:
        state = latest(states, clock)
        promised = [latest(states, rule.name) for rule in successors(rules, clock)]
        broken = any(p and p.status is Status.RUNNING and p.late(now) for p in promised)
        return state is not None and state.told and not broken

    def in_time(clock: str) -> bool:
        state = latest(states, clock)
        return state is not None and not state.late(now)

    return {
        "sent": lambda code: f"letter {code}" in events,
        "late": late,
        "told": told,
        "running": running,
        "in_time": in_time,
        "open": lambda element: element in open_tasks,
        "closed": lambda: closed,
        "answered": lambda: answered,
    }
