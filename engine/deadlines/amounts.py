"""Lengths of time as people write them: ``10 working_days``, ``6 months after``, ``48 hours``."""

from __future__ import annotations

import re
from functools import lru_cache

from engine.deadlines.rules import Amount, Unit
from engine.errors import BadInput

_WORDS = re.compile(r"([0-9]{1,4})[ \t]+([a-z]+(?:[ _][a-z]+){0,2})")
_UNITS = {
    "working day": Unit.WORKING_DAYS,
    "working days": Unit.WORKING_DAYS,
    "calendar day": Unit.CALENDAR_DAYS,
    "calendar days": Unit.CALENDAR_DAYS,
    "week": Unit.WEEKS,
    "weeks": Unit.WEEKS,
    "month beginning with": Unit.MONTHS_BEGINNING_WITH,
    "months beginning with": Unit.MONTHS_BEGINNING_WITH,
    "month after": Unit.MONTHS_AFTER,
    "months after": Unit.MONTHS_AFTER,
    "hour": Unit.HOURS,
    "hours": Unit.HOURS,
}
_AMBIGUOUS = {
    "day": "working days or calendar days",
    "days": "working days or calendar days",
    "month": "months after or months beginning with (the first day then counts)",
    "months": "months after or months beginning with (the first day then counts)",
}


@lru_cache(maxsize=256)
def parse_amount(text: str) -> Amount:
    """``10 working_days`` or ``10 working days`` as an Amount; raises BadInput otherwise."""
    found = _WORDS.fullmatch(text.strip().lower())
    if found is None:
        raise BadInput(
            f"A length of time is a number and a unit, such as 10 working days, not {text!r}."
        )
    word = found[2].replace("_", " ")
    if word in _AMBIGUOUS:
        raise BadInput(f"{text.strip()!r} can be read in two ways: say {_AMBIGUOUS[word]}.")
    if word not in _UNITS:
        raise BadInput(
            f"{found[2]!r} is not a unit: use working_days, calendar_days, weeks, "
            "months_beginning_with, months_after or hours."
        )
    return Amount(int(found[1]), _UNITS[word])
