"""A due date from a rule and the event that starts it, with its working and a summary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from engine.clock import end_of, london, london_date
from engine.deadlines.beginnings import Beginning, beginning, rule_calendar
from engine.deadlines.given_dates import at_usual_length, given_date
from engine.deadlines.lengths import (
    Course,
    Moves,
    first_day,
    hours_after,
    hours_between,
    last_day,
    run_course,
)
from engine.deadlines.rules import Amount, ClockRule, Day, Deadline, Timing, Unit
from engine.deadlines.workings import counted_days, counted_hours, skipped, turning_days
from engine.errors import BadInput
from engine.working_days import Calendar, long_date


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened to a clock after it began: pauses (from, until) and the latest extension."""

    pauses: tuple[tuple[datetime, datetime], ...] = ()
    until: date | None = None
    extended_at: datetime | None = None


UNCHANGED = Changes()


def due(
    rule: ClockRule,
    started_by: str,
    at: datetime,
    timing: Timing,
    *,
    data: Mapping[str, object] = {},
) -> Deadline:
    """When a clock that this event starts is due; ``data``: the event's (channel, the date given).

    Raises BadInput where the rule takes its date from the event and the event has none.
    """
    usual = at_usual_length(rule, data, at, timing)
    if usual is not None:
        return deadline(usual.rule, started_by, usual.began, timing)
    start = beginning(rule, started_by, at, timing, data)
    given = given_date(rule, data)
    if rule.date_field and given is None:
        raise BadInput(f"{rule.title} needs a date in {rule.date_field!r}.")
    return deadline(rule, started_by, start, timing, given=given)


def deadline(
    rule: ClockRule,
    started_by: str,
    start: Beginning,
    timing: Timing,
    changes: Changes = UNCHANGED,
    given: date | None = None,
) -> Deadline:
    """The due date of a clock that began so and to which this happened since."""
    calendar, amount = rule_calendar(rule, timing), rule.amount
    moves = _in_days(changes) if changes is not UNCHANGED else _UNMOVED
    lead = start.lead
    if given is not None and rule.before and amount is not None:
        count = _before_date(calendar, given, amount, rule.roll, start.day_zero, moves)
    elif given is not None:
        count = _by_date(calendar, given, rule.max, rule.roll, start.day_zero, moves)
    elif amount is None:
        raise BadInput(f"{rule.title} has neither a length nor a date.")
    elif amount.unit is Unit.HOURS:
        count = _by_hours(calendar if rule.hours != "elapsed" else None, amount, start, changes)
        if count.working[0].on == start.day_zero:
            lead = lead[:-1]  # day 0 has hours of its own
    else:
        count = _by_length(calendar, amount, rule.roll, start.day_zero, start.words, moves)
    return Deadline(
        started_by=started_by,
        day_zero=start.day_zero,
        started_at=start.at,
        due=count.due,
        due_on=count.due_on,
        working=lead + count.working,
        summary=count.summary,
    )


_UNMOVED = Moves()


def _in_days(changes: Changes) -> Moves:
    """Pauses and the extension as London dates."""
    pauses = tuple((london_date(start), london_date(end)) for start, end in changes.pauses)
    extended = date.min if changes.extended_at is None else london_date(changes.extended_at)
    return Moves(pauses, changes.until, extended)


@dataclass(frozen=True, slots=True)
class _Count:
    due_on: date
    due: datetime
    working: tuple[Day, ...]
    summary: str


