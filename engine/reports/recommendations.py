"""``recommendations``: what reports and panels recommended, who accepted it, what became of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.reports import kept, remedies
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

_RESPONSES = {"accepted": "Accepted", "declined": "Not accepted", "": "No answer needed, or yet"}


def _said(response: str) -> Callable[[Sequence[Action]], list[str]]:
    return lambda rows: [row.reference for row in rows if row.response == response]


def _measured(response: str, title: str) -> Measure[Action]:
    said = _said(response)
    column = Column(response or "unanswered", title, ACTIONS)
    return Measure(column, lambda rows: counted(said(rows)))


_BY_RESPONSE: tuple[Measure[Action], ...] = (
    *(_measured(response, title) for response, title in _RESPONSES.items()),
    Measure(Column("all", "All", ACTIONS), lambda rows: counted([row.reference for row in rows])),
)


def tables(asked: Asked) -> tuple[Table, ...]:
    """Each recommendation, of any procedure, that was open in the period is in exactly one row."""
    found = kept.actions(asked.session, None, asked.period)
    rows = [row for row in found if row.kind == "recommendation"]
    parts = parted(rows, lambda row: remedies.state_of(asked, row))
    groups = [(state, title, parts.get(state, [])) for state, title in remedies.STATES.items()]
    note = (
        "In all procedures. What was not accepted will not be done. A case with several is listed "
        "once for each."
    )
    table = empty("recommendations", "Recommendations that were open in the period", "State", note)
    return (tabled(table, _BY_RESPONSE, groups),)
