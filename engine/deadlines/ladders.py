"""The moments of a clock: reminders to officers, the late task, the due moment, the breaches.

Officers' moments are in the council's own working days, its closure days included: nobody reads a
reminder while the council is closed.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from engine.clock import at_london, london_date
from engine.deadlines.rules import Amount, ClockState, Ladder, Status, Step, Timing, Unit
from engine.errors import BadInput

_SECOND = timedelta(seconds=1)  # `due` is the last second in time; the next one is late


def moment_at(
    state: ClockState | None, moment: str, ladder: Ladder | None, timing: Timing
) -> datetime | None:
    """When a moment of a running clock comes; None if it does not run or has no such moment.

    ``due_morning``: on the due day, or the last working day before it, at the ladder's hour, but
    not after a clock in hours is due;
    ``due``: the first second that is late; ``breach``: the first breach step of the ladder.
    """
    if state is None or state.status is not Status.RUNNING:
        return None
    if moment == "due_morning":
        hour = timing.opening if ladder is None else ladder.due_morning
        return _due_morning(state, hour, timing)
    if moment == "due":
        return state.deadline.due + _SECOND
    if moment == "breach":
        steps = () if ladder is None else ladder.steps
        found = [_instant(state, s, ladder, timing) for s in steps if s.name == "breach"]
        return min(found, default=None)
    raise BadInput(f"A clock has the moments due_morning, due and breach, not {moment!r}.")


def steps_of(
    state: ClockState, ladder: Ladder | None, timing: Timing
) -> tuple[tuple[str, Step, datetime], ...]:
    """Every rung of a running clock with its key (``breach 1 working_day``) and instant, in time.

    Reminders that would come before the clock began are left out: they would be untrue.
    """
    if ladder is None or state.status is not Status.RUNNING:
        return ()
    rungs = ((_key(s), s, _instant(state, s, ladder, timing)) for s in ladder.steps)
    began = state.deadline.started_at
    kept = (rung for rung in rungs if rung[1].name != "reminder" or rung[2] > began)
    return tuple(sorted(kept, key=lambda rung: rung[2]))


def standing_at(
    state: ClockState, ladder: Ladder | None, after: datetime, timing: Timing
) -> datetime | None:
    """When it is said next, after a moment, that the clock stands still by hand.

    Counted from the day on which it was paused, again and again. None: there is nothing to say.
    """
    if ladder is None or ladder.standing is None or not state.by_hand or state.paused_at is None:
        return None
    step, on = ladder.standing, london_date(state.paused_at)
    while True:
        on = _days(on, step.after, 1, timing)
        if (at := at_london(on, step.hour or timing.opening)) > after:
            return at


def _key(step: Step) -> str:
    if step.after is None:
        return step.name
    unit = step.after.unit.value
    one = unit.removesuffix("s") if step.after.number == 1 else unit
    return f"{step.name} {step.after.number} {one}"


def _instant(state: ClockState, step: Step, ladder: Ladder | None, timing: Timing) -> datetime:
    if step.name == "due":
        return state.deadline.due + _SECOND
    if step.name == "due_morning":
        morning = timing.opening if ladder is None else ladder.due_morning
        return _due_morning(state, step.hour or morning, timing)
    return instant_of(step, state.deadline.due_on, ladder, timing)


def instant_of(step: Step, due_on: date, ladder: Ladder | None, timing: Timing) -> datetime:
    """When a reminder or breach of something due on that day comes."""
    morning = timing.opening if ladder is None else ladder.due_morning
    if step.name == "reminder":
        return at_london(_days(due_on, step.after, -1, timing), step.hour or morning)
    if step.after is not None and step.after.unit is Unit.HOURS:
        opens = at_london(timing.calendar.add(due_on, 1), timing.opening)
        return opens + timedelta(hours=step.after.number)
    return at_london(_days(due_on, step.after, 1, timing), step.hour or timing.opening)


def _days(due_on: date, after: Amount | None, sign: int, timing: Timing) -> date:
    if after is None or after.unit is not Unit.WORKING_DAYS:
        raise BadInput(
            f"A rung of a ladder is in working days, or hours after a breach, not {after}."
        )
    return timing.calendar.add(due_on, sign * after.number)


def _due_morning(state: ClockState, hour: time, timing: Timing) -> datetime:
    """Somebody has to be there to answer: due on a day off, the morning is the day before it.

    Not if the clock began, or got its date, only after that morning. One that is due on the day on
    which it began, the morning over, has until the day ends.
    """
    due_on = state.deadline.due_on
    if not timing.calendar.is_working(due_on):
        before = at_london(timing.calendar.add(due_on, -1), hour)
        if before > state.deadline.started_at and not state.extended:
            return before
    morning = at_london(due_on, hour)
    if morning <= state.deadline.started_at:
        return state.deadline.due
    return min(morning, state.deadline.due)
