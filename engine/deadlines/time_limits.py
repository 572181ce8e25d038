"""How long ago something may have been when it reaches the council, by the dates known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from engine.deadlines.lengths import last_day
from engine.deadlines.rules import Amount, Unit
from engine.working_days import Calendar


def in_months(
    values: Mapping[str, object],
    name: str,
    known_on: date | None,
    received_on: date,
    days: Calendar,
) -> bool | None:
    """Whether it came not later than so many months after that day, the corresponding day too.

    None: the day is not known, or the profile's value is no number of months.
    """
    number = values.get(name)
    if known_on is None or not isinstance(number, int) or isinstance(number, bool):
        return None
    return received_on <= last_day(Amount(number, Unit.MONTHS_AFTER), known_on, days)
