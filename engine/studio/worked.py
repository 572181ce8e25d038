"""A worked example of a clock: when it is due, counted by the very engine that counts in cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from engine import deadlines
from engine.clock import at_london, london, london_date
from engine.deadlines.rules import ClockRule, Day, Deadline, Timing, Unit
from engine.errors import BadInput
from engine.working_days import long_date

#: what examples begin with where nobody tries a day of their own: Easter and two bank holidays
EXAMPLE_DAY = date(2024, 3, 28)
EXAMPLE_HOUR = "10:15"
_WEEKEND = ("Saturday", "Sunday")
#: how long after it began the example's date is, where a form gives the date
_GIVEN = timedelta(days=42)


@dataclass(frozen=True, slots=True)
class Worked:
    """``began`` → ``due``, in words, and each day that was counted."""

    began: str
    due: str
    skipped: str
    summary: str
    days: tuple[Day, ...]

    @property
    def sentence(self) -> str:
        """The example on one line."""
        off = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.began} → due {self.due}{off}"


def worked(rule: ClockRule, timing: Timing, at: datetime, event: str) -> Worked:
    """The example of a clock that this event starts ``at``. Raises BadInput."""
    data = _given(rule, at)
    found = deadlines.due(rule, event, at, timing, data=data)
    return Worked(
        began=_began(rule, event, at, data),
        due=_due(rule, found, at),
        skipped=_skipped(found),
        summary=found.summary,
        days=found.working,
    )


def _given(rule: ClockRule, at: datetime) -> Mapping[str, object]:
    if rule.date_field is None:
        return {}
    if rule.usual is None:
        return {rule.date_field: (london_date(at) + _GIVEN).isoformat()}
    kind = {rule.usual.by: rule.usual.lengths[0][0]} if rule.usual.by else {}
    return {rule.usual.since: london_date(at).isoformat(), **kind}


def _began(rule: ClockRule, event: str, at: datetime, data: Mapping[str, object]) -> str:
    word = {"received": "Received", "letter": "Letter sent"}.get(event.split(" ")[0], "Begun")
    said = f"{word} {long_date(london_date(at))} at {london(at):%H:%M}"
    given = data.get(rule.date_field or "")
    if given is None:
        return said
    return f"{said}, with {long_date(date.fromisoformat(str(given)))} given"


def _due(rule: ClockRule, found: Deadline, at: datetime) -> str:
    year = "" if found.due_on.year == london_date(at).year else f" {found.due_on.year}"
    said = long_date(found.due_on).rsplit(" ", 1)[0] + year
    hours = rule.amount is not None and rule.amount.unit is Unit.HOURS and not rule.date_field
    return f"{said} at {london(found.due):%H:%M}" if hours else said


def _skipped(found: Deadline) -> str:
    """The days off that are named, such as bank holidays; weekends go without saying."""
    after = (day for day in found.working if day.on > found.day_zero and day.counted is None)
    named = list(dict.fromkeys(_name(day.why) for day in after if day.why not in _WEEKEND))
    named = [name for name in named if name]
    if len(named) < 2:
        return "".join(named)
    return f"{', '.join(named[:-1])} and {named[-1]}"


def _name(why: str) -> str:
    """Reasons that are sentences of their own stand in the working, not on the line."""
    return why if why[:1].isupper() or why.startswith("council") else ""


def instant(day: date, hour: str) -> datetime:
    """The instant that London's clocks show so. Raises BadInput."""
    parts = hour.strip().split(":")
    numbers = [int(part) for part in parts if part.isdecimal() and len(part) <= 2]
    if len(parts) != 2 or len(numbers) != 2 or numbers[0] > 23 or numbers[1] > 59:
        raise BadInput("Write the time as hours and minutes, such as 10:15.")
    return at_london(day, time(numbers[0], numbers[1]))
