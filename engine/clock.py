"""The one place that asks the time. Instants are aware UTC; council dates are Europe/London."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class Clock(Protocol):
    """Whoever can tell the time."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class SetClock:
    """A clock that stands where it was set: for scenarios and tests."""

    def __init__(self, at: datetime) -> None:
        self.set(at)

    def now(self) -> datetime:
        return self._at

    def set(self, at: datetime) -> None:
        """Stand at ``at`` (aware)."""
        if at.tzinfo is None:
            raise ValueError("a clock is set to an aware time")
        self._at = at.astimezone(UTC)


class ShiftedClock:
    """The machine's clock plus a shift that a demo's visitor may lengthen; kept in a file."""

    def __init__(self, kept_in: Path) -> None:
        self._file = kept_in

    def now(self) -> datetime:
        return datetime.now(UTC) + self.shift()

    def shift(self) -> timedelta:
        """How far this clock is ahead of the machine's."""
        try:
            return timedelta(seconds=int(self._file.read_text()))
        except (FileNotFoundError, ValueError):
            return timedelta()

    def advance(self, by: timedelta) -> None:
        """Move forward by ``by``, and to the next whole second: no instant is fallen short of."""
        if by < timedelta():
            raise ValueError("a demo clock only goes forward")
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text(str(ceil((self.shift() + by).total_seconds())))


def london(at: datetime) -> datetime:
    """The same instant as the council's wall clock shows it."""
    return at.astimezone(LONDON)


def london_date(at: datetime) -> date:
    """The council's date at that instant."""
    return london(at).date()


def at_london(day: date, hour: time = time(0)) -> datetime:
    """The instant (UTC) at which the council's wall clock shows that day and hour."""
    return datetime.combine(day, hour, tzinfo=LONDON).astimezone(UTC)


def end_of(day: date) -> datetime:
    """The last second of a council's day (23:59:59 in London), in UTC."""
    return at_london(day, time(23, 59, 59))
