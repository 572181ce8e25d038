"""Dates that the start event carries, and what counts where it carries none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from engine.deadlines.beginnings import Beginning, rule_calendar
from engine.deadlines.lengths import last_day
from engine.deadlines.rules import Amount, ClockRule, Day, Timing
from engine.errors import BadInput


@dataclass(frozen=True, slots=True)
class AtUsualLength:
    """A rule as it counts without a date, and where it begins."""

    rule: ClockRule
    began: Beginning


def given_date(rule: ClockRule, data: Mapping[str, object]) -> date | None:
    """The date that the start event carries, for a clock that ends on such a date."""
    return None if rule.date_field is None else read_date(data.get(rule.date_field))


def read_date(value: object) -> date | None:
    """A date of an event's data (ISO text or a date), None where there is none; else BadInput."""
    if value is None or value == "":
        return None
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise BadInput(f"{value!r} is not a date such as 2024-04-19.") from error


def at_usual_length(
    rule: ClockRule, data: Mapping[str, object], at: datetime, timing: Timing
) -> AtUsualLength | None:
    """The rule's usual length, where it counts: no date was given, or one that is too early.

    None where a date was given, or nothing says how long or from which day.
    """
    amount, since = _usual(rule, data)
    if rule.usual is None or amount is None or since is None:
        return None
    given = given_date(rule, data)
    early = ""
    if given is not None:
        if not rule.usual.least or given >= last_day(amount, since, rule_calendar(rule, timing)):
            return None
        early = "the date given is earlier"
    why = early or "no date was given"
    lead = (Day(since, 0, f"{why}, so the usual time counts from this day"),)
    began = Beginning(since, at, at, f", as {why}", lead)
    return AtUsualLength(replace(rule, amount=amount, date_field=None), began)


def _usual(rule: ClockRule, data: Mapping[str, object]) -> tuple[Amount | None, date | None]:
    if rule.usual is None:
        return None, None
    kind = str(data.get(rule.usual.by, "")) if rule.usual.by else ""
    return dict(rule.usual.lengths).get(kind), read_date(data.get(rule.usual.since))
