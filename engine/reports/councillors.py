"""``councillor-complaints``: what the Standards Committee hears of complaints about councillors.

Numbers by kind of council, stage, outcome, theme and time taken. Nobody is named.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import or_, select

from engine.clock import london_date
from engine.reports.asked import Asked
from engine.reports.figures import (
    WORKING_DAYS,
    Column,
    Group,
    Measure,
    Table,
    average,
    counted,
    empty,
    parted,
    tabled,
)
from engine.store.base import Plain
from engine.store.cases import Case

PROCEDURE = "councillor-conduct"
#: the form that says whose councillor it is and what it is about
_FORM = "take_in"
KINDS: Mapping[str, str] = {
    "principal": "This council",
    "parish": "Town or parish councils",
    "": "Not opened yet",
}
STAGES: Mapping[str, str] = {
    "": "Being assessed",
    "stage 1": "Stage 1",
    "stage 2": "Stage 2",
    "stage 3": "Stage 3: investigation or hearing",
}


class About(NamedTuple):
    """A complaint that was open at some time in the period; ``days``: until it was closed."""

    reference: str
    kind: str
    theme: str
    stage: str
    outcome: str
    reason: str
    new: bool
    ended: bool  # in the period
    days: int | None


Rows = Sequence[About]


def tables(asked: Asked) -> tuple[Table, ...]:
    """Numbers by kind, what is open by stage, themes, outcomes with the time taken, rejections."""
    rows = _rows(asked)
    still = [row for row in rows if not row.ended]
    ended = [row for row in rows if row.ended]
    rejected = [row for row in ended if row.reason and row.outcome == "rejected"]
    return (
        _by(rows, "kinds", "Complaints in the period, by council", "Council", _kind, _ALL),
        _by(still, "stages", "Still open, by the stage they are at", "Stage", _stage, _OF_KIND),
        _themes(asked, rows),
        _outcomes(asked, ended),
        _reasons(asked, rejected),
    )


def _rows(asked: Asked) -> list[About]:
    """What came before the period ended and was not over before it began, in order."""
    period, data = asked.period, Case.data
    found = asked.session.execute(
        select(
            Case.reference,
            Case.received_at,
            Case.closed_at,
            Case.stage,
            Case.outcome,
            data["council_kind"].as_string(),
            data["theme"].as_string(),
        )
        .where(
            Case.procedure == PROCEDURE,
            Case.received_at < period.ends,
            or_(Case.closed_at.is_(None), Case.closed_at >= period.begins),
        )
        .order_by(Case.id)
    )
    return [_about(asked, *row) for row in found]


def _about(
    asked: Asked,
    reference: str,
    received_at: datetime,
    closed_at: datetime | None,
    stage: str,
    outcome: Plain,
    kind: str | None,
    theme: str | None,
) -> About:
    ended = asked.period.holds(closed_at)
    return About(
        reference,
        kind or "",
        theme or "",
        stage,
        str(outcome.get("overall") or ""),
        str(outcome.get("reason") or ""),
        asked.period.holds(received_at),
        ended,
        _taken(asked, received_at, closed_at) if ended and closed_at else None,
    )


def _taken(asked: Asked, came: datetime, closed: datetime) -> int:
    calendar = asked.profile.timing.calendar
    return max(0, calendar.count(london_date(came), london_date(closed)))


def _references(rows: Rows) -> list[str]:
    return [row.reference for row in rows]


def _those(key: str, title: str, holds: Callable[[About], bool]) -> Measure[About]:
    column = Column(key, title)
    return Measure(column, lambda rows: counted(_references([r for r in rows if holds(r)])))


def _average(rows: Rows) -> tuple[list[int], list[str]]:
    over = [row for row in rows if row.days is not None]
    return [row.days for row in over if row.days is not None], _references(over)


_EVERY = _those("all", "All", lambda row: True)
_TIME: Measure[About] = Measure(
    Column("days", "Average time taken", WORKING_DAYS), lambda rows: average(*_average(rows))
)
_OF_KIND = (
    *(
        _those(kind or "none", title, lambda row, kind=kind: row.kind == kind)  # type: ignore[misc]
        for kind, title in KINDS.items()
    ),
    _EVERY,
)
_ALL = (
    _those("new", "Received", lambda row: row.new),
    _those("carried", "Carried over", lambda row: not row.new),
    _those("ended", "Closed", lambda row: row.ended),
    _those("open", "Still open", lambda row: not row.ended),
    _TIME,
)
_ENDED = (*_OF_KIND, _TIME)


def _kind(row: About) -> str:
    return row.kind


def _stage(row: About) -> str:
    return row.stage


def _by(
    rows: Rows,
    key: str,
    caption: str,
    heading: str,
    part: Callable[[About], str],
    measures: Sequence[Measure[About]],
) -> Table:
    parts, titles = parted(rows, part), KINDS if part is _kind else STAGES
    groups: list[Group[About]] = [(k or "none", t, parts.get(k, [])) for k, t in titles.items()]
    note = "The stage is the one that a case is at now." if part is _stage else ""
    return tabled(empty(key, caption, heading, note), measures, groups)


def _themes(asked: Asked, rows: Rows) -> Table:
    """By what they are mainly about; each complaint has one theme."""
    parts = parted(rows, lambda row: row.theme)
    groups = [
        (key or "none", asked.label(_FORM, "theme", key) if key else "Not opened yet", those)
        for key, those in sorted(parts.items(), key=lambda item: (not item[0], item[0]))
    ]
    return tabled(empty("themes", "By theme", "Mainly about"), _OF_KIND, groups)


def _outcomes(asked: Asked, ended: Rows) -> Table:
    """In the order in which the procedure declares them, with the time from receipt to the end."""
    parts, titles = parted(ended, lambda row: row.outcome), asked.procedure.outcomes.titles
    groups = [(key, title, parts.pop(key, [])) for key, title in titles.items()]
    groups += [(key or "none", "Otherwise", those) for key, those in sorted(parts.items())]
    note = "Working days from receipt until the case was closed. Findings are published by name "
    note += "only where a breach was found; this report gives numbers."
    return tabled(
        empty("outcomes", "Closed in the period, by outcome", "Outcome", note), _ENDED, groups
    )


def _reasons(asked: Asked, rejected: Rows) -> Table:
    parts = parted(rejected, lambda row: row.reason)
    groups = [
        (key, asked.label("assess", "refusal_reason", key), those)
        for key, those in sorted(parts.items())
    ]
    return tabled(empty("reasons", "Rejected, by reason", "Reason"), _OF_KIND, groups)
