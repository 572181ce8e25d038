"""What an expression of a procedure's YAML may ask of a case: values in, functions out."""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from types import MappingProxyType

from engine.clock import london_date
from engine.deadlines.extensions import successors
from engine.deadlines.moves import kinds_since_move
from engine.deadlines.replay import latest
from engine.deadlines.rules import OF_LETTERS, ClockRule, ClockState, Status

#: the names a guard may call
FUNCTIONS = (
    *("sent", "late", "told", "running", "in_time", "due_later", "open", "closed", "answered"),
    *("past", "due", "in_force", "outstanding", "runs"),
    *("happened", "by", "restricted", "waits_for", "threshold_met", "present"),
    *("within_months", "beyond_months"),
    "recommended",
)


_NOTHING: Mapping[str, object] = MappingProxyType({})


def guard_functions(
    rules: Mapping[str, ClockRule],
    states: Sequence[ClockState],
    now: datetime,
    *,
    events: Collection[str],
    open_tasks: Collection[str],
    closed: bool,
    answered: bool,
    restricted: bool = False,
    roles: Collection[str] = (),
    present: Collection[str] = (),
    values: Mapping[str, object] = _NOTHING,
    outstanding: Callable[[str], bool] = lambda kind: False,
    runs: Callable[[str], bool] = lambda procedure: False,
    threshold_met: Callable[[], bool] = lambda: False,
    in_months: Callable[[str], bool | None] = lambda value: None,
    kept: Mapping[str, object] = _NOTHING,
) -> Mapping[str, Callable[..., object]]:
    """What a guard may call: sent(letter), late, told, running and in_time(clock), open(task)…

    ``events``: kinds in the ledger (`since_afresh`); ``open_tasks``: their elements; ``roles``:
    what the actor is; ``present``: the capacities that somebody holds; ``values``: the profile's;
    ``outstanding``: whether dated actions of a kind are not done; ``runs``: whether the council
    runs a procedure, under the rules that froze for the case; ``in_months``: whether it came
    within so many months of when it happened or was known; ``kept``: what the case remembers.
    """
    held = {"open": open_tasks, "happened": events, "by": roles, "present": present}
    return {
        **_facts(held, {"closed": closed, "answered": answered, "restricted": restricted}),
        **_Clocks(rules, states, now).functions(),
        "sent": lambda code: any(f"{became} {code}" in events for became in OF_LETTERS),
        "in_force": lambda value: in_force(values.get(value), london_date(now)),
        "outstanding": outstanding,
        "runs": runs,
        "threshold_met": threshold_met,
        "within_months": lambda value: in_months(value) is True,
        "beyond_months": lambda value: in_months(value) is False,
        "recommended": partial(_recommended, kept.get("recommendations")),
    }


def _facts(
    held: Mapping[str, Collection[str]], facts: Mapping[str, bool]
) -> Mapping[str, Callable[..., object]]:
    return {
        **{name: partial(operator.contains, among) for name, among in held.items()},
        **{name: partial(bool, fact) for name, fact in facts.items()},
    }


def _recommended(rows: object, body: str) -> bool:
    """Whether something was recommended to that body, in the rows that the case remembers."""
    given = rows if isinstance(rows, list) else []
    return any(isinstance(row, Mapping) and row.get("body") == body for row in given)


def in_force(value: object, today: date) -> bool:
    """Whether a value of the profile is a date on or before today; anything else never is."""
    try:
        return date.fromisoformat(str(value)) <= today
    except ValueError:
        return False


def since_afresh(kinds: Iterable[str], afresh: Collection[str]) -> frozenset[str]:
    """What happened under this procedure: letters only since the case was last begun afresh.

    ``kinds``: in the order in which they were recorded; ``afresh``: those that begin it anew.
    """
    found: set[str] = set()
    for kind in kinds_since_move(kinds):
        if kind in afresh:
            found = {each for each in found if each.partition(" ")[0] not in OF_LETTERS}
        found.add(kind)
    return frozenset(found)


def states_since(
    states: Sequence[ClockState],
    events: Iterable[tuple[str, datetime]],
    afresh: Collection[str],
) -> tuple[ClockState, ...]:
    """The clocks without those that had ended when the case was last begun afresh.

    ``events``: kind and when it happened.
    """
    began = max((at for kind, at in events if kind in afresh), default=None)
    if began is None:
        return tuple(states)
    return tuple(s for s in states if s.ended_at is None or s.ended_at > began)


@dataclass(frozen=True, slots=True)
class _Clocks:
    """A case's clocks now."""

    rules: Mapping[str, ClockRule]
    states: Sequence[ClockState]
    now: datetime

    def functions(self) -> Mapping[str, Callable[..., object]]:
        """What a guard may ask of a clock. ``told``: an update or extension went out in time, and
        the date that it gave was, or still can be, kept.
        """
        return {
            "late": self.late,
            "told": self.told,
            "past": self.past,
            "due": self.due,
            "running": self.running,
            "in_time": self.in_time,
            "due_later": self.due_later,
            "waits_for": self.waits_for,
        }

    def late(self, clock: str) -> bool:
        state = latest(self.states, clock)
        return state is not None and state.late(self.now)

    def past(self, clock: str) -> bool:
        """Whether it has been started and its day is over, met or not; paused, it stands."""
        state = latest(self.states, clock)
        return state is not None and (state.paused_at or self.now) > state.deadline.due

    def due(self, clock: str) -> date:
        """Its day, to compare a form's date with; where it never started, every day is before."""
        state = latest(self.states, clock)
        return date.max if state is None else state.deadline.due_on

    def in_time(self, clock: str) -> bool:
        state = latest(self.states, clock)
        return state is not None and not state.late(self.now)

    def due_later(self, clock: str) -> bool:
        """Whether it runs and its day has not come yet."""
        state = latest(self.states, clock)
        if state is None or state.status not in (Status.RUNNING, Status.PAUSED):
            return False
        return london_date(self.now) < state.deadline.due_on

    def running(self, clock: str) -> bool:
        state = latest(self.states, clock)
        return state is not None and state.status is Status.RUNNING

    def waits_for(self, event: str) -> bool:
        """Whether some date stands still until this happens, and for nothing else."""
        still = [state for state in self.states if state.status is Status.PAUSED]
        return any(set(state.waits_for) == {event} and not state.by_hand for state in still)

    def told(self, clock: str) -> bool:
        state = latest(self.states, clock)
        # A broken promise stays one, whether the answer came after it or the next stage stopped it
        promised = [latest(self.states, rule.name) for rule in successors(self.rules, clock)]
        broken = any(p and p.late(self.now) for p in promised)
        return state is not None and state.told and not broken
