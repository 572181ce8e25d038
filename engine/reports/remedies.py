"""``remedies``: what was promised or asked for with a date, and whether it was done by then."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.clock import london_date
from engine.reports import kept
from engine.reports.asked import Asked
from engine.reports.figures import (
    ACTIONS,
    Column,
    Measure,
    Table,
    counted,
    empty,
    parted,
    tabled,
)
from engine.reports.kept import Action

KINDS = {
    "remedy": "Remedies",
    "contribution": "Contributions",
    "recommendation": "Recommendations",
}
STATES = {
    "done_in_time": "Done in time",
    "done_late": "Done late",
    "done_undated": "Done, no date had been set",
    "given_up": "Given up, with a reason",
    "open": "Open, not due yet",
    "overdue": "Open and overdue",
    "undated": "Open, no date set",
}


def _references(rows: Sequence[Action]) -> list[str]:
    return [row.reference for row in rows]


def _of_kind(kind: str) -> Callable[[Sequence[Action]], list[str]]:
    return lambda rows: [row.reference for row in rows if row.kind == kind]


def _measured(kind: str, title: str) -> Measure[Action]:
    mine = _of_kind(kind)
    return Measure(Column(kind, title, ACTIONS), lambda rows: counted(mine(rows)))


_BY_KIND: tuple[Measure[Action], ...] = (
    *(_measured(kind, title) for kind, title in KINDS.items()),
    Measure(Column("all", "All", ACTIONS), lambda rows: counted(_references(rows))),
)


def tables(asked: Asked) -> tuple[Table, ...]:
    """Each action that was open at some time in the period is in exactly one row."""
    rows = kept.actions(asked.session, asked.procedure.id, asked.period)
    day = asked.period.as_at(asked.today)
    note = (
        "A remedy counts from the answer that promises it. Open ones as they stood at the end of "
        f"{day.day} {day:%B %Y}. A case with several actions is listed once for each."
    )
    parts = parted(rows, lambda row: state_of(asked, row))
    groups = [(state, title, parts.get(state, [])) for state, title in STATES.items()]
    table = empty("actions", "Actions that were open in the period", "State", note)
    return (tabled(table, _BY_KIND, groups),)


def state_of(asked: Asked, row: Action) -> str:
    """How it stood at the end of the period."""
    finished = row.finished_at if row.state != "open" else None
    if finished is None or finished >= asked.period.ends:
        if row.due_on is None:
            return "undated"
        return "overdue" if asked.period.as_at(asked.today) > row.due_on else "open"
    if row.state == "given_up":
        return "given_up"
    if row.due_on is None:
        return "done_undated"
    return "done_in_time" if london_date(finished) <= row.due_on else "done_late"
