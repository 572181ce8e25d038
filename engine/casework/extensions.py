"""More time: within the cap, beyond it only by the role and for the reason the profile asks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from engine import deadlines
from engine.casework import clock_sheet
from engine.casework.in_hand import InHand
from engine.catalogue.definition import AnyTime
from engine.catalogue.sayings import inside
from engine.clock import london_date
from engine.deadlines.rules import Beyond, ClockState, Status
from engine.errors import NotNow, NotPermitted
from engine.store.tasks import Task
from engine.working_days import long_date


def clock_of_late_task(hand: InHand, element: str) -> str | None:
    """The clock that a late task is about, or None for any other task."""
    for action in hand.procedure.any_time.values():
        for clock, late_tasks in action.clocks.items():
            if element in late_tasks:
                return clock
    return None


def record_if_late_task(hand: InHand, task: Task, values: Mapping[str, object]) -> None:
    """Completing a late task with a new date extends its clock; the step's letter is about it.

    That nothing is needed is recorded too: said on the due day, it holds until the day is over.
    """
    clock = clock_of_late_task(hand, task.element)
    if clock is None:
        return
    if values.get("decision") == "not_needed":
        hand.record(f"not_needed {clock}")
        return
    until = values.get("until")
    if not isinstance(until, date):
        return
    check(hand, clock, until, str(values.get("beyond_reason") or ""))
    hand.about = clock
    hand.record(
        f"extended {clock}",
        {"until": until.isoformat(), "reason": str(values.get("reason") or "")},
    )
    hand.audit("case:clock:extended", clock, {"until": until.isoformat()})


def check(hand: InHand, clock: str, until: date, beyond_reason: str) -> None:
    """Raise NotNow or NotPermitted when the clock cannot be moved to that date."""
    known = clock_sheet.states(hand)
    state = deadlines.latest(known, clock)
    if state is None or state.status not in (Status.RUNNING, Status.PAUSED):
        title = hand.rules[clock].title if clock in hand.rules else clock
        raise NotNow(f"“{title}” is not running, so it cannot be extended.", "not_running")
    if until <= max(london_date(hand.now), _present_date(hand, clock, known)):
        raise NotNow("The new date must be later than today and than the present date.", "date")
    limit = deadlines.limit_of_extending(hand.rules, known, clock, hand.now, hand.profile.timing)
    if limit is None or until <= limit:
        return
    if limit < state.deadline.due_on:
        due, last = long_date(state.deadline.due_on), long_date(limit)
        say = f"It is too early to move {due}: today a new date can be {last} at most."
        raise NotNow(say, "cap", state.rule.source)
    beyond = state.rule.extend.beyond if state.rule.extend else None
    _check_beyond(hand, state, limit, beyond, beyond_reason)


def _present_date(hand: InHand, clock: str, known: tuple[ClockState, ...]) -> date:
    """The due date, which the new one has to be after; an update may repeat a date it gave."""
    state = deadlines.latest(known, clock)
    return date.min if state is None else state.deadline.due_on


def _check_beyond(
    hand: InHand, state: ClockState, limit: date, beyond: Beyond | None, reason: str
) -> None:
    source = state.rule.source
    words = f"“{state.rule.title}” can be extended, but not beyond {long_date(limit)}"
    if beyond is None:
        raise NotNow(f"{words}.", "cap", source)
    if beyond.role not in hand.actor.roles:
        role = hand.procedure.roles.get(beyond.role)
        title = role.title if role else beyond.role
        raise NotPermitted(f"{words} without the {inside(title)}.", "cap", source)
    if beyond.reason_required and not reason.strip():
        raise NotNow(f"{words} without a recorded good reason.", "cap", source)


def clock_to_extend(hand: InHand, action: AnyTime, asked: object) -> str:
    """The clock that an extension is about: the one asked for, or the only one that runs."""
    if asked:
        if str(asked) not in action.clocks:
            raise NotNow(f"“{asked}” is not a clock that can be extended here.", "clock")
        return str(asked)
    known = clock_sheet.states(hand)
    running = [
        name
        for name in action.clocks
        if (state := deadlines.latest(known, name)) and state.status is Status.RUNNING
    ]
    if len(running) != 1:
        raise NotNow("There is no running date that could be extended.", "not_running")
    return running[0]
