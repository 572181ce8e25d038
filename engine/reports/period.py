"""The period of a report: its first and its last day, both in it, as the council's wall clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from engine.clock import at_london
from engine.errors import BadInput
from engine.working_days import FIRST_YEAR, LAST_YEAR

LONGEST_YEARS = 20
#: April, in which a council's financial year begins
_FINANCIAL_MONTH = 4
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Period:
    """Whole days, the first and the last included."""

    first: date
    last: date

    @cached_property
    def begins(self) -> datetime:
        """The first instant that is in it."""
        return at_london(self.first)

    @cached_property
    def ends(self) -> datetime:
        """The first instant that is in it no more."""
        return at_london(self.last + timedelta(days=1))

    def holds(self, at: datetime | None) -> bool:
        """Whether that instant is in it; none is not."""
        return at is not None and self.begins <= at < self.ends

    def as_at(self, today: date) -> date:
        """The day as of which what is open is judged: its last, or today while it goes on."""
        return min(self.last, today)

    def months(self) -> tuple[tuple[str, str], ...]:
        """(``2024-04``, ``Apr 2024``) of each month that it touches, in order."""
        first, last = _months_since_year_0(self.first), _months_since_year_0(self.last)
        pairs = (divmod(number, 12) for number in range(first, last + 1))
        return tuple((f"{y:04}-{m + 1:02}", f"{_MONTHS[m]} {y}") for y, m in pairs)

    def __str__(self) -> str:
        return f"{_in_words(self.first)} to {_in_words(self.last)}"


def month_of(day: date) -> str:
    """``2024-04``."""
    return f"{day.year:04}-{day.month:02}"


def year_so_far(today: date) -> Period:
    """The council's financial year, from its first day until today."""
    year = today.year if today.month >= _FINANCIAL_MONTH else today.year - 1
    return Period(date(year, _FINANCIAL_MONTH, 1), today)


def between(first: date, last: date) -> Period:
    """The period of these two days. Raises BadInput with one sentence when it is none."""
    if last < first:
        raise BadInput("The last day of the period must not be before its first day.")
    if first.year < FIRST_YEAR or last.year >= LAST_YEAR:
        raise BadInput(f"A period lies between {FIRST_YEAR} and {LAST_YEAR}.")
    if last.year - first.year > LONGEST_YEARS:
        raise BadInput(f"A period may be up to {LONGEST_YEARS} years long.")
    return Period(first, last)


def read_period(first: str, last: str) -> Period:
    """The period of two dates such as 2024-04-01. Raises BadInput with one sentence."""
    return between(_day(first), _day(last))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"A period takes dates such as 2024-04-01, not {text!r}.") from None


def _months_since_year_0(day: date) -> int:
    return day.year * 12 + day.month - 1


def _in_words(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
