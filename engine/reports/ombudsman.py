"""``ombudsman-decisions``: what the Ombudsman decided, by the Ombudsman's categories."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select

from engine.reports.asked import Asked
from engine.reports.figures import (
    ACTIONS,
    Column,
    Measure,
    T,
    Table,
    counted,
    empty,
    parted,
    tabled,
)
from engine.store.cases import Case
from engine.store.dated_actions import DatedAction
from engine.store.tasks import Task

PROCEDURE = "ombudsman-investigation"
_STEP, _REFERRED = "read_letter", "referred_back"
_DECIDED = ("final_decision", _REFERRED)
_TITLES: Mapping[str, str] = {
    "upheld": "Upheld",
    "not_upheld": "Not upheld",
    "advice_given": "Advice given",
    "closed_after_enquiries": "Closed after initial enquiries",
    "invalid": "Incomplete or invalid",
    _REFERRED: "Referred back for local resolution",
}
RESPONSES = {"accepted": "Accepted", "declined": "Declined", "": "No answer yet"}


class Decision(NamedTuple):
    """The last decision of the Ombudsman in a case."""

    reference: str
    category: str
    decision: str


class Recommended(NamedTuple):
    """Something that the Ombudsman recommended, and what the council answered to it."""

    reference: str
    category: str
    response: str


def tables(asked: Asked) -> tuple[Table, ...]:
    """Each case that the Ombudsman decided in the period is in exactly one row and one column; so
    is each thing that the Ombudsman recommended in them.
    """
    decided = _decisions(asked)
    return _decided(asked, decided), _recommended(asked, decided)


def _decided(asked: Asked, decided: Sequence[Decision]) -> Table:
    groups = _by_category(asked, decided, lambda row: row.category)
    note = (
        "Decisions count on the date of the Ombudsman’s letter, not when everything was put "
        "right. Upheld says nothing of what the council had found itself."
    )
    table = empty("decisions", "The Ombudsman’s decisions in the period", "Category", note)
    return tabled(table, (*map(_those, _TITLES), _ALL), groups)


def _recommended(asked: Asked, decided: Sequence[Decision]) -> Table:
    categories = {row.reference: row.category for row in decided}
    query = (
        select(Case.reference, DatedAction.response)
        .join(DatedAction, DatedAction.case_id == Case.id)
        .where(Case.procedure == PROCEDURE, DatedAction.kind == "recommendation")
        .order_by(DatedAction.id)
    )
    rows = [
        Recommended(reference, categories[reference], response)
        for reference, response in asked.session.execute(query)
        if reference in categories
    ]
    groups = _by_category(asked, rows, lambda row: row.category)
    note = "What the Ombudsman recommended in those decisions, and what the council answered."
    title = "What the Ombudsman recommended in the period"
    table = empty("recommended", title, "Category", note)
    return tabled(table, (*map(_answered, RESPONSES), _ALL_RECOMMENDED), groups)


def _by_category(
    asked: Asked, rows: Sequence[T], category: Callable[[T], str]
) -> list[tuple[str, str, list[T]]]:
    parts = parted(rows, category)
    return [
        (key or "-", asked.label("intake", "category", key) if key else "Not recorded", those)
        for key, those in sorted(parts.items(), key=lambda item: (not item[0], item[0]))
    ]


def _answered(response: str) -> Measure[Recommended]:
    column = Column(response or "unanswered", RESPONSES[response], ACTIONS)
    return Measure(
        column, lambda rows: counted([r.reference for r in rows if r.response == response])
    )


_ALL_RECOMMENDED: Measure[Recommended] = Measure(
    Column("all", "All", ACTIONS), lambda rows: counted([row.reference for row in rows])
)


def _references(rows: Sequence[Decision]) -> list[str]:
    return [row.reference for row in rows]


def _those(decision: str) -> Measure[Decision]:
    return Measure(
        Column(decision, _TITLES[decision]),
        lambda rows: counted(_references([row for row in rows if row.decision == decision])),
    )


_ALL: Measure[Decision] = Measure(Column("all", "All"), lambda rows: counted(_references(rows)))


def _decisions(asked: Asked) -> list[Decision]:
    """The letters that decided, the last one of each case."""
    kind, on = Task.answers["letter_kind"].as_string(), Task.answers["letter_on"].as_string()
    query = (
        select(
            Case.reference,
            Case.data["category"].as_string(),
            Task.answers["ombudsman_decision"].as_string(),
        )
        .join(Task, Task.case_id == Case.id)
        .where(Case.procedure == PROCEDURE, Task.element == _STEP, Task.status == "completed")
        .where(kind.in_(_DECIDED))
        .where(on >= asked.period.first.isoformat(), on <= asked.period.last.isoformat())
        .order_by(Case.id, Task.completed_at)
    )
    found = {
        reference: Decision(reference, category or "", decision or _REFERRED)
        for reference, category, decision in asked.session.execute(query)
    }
    return list(found.values())
