"""``mp-enquiries``: what Members of Parliament asked, and in how many days they were answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from engine.clock import london_date
from engine.reports import kept
from engine.reports.asked import Asked
from engine.reports.figures import (
    PERCENT,
    Column,
    Measure,
    Table,
    average,
    counted,
    empty,
    parted,
    share,
    tabled,
)
from engine.reports.period import month_of

PROCEDURE = "mp-enquiry"
_CLOCK = "reply"
_DAYS = "days"
_TITLES: Mapping[str, str] = {
    "answered": "Answered",
    "made_complaint": "Dealt with as the constituent’s own complaint",
    "referred": "Sent to the right place",
    "withdrawn": "No longer asked",
    "open": "Not answered yet",
}


class Reply(NamedTuple):
    """An answer that left: after how many days, and whether by the first date."""

    reference: str
    left: date
    days: int
    in_time: bool


def tables(asked: Asked) -> tuple[Table, ...]:
    """Answers that left, by month; and what came in, with what it came to."""
    replies = _replies(asked)
    parts = parted(replies, lambda row: month_of(row.left))
    months = [(key, title, parts.get(key, [])) for key, title in asked.period.months()]
    note = (
        "Answers that left in the period, whenever the enquiry came. Days are calendar days from "
        "the day it reached us; an update makes no answer in time."
    )
    table = empty(
        "answered", "Enquiries from Members of Parliament that were answered", "Month", note
    )
    return (tabled(table, _ANSWERS, months), _received(asked))


def _references(rows: Sequence[Reply]) -> list[str]:
    return [row.reference for row in rows]


def _in_time(rows: Sequence[Reply]) -> list[str]:
    return [row.reference for row in rows if row.in_time]


_ANSWERS: tuple[Measure[Reply], ...] = (
    Measure(Column("answered", "Answered"), lambda rows: counted(_references(rows))),
    Measure(
        Column("days", "Average", _DAYS),
        lambda rows: average([row.days for row in rows], _references(rows)),
    ),
    Measure(Column("in_time", "In time", PERCENT), lambda rows: share(_in_time(rows), len(rows))),
)


def _replies(asked: Asked) -> list[Reply]:
    found: list[Reply] = []
    for each in kept.instances(asked.session, PROCEDURE, _CLOCK, asked.period):
        if each.status != "met" or each.ended_at is None or not asked.period.holds(each.ended_at):
            continue
        left = london_date(each.ended_at)
        days = (left - london_date(each.received_at)).days
        found.append(Reply(each.reference, left, days, left <= each.original_due_on))
    return found


def _received(asked: Asked) -> Table:
    rows = kept.received(asked.session, PROCEDURE, asked.period)
    parts = parted(rows, lambda row: str(row.outcome.get("overall") or "open"))
    names = {key: [row.reference for row in those] for key, those in parts.items()}
    groups = [(key, title, names.get(key, [])) for key, title in _TITLES.items()]
    table = empty("received", "Enquiries that came in during the period", "Result")
    measure: Measure[str] = Measure(Column("cases", "Cases"), counted)
    return tabled(table, (measure,), groups)
