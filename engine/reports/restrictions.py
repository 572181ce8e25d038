"""``restrictions``: limits on contact added, ended and in force, for the yearly report."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select

from engine.clock import london_date
from engine.reports.asked import Asked
from engine.reports.figures import Column, Figure, Line, Table
from engine.reports.period import Period
from engine.store.cases import Case
from engine.store.restrictions import (
    CHANGED,
    EXTENDED,
    GOES_ON,
    LIFTED,
    SUPERSEDED,
    Restriction,
)

RESTRICTIONS = "restrictions"
_COLUMNS = (Column("all", "All", RESTRICTIONS),)


class Decision(NamedTuple):
    """One decision on somebody's contact. ``over``: the day on which it was in force no more."""

    reference: str
    decided: date
    follows: bool
    how: str
    over: date

    def live(self, day: date) -> bool:
        """Whether it was in force at the end of that day."""
        return self.decided <= day < self.over


_LINES: Mapping[str, tuple[str, Callable[[Decision, Period], bool]]] = {
    "before": (
        "In force before the period",
        lambda row, period: row.live(period.first - timedelta(days=1)),
    ),
    "added": ("Added", lambda row, period: not row.follows and _within(period, row.decided)),
    "extended": ("Extended by a director", lambda row, period: _ended(row, period, EXTENDED)),
    "changed": ("Made milder or shorter", lambda row, period: _ended(row, period, CHANGED)),
    "lifted": ("Removed: lifted", lambda row, period: _ended(row, period, LIFTED)),
    "superseded": (
        "Removed: the police or a court took over",
        lambda row, period: _ended(row, period, SUPERSEDED),
    ),
    "lapsed": ("Removed: over at the review date", lambda row, period: _ended(row, period, "")),
    "removed": (
        "Removed, all",
        lambda row, period: row.how not in GOES_ON and _within(period, row.over),
    ),
    "live": ("In force at the end of the period", lambda row, period: row.live(period.last)),
}


def tables(asked: Asked) -> tuple[Table, ...]:
    """The register over the period, whichever procedure put a restriction on it."""
    rows = _decisions(asked)
    note = (
        "A restriction that was extended or changed stays one restriction. One is in force from "
        "the day of the decision to the end of its review date, or until it is ended."
    )
    as_at = Period(asked.period.first, asked.period.as_at(asked.today))
    lines = tuple(
        Line(key, title, (_counted([row for row in rows if holds(row, as_at)]),))
        for key, (title, holds) in _LINES.items()
    )
    caption = "The register of restrictions on contact"
    return (Table("register", caption, "What happened", _COLUMNS, lines, note),)


def _counted(rows: Sequence[Decision]) -> Figure:
    return Figure(len(rows), tuple(row.reference for row in rows if row.reference))


def _within(period: Period, day: date) -> bool:
    return period.first <= day <= period.last


def _ended(row: Decision, period: Period, how: str) -> bool:
    return row.how == how and _within(period, row.over)


def _decisions(asked: Asked) -> list[Decision]:
    """Every decision made by the last day of the period."""
    query = (
        select(
            Case.reference,
            Restriction.decided_on,
            Restriction.follows_id,
            Restriction.ended_how,
            Restriction.ended_at,
            Restriction.review_on,
        )
        .outerjoin(Case, Case.id == Restriction.case_id)
        .where(Restriction.decided_on <= asked.period.last)
        .order_by(Restriction.id)
    )
    return [
        Decision(reference or "", decided, follows is not None, how, _over(ended, review_on))
        for reference, decided, follows, how, ended, review_on in asked.session.execute(query)
    ]


def _over(ended: datetime | None, review_on: date) -> date:
    """One that nobody ended is over the day after its review date."""
    return review_on + timedelta(days=1) if ended is None else london_date(ended)
