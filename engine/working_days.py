"""England's working days: bank holidays, closure days, adding and counting.

A working day is Monday to Friday and not a bank holiday in England; the definitions of
SI 2006/1738 reg. 2 and SI 2009/309 reg. 2 give the same days. One-off bank holidays (19 September
2022, 8 May 2023) are known.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

import holidays

from engine.errors import BadInput

FIRST_YEAR, LAST_YEAR = 1872, 2100  # what the package `holidays` knows of the United Kingdom
CLOSED = "council closed"

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def long_date(day: date) -> str:
    """``Wednesday 3 April 2024``; the same whatever the machine's locale."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


@lru_cache(maxsize=256)
def bank_holidays(year: int) -> Mapping[date, str]:
    """England's bank holidays of one year, each with its name, in order.

    Raises BadInput outside 1872-2100.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadInput(
            f"England's bank holidays are known from {FIRST_YEAR} to {LAST_YEAR}, not in {year}."
        )
    known = holidays.country_holidays("GB", subdiv="ENG", years=year, language="en_GB")
    return MappingProxyType({day: name for day, name in sorted(known.items()) if day.year == year})


def holiday_list_hash(first: int, last: int) -> str:
    """SHA-256 (hex) of the bank holidays of these years: a changed list changes it."""
    lines = (
        f"{day.isoformat()} {name}\n"
        for year in range(first, last + 1)
        for day, name in bank_holidays(year).items()
    )
    return hashlib.sha256("".join(lines).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Calendar:
    """A council's working days; ``closure_days``: its own, beside weekends and bank holidays."""

    closure_days: frozenset[date] = frozenset()

    def without_closures(self) -> Calendar:
        """The calendar of statutory clocks, which the council's own closing never stops."""
        return Calendar() if self.closure_days else self

    def why_not(self, day: date) -> str | None:
        """Why it is not one (``Saturday``, ``Good Friday``, ``council closed``); or None."""
        if day.weekday() >= 5:
            return _DAYS[day.weekday()]
        holiday = bank_holidays(day.year).get(day)
        if holiday is not None:
            return holiday
        return CLOSED if day in self.closure_days else None

    def is_working(self, day: date) -> bool:
        """Whether the council works on that day."""
        return self.why_not(day) is None

    def next_working(self, day: date) -> date:
        """The day itself if it is a working day, else the next one."""
        return day if self.is_working(day) else self.add(day, 1)

    def add(self, day: date, number: int) -> date:
        """The working day ``number`` after ``day`` (before, if negative), which never counts."""
        if number == 0:
            return day
        year, days = day.year, _working_days(day.year, self.closure_days)
        if number > 0:
            at = bisect_right(days, day.toordinal()) + number - 1
        else:
            at = bisect_left(days, day.toordinal()) + number
        while at >= len(days):
            at, year = at - len(days), year + 1
            days = _working_days(year, self.closure_days)
        while at < 0:
            year -= 1
            days = _working_days(year, self.closure_days)
            at += len(days)
        return date.fromordinal(days[at])

    def count(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and with ``end``; negative where ``end`` comes first.

        ``count(start, add(start, number)) == number``, whatever the sign.
        """
        if end < start:
            return self._before(end) - self._before(start) - self._in_years(end, start)
        return self._up_to(end) - self._up_to(start) + self._in_years(start, end)

    def _up_to(self, day: date) -> int:
        return bisect_right(_working_days(day.year, self.closure_days), day.toordinal())

    def _before(self, day: date) -> int:
        return bisect_left(_working_days(day.year, self.closure_days), day.toordinal())

    def _in_years(self, first: date, last: date) -> int:
        """Working days of all years from the first day's until, not with, the last day's."""
        years = range(first.year, last.year)
        return sum(len(_working_days(year, self.closure_days)) for year in years)


@lru_cache(maxsize=512)
def _working_days(year: int, closure_days: frozenset[date]) -> tuple[int, ...]:
    """The ordinals of a year's working days: counting is then a search, not a walk."""
    calendar, first = Calendar(closure_days), date(year, 1, 1)
    days = (first + timedelta(days=number) for number in range(366))
    return tuple(day.toordinal() for day in days if day.year == year and calendar.is_working(day))
