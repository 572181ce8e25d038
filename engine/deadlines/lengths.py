"""Where a length of time ends: dates in, dates out."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from engine.clock import at_london, london
from engine.deadlines.rules import Amount, Unit
from engine.errors import BadInput
from engine.working_days import Calendar

Pauses = tuple[tuple[date, date], ...]  # the day it was paused, the day it was resumed; in order


def last_day(amount: Amount, day_zero: date, calendar: Calendar) -> date:
    """The last day that is in time. Not for hours, which end at an instant (see `hours_after`)."""
    if amount.unit not in _ENDS:
        raise BadInput(f"{amount} is not a length in days.")
    try:
        return _ENDS[amount.unit](day_zero, amount.number, calendar)
    except (OverflowError, ValueError) as error:
        raise BadInput(f"{amount} from {day_zero} ends after every calendar.") from error


def first_day(amount: Amount, given: date, calendar: Calendar, *, roll: bool = False) -> date:
    """The day so long before a given one, which never counts; ``roll``: no later than a working
    day. Not for hours.
    """
    unit = Unit.MONTHS_AFTER if amount.unit is Unit.MONTHS_BEGINNING_WITH else amount.unit
    if unit not in _ENDS:
        raise BadInput(f"{amount} is not a length in days.")
    try:
        day = _ENDS[unit](given, -amount.number, calendar)
    except (OverflowError, ValueError) as error:
        raise BadInput(f"{amount} before {given} is before every calendar.") from error
    return calendar.add(day, -1) if roll and not calendar.is_working(day) else day


def _working_days(day_zero: date, number: int, calendar: Calendar) -> date:
    """Day 0 never counts; no length at all ends on day 0, or the working day after it."""
    return calendar.add(day_zero, number) if number else calendar.next_working(day_zero)


def _months_after(day_zero: date, number: int, _: Calendar | None = None) -> date:
    """The corresponding date, or the last day of a month that lacks it."""
    years, month = divmod(day_zero.month - 1 + number, 12)
    year, month = day_zero.year + years, month + 1
    return date(year, month, min(day_zero.day, monthrange(year, month)[1]))


def _months_beginning_with(day_zero: date, number: int, _: Calendar) -> date:
    """Day 0 counts: the day before the corresponding date; the last of a month that lacks it."""
    corresponding = _months_after(day_zero, number)
    lacks_it = corresponding.day < day_zero.day
    return corresponding if lacks_it or not number else corresponding - timedelta(days=1)


_ENDS: Mapping[Unit, Callable[[date, int, Calendar], date]] = {
    Unit.WORKING_DAYS: _working_days,
    Unit.CALENDAR_DAYS: lambda day_zero, number, _: day_zero + timedelta(days=number),
    Unit.WEEKS: lambda day_zero, number, _: day_zero + timedelta(weeks=number),
    Unit.MONTHS_AFTER: _months_after,
    Unit.MONTHS_BEGINNING_WITH: _months_beginning_with,
}


def moved_by_pauses(
    day: date, day_zero: date, pauses: Pauses, calendar: Calendar | None
) -> tuple[date, int]:
    """The day moved on by the days strictly between each pause and its resumption; how many days.

    Working days where a ``calendar`` is given, else calendar days. The day of the pause counts as
    used, so a pause on the last day or later moves nothing.
    """
    total = 0
    for paused, resumed in pauses:
        after, before = max(paused, day_zero), resumed - timedelta(days=1)
        if paused >= day or before <= after:
            continue
        days = calendar.count(after, before) if calendar else (before - after).days
        day = calendar.add(day, days) if calendar else day + timedelta(days=days)
        total += days
    return day, total


@dataclass(frozen=True, slots=True)
class Course:
    """How a due date came about: ``own`` by the rule, ``moved`` by pauses, ``rolled`` to a working
    day, ``last`` after an extension."""

    calendar: Calendar
    own: date
    moved: date
    rolled: date
    last: date
    days_paused: int = 0


@dataclass(frozen=True, slots=True)
class Moves:
    """What moves a due date after the clock began, in days: pauses, and the latest extension."""

    pauses: Pauses = ()
    until: date | None = None
    extended_on: date = date.min


def run_course(
    own: date, day_zero: date, calendar: Calendar, moves: Moves, *, working: bool, roll: bool
) -> Course:
    """The due date with everything that moves it.

    An extension never shortens: the date by the rule stays where the new one is earlier. A pause
    after the extension moves the new date too.
    """
    by = calendar if working else None
    moved, days = moved_by_pauses(own, day_zero, moves.pauses, by)
    rolled = calendar.next_working(moved) if roll else moved
    if moves.until is None:
        return Course(calendar, own, moved, rolled, rolled, days)
    since = tuple(pause for pause in moves.pauses if pause[1] > moves.extended_on)
    until, _ = moved_by_pauses(moves.until, moves.extended_on, since, by)
    return Course(calendar, own, moved, rolled, max(rolled, until), days)


def hours_after(at: datetime, length: timedelta, calendar: Calendar | None) -> datetime:
    """The instant ``length`` after ``at``, in UTC.

    Elapsed time without a ``calendar``. With one, non-working days are left out and the council's
    wall clock counts, so that 48 hours end at the same hour two working days later. What would end
    at midnight ends with the last second of the day before: that is the last moment in time.
    """
    if calendar is None:
        return at + length
    day, clock = _on_a_working_day(london(at), calendar)
    days, rest = divmod(clock + length, timedelta(days=1))
    if days and not rest:
        return at_london(calendar.add(day, days - 1), time(23, 59, 59))
    return at_london(calendar.add(day, days), (datetime.combine(day, time(0)) + rest).time())


def hours_between(start: datetime, end: datetime, calendar: Calendar | None) -> timedelta:
    """The time from ``start`` to ``end`` (later) that `hours_after` would count."""
    if calendar is None:
        return end - start
    first, first_clock = _on_a_working_day(london(start), calendar)
    last, last_clock = _on_a_working_day(london(end), calendar)
    return timedelta(days=calendar.count(first, last)) + last_clock - first_clock


def _on_a_working_day(local: datetime, calendar: Calendar) -> tuple[date, timedelta]:
    """The working day and the time since its midnight; a day off: the next one's midnight."""
    day = calendar.next_working(local.date())
    if day != local.date():
        return day, timedelta()
    return day, since_midnight(local.time())


def since_midnight(clock: time) -> timedelta:
    """How far a wall clock is past midnight."""
    return timedelta(
        hours=clock.hour,
        minutes=clock.minute,
        seconds=clock.second,
        microseconds=clock.microsecond,
    )
