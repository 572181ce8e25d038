"""The demo's days: working days counted back from the present, so that its past always fits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from engine.clock import at_london, london_date
from engine.working_days import Calendar


@dataclass(frozen=True, slots=True)
class Day:
    """A working day: 0 is the last one before today, -1 the one before it, 1 the next after it.

    Among answers it stands for that day's date.
    """

    number: int


@dataclass(frozen=True, slots=True)
class Moment:
    """An hour of a working day, by the council's wall clock. No hour: the present itself."""

    day: int
    hour: time | None


@dataclass(frozen=True, slots=True)
class Days:
    """The working days around a present instant."""

    calendar: Calendar
    last: date
    present: datetime

    def date_of(self, number: int) -> date:
        """The date of ``Day(number)``."""
        return self.calendar.add(self.last, number)

    def instant_of(self, moment: Moment) -> datetime:
        """The instant of a moment."""
        if moment.hour is None:
            return self.present
        return at_london(self.date_of(moment.day), moment.hour)


def days_before(now: datetime, calendar: Calendar) -> Days:
    """The days as they are seen at ``now``."""
    return Days(calendar, calendar.add(london_date(now), -1), now)