@lru_cache(maxsize=2048)  # pure, and a case's clocks are derived again at each verb
def _by_length(
    calendar: Calendar, amount: Amount, roll: bool, day_zero: date, words: str, moves: Moves
) -> _Count:
    working = amount.unit is Unit.WORKING_DAYS
    own = last_day(amount, day_zero, calendar)
    course = run_course(own, day_zero, calendar, moves, working=working, roll=roll)
    months = amount.unit in (Unit.MONTHS_AFTER, Unit.MONTHS_BEGINNING_WITH)
    text = f"{amount} {'' if months else 'from '}{long_date(day_zero)}{words}"
    if not working:
        span = f"{amount.number} months" if months else str(amount)
        lines = turning_days(course, day_zero, amount.number, f"the end of {span}")
        return _told(course, lines, text, moves)
    lines = counted_days(calendar, day_zero, course.last, moves.pauses)
    off = skipped(day for day in lines if day.on <= course.rolled)
    return _told(course, lines, f"{text} ({off})" if off else text, moves)


@lru_cache(maxsize=1024)
def _by_date(
    calendar: Calendar, given: date, most: Amount | None, roll: bool, day_zero: date, moves: Moves
) -> _Count:
    cap = None if most is None else last_day(most, day_zero, calendar)
    own = given if cap is None else min(given, cap)
    course = run_course(own, day_zero, calendar, moves, working=False, roll=roll)
    text = f"{long_date(own)}, the date given on {long_date(day_zero)}"
    if own != given:
        text = f"{long_date(own)}, the latest date allowed ({most} from {long_date(day_zero)})"
    return _told(course, turning_days(course, day_zero, None, "the date given"), text, moves)


@lru_cache(maxsize=1024)
def _before_date(
    calendar: Calendar, given: date, amount: Amount, roll: bool, day_zero: date, moves: Moves
) -> _Count:
    own = first_day(amount, given, calendar, roll=roll)
    course = run_course(own, day_zero, calendar, moves, working=False, roll=False)
    reached = f"{amount} before {long_date(given)}"
    text = f"{long_date(own)}, {reached}, the date given on {long_date(day_zero)}"
    if amount.unit is Unit.WORKING_DAYS:
        off = skipped(counted_days(calendar, own, given))
        text += f" ({off})" if off else ""
    return _told(course, turning_days(course, day_zero, None, reached), text, moves)


def _told(course: Course, working: tuple[Day, ...], text: str, moves: Moves) -> _Count:
    """The summary's last words: what moved the date, or what did not."""
    if course.days_paused:
        days = "1 day" if course.days_paused == 1 else f"{course.days_paused} days"
        text += f", moved on by {days} paused"
    if course.rolled != course.moved:
        why = course.calendar.why_not(course.moved)
        text += f", rolled from {long_date(course.moved)} ({why}) to the next working day"
    if course.last != course.rolled:
        text += f", extended to {long_date(course.last)}"
    elif moves.until is not None and moves.until < course.rolled:
        text += (
            f"; an extension to {long_date(moves.until)} would be earlier and does not shorten it"
        )
    return _Count(course.last, end_of(course.last), working, text)


def _by_hours(
    calendar: Calendar | None, amount: Amount, start: Beginning, changes: Changes
) -> _Count:
    """To the hour. The time between a pause and its resumption does not count."""
    began = start.counts_from
    length = timedelta(hours=amount.number)
    ends = hours_after(began, length, calendar)
    for paused, resumed in changes.pauses:
        if began <= paused < ends:
            length += hours_between(paused, resumed, calendar)
            ends = hours_after(began, length, calendar)
    last = london(ends)
    lines = counted_hours(began, ends, calendar)
    off = skipped(lines)
    if changes.pauses:
        lines = (Day(last.date(), amount.number, f"until {last:%H:%M}, less the hours paused"),)
    local = london(began)
    text = f"{amount} from {local:%H:%M} on {long_date(local.date())}{start.words}"
    text += f" ({off})" if off else ""
    text += ", moved on by the hours paused" if changes.pauses else ""
    if changes.until is not None and end_of(changes.until) > ends:
        ends = end_of(changes.until)
        text += f", extended to {long_date(changes.until)}"
        if changes.until > lines[-1].on:
            lines = (*lines, Day(changes.until, None, "extended to this day"))
    return _Count(london_date(ends), ends, lines, text)
