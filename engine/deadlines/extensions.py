"""How far a due date may be put off."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from engine.deadlines.beginnings import beginning, rule_calendar
from engine.deadlines.lengths import last_day
from engine.deadlines.replay import latest
from engine.deadlines.rules import ClockRule, ClockState, Timing

#: why an answer cannot be put off, although its clock runs
NOTHING_TO_EXTEND = "Nothing can be put off now: no step waits that would tell the person."


def extension_limit(state: ClockState, at: datetime, timing: Timing) -> date | None:
    """The last date to which a clock may be extended without `beyond`; None: there is no cap.

    The cap counts from the due date before any extension (moved by pauses), however often it was
    extended. Where a date is given, it is the rule's `max` from the day of the extension.
    """
    rule = state.rule
    if rule.date_field is not None:
        return date_limit(rule, at, timing)
    if rule.extend is None or rule.extend.cap is None:
        return None
    due_on = state.due_by_rule or state.original.due_on
    return last_day(rule.extend.cap, due_on, rule_calendar(rule, timing))


def date_limit(rule: ClockRule, at: datetime, timing: Timing) -> date | None:
    """The last date that may be given to a clock that starts at ``at``; None: there is no cap."""
    if rule.max is None:
        return None
    event = rule.starts[0].event if rule.starts else ""
    start = beginning(rule, event, at, timing, {})
    return last_day(rule.max, start.day_zero, rule_calendar(rule, timing))


def successors(rules: Mapping[str, ClockRule], clock: str) -> tuple[ClockRule, ...]:
    """The clocks that an extension of this one starts, on the date it gives."""
    event = f"extended {clock}"
    return tuple(r for r in rules.values() if any(start.event == event for start in r.starts))


def may_extend(
    rules: Mapping[str, ClockRule],
    clocks: Mapping[str, Collection[str]],
    open_tasks: Collection[str],
    waiting: Collection[str],
) -> bool:
    """Whether there is a late task to do now. ``clocks``: each with its late tasks; ``waiting``:
    the clocks whose timers wait, one of which may open it."""
    return any(
        any(task in open_tasks for task in late)
        or clock in waiting
        or any(rule.name in waiting for rule in successors(rules, clock))
        for clock, late in clocks.items()
    )


def limit_of_extending(
    rules: Mapping[str, ClockRule],
    states: Iterable[ClockState],
    clock: str,
    at: datetime,
    timing: Timing,
) -> date | None:
    """The last date an officer may give when extending a clock at ``at``; None: there is no cap.

    The earliest of the clock's own cap and of the caps of the clocks that its extension starts.
    """
    state = latest(states, clock)
    limits = [date_limit(rule, at, timing) for rule in successors(rules, clock)]
    if state is not None and state.rule.extend is not None:
        limits.append(extension_limit(state, at, timing))
    return min((limit for limit in limits if limit is not None), default=None)
