"""The working of a date: which days counted, which did not and why, for people to read.

A clock in working days lists every day between day 0 and the due date exactly once. Clocks in
calendar days, weeks and months, and dates that somebody gave, list only the days where something
happens: a list of 180 days that all count explains nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from engine.clock import london
from engine.deadlines.lengths import Course, Pauses, since_midnight
from engine.deadlines.rules import Day
from engine.working_days import CLOSED, Calendar


@lru_cache(maxsize=2048)
def counted_days(
    calendar: Calendar, day_zero: date, last: date, pauses: Pauses = ()
) -> tuple[Day, ...]:
    """Every day after day 0 up to and with ``last``: its number, or the reason it was skipped."""
    lines, count = [], 0
    for number in range(1, (last - day_zero).days + 1):
        day = day_zero + timedelta(days=number)
        why_not = calendar.why_not(day) or _paused(day, pauses)
        if why_not is None:
            count += 1
            lines.append(Day(day, count, "working day"))
        else:
            lines.append(Day(day, None, why_not))
    return tuple(lines)


def _paused(day: date, pauses: Pauses) -> str | None:
    return "paused" if any(start < day < end for start, end in pauses) else None


def days_off(calendar: Calendar, first: date, last: date) -> tuple[Day, ...]:
    """The non-working days from ``first`` up to, not with, ``last``: over which a date rolls."""
    days = (first + timedelta(days=number) for number in range((last - first).days))
    return tuple(Day(day, None, calendar.why_not(day) or "") for day in days)


def skipped(days: Iterable[Day]) -> str:
    """``Good Friday, Easter Monday skipped``, or nothing; weekends go without saying."""
    weekend = ("Saturday", "Sunday", "paused")
    named = Counter(day.why for day in days if day.counted is None and day.why not in weekend)
    closed = named.get(CLOSED, 0)
    words = [_closed_words(closed) if name == CLOSED else name for name in named]
    return f"{', '.join(words)} skipped" if words else ""


def _closed_words(days: int) -> str:
    return (
        "1 day when the council is closed"
        if days == 1
        else f"{days} days when the council is closed"
    )


def counted_hours(start: datetime, end: datetime, calendar: Calendar | None) -> tuple[Day, ...]:
    """Each day of a clock in hours with the whole hours counted by its end, or why none were."""
    first, last = london(start), london(end)
    if calendar is None:
        return (Day(last.date(), _whole_hours(end - start), f"until {last:%H:%M}"),)
    lines, total = [], timedelta()
    for number in range((last.date() - first.date()).days + 1):
        day = first.date() + timedelta(days=number)
        why_not = calendar.why_not(day)
        if why_not is not None:
            lines.append(Day(day, None, why_not))
            continue
        since = first.time() if number == 0 else time(0)
        until = last.time() if day == last.date() else None
        total += _time_of_day(since, until)
        lines.append(Day(day, _whole_hours(total), _hours_words(since, until)))
    return tuple(lines)


def _whole_hours(length: timedelta) -> int:
    """Whole hours; a day's last second (23:59:59) ends its last hour."""
    return int((length + timedelta(seconds=1)).total_seconds() // 3600)


def _time_of_day(since: time, until: time | None) -> timedelta:
    midnight = timedelta(days=1) if until is None else since_midnight(until)
    return midnight - since_midnight(since)


def _hours_words(since: time, until: time | None) -> str:
    if until is not None:
        return f"until {until:%H:%M}"
    return "all day" if since == time(0) else f"from {since:%H:%M}"


def turning_days(
    course: Course, day_zero: date, counted: int | None, reached: str
) -> tuple[Day, ...]:
    """The short working: the day it would end, and each day it moved over or to, and why."""
    lines: dict[date, Day] = {course.own: Day(course.own, counted, reached)}
    if course.moved != course.own:
        lines[course.moved] = Day(course.moved, None, "moved on by the days paused")
    if course.rolled != course.moved:
        for day in days_off(course.calendar, course.moved, course.rolled):
            known = lines.get(day.on)
            lines[day.on] = day if known is None else _also(known, day.why)
        lines[course.rolled] = Day(course.rolled, None, "the next working day")
    if course.last != course.rolled:
        lines[course.last] = Day(course.last, None, "extended to this day")
    return tuple(lines[on] for on in sorted(lines) if on > day_zero)


def _also(day: Day, why: str) -> Day:
    return Day(day.on, day.counted, f"{day.why}; {why}")
