"""The period that is asked for: in the boxes of the form, or in the address of a link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from engine import reports
from engine.errors import BadInput
from engine.reports import Period
from web.forms.reading import NotADateError, read_date
from web.forms.typed import DATE_PARTS, Typed

#: box -> what it is called
ENDS: Mapping[str, str] = {"from": "First day", "to": "Last day"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form shows again, and the period; none while something is wrong."""

    period: Period | None
    typed: Typed
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def anchors(self) -> dict[str, str]:
        """The first box of each date that is wrong."""
        return {name: f"{name}-day" for name in self.errors}


def read(args: Typed, today: date) -> Asked:
    """The period; without one, the council's financial year so far."""
    if any(f"{name}-{part}" in args for name in ENDS for part in DATE_PARTS):
        return _from_boxes(args)
    if "from" not in args and "to" not in args:
        return _asked(reports.year_so_far(today))
    try:
        return _asked(reports.read_period(_first(args, "from"), _first(args, "to")))
    except BadInput as wrong:
        return Asked(None, {}, {"from": str(wrong)})


def _from_boxes(args: Typed) -> Asked:
    days: dict[str, date] = {}
    errors: dict[str, str] = {}
    for name, label in ENDS.items():
        try:
            day = read_date(args, name, label)
        except NotADateError as wrong:
            errors[name] = str(wrong)
        else:
            if day is None:
                errors[name] = f"Enter the {label.lower()} of the period."
            else:
                days[name] = day
    if errors:
        return Asked(None, args, errors)
    try:
        return Asked(reports.between(days["from"], days["to"]), args)
    except BadInput as wrong:
        return Asked(None, args, {"to": str(wrong)})


def _asked(period: Period) -> Asked:
    typed: dict[str, Sequence[str]] = {}
    for name, day in (("from", period.first), ("to", period.last)):
        parts = (day.day, day.month, day.year)
        for part, number in zip(DATE_PARTS, parts, strict=True):
            typed[f"{name}-{part}"] = [str(number)]
    return Asked(period, typed)


def _first(args: Typed, name: str) -> str:
    return next(iter(args.get(name, ())), "")
