"""``stage2-timeliness``: stage 2 answers in time, where they came from, what the reviews found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.reports import kept, stage1, timeliness
from engine.reports.asked import Asked
from engine.reports.figures import (
    PERCENT,
    Column,
    Group,
    Line,
    Measure,
    Table,
    counted,
    empty,
    parted,
    share,
    tabled,
)
from engine.reports.stages import ANSWERED, ENDED, AtStage, at_stage
from engine.reports.timeliness import AT_FAULT, DECIDED, Rows

STAGE = "stage 2"
#: the triage form's answer that says why a complaint went straight to stage 2
_FORM, _STEP, _WHY = "triage", "triage", "direct_reason"
_DIRECT = (
    ("information_rights", "Direct: information rights"),
    ("serious", "Direct: serious"),
    ("ombudsman", "Sent back by the Ombudsman after stage 1"),
)


def tables(asked: Asked) -> tuple[Table, ...]:
    """Timeliness as at stage 1, then origins, reviewed decisions and the escalation rate."""
    rows = at_stage(asked, STAGE)
    reached = [row for row in rows if row.reached]
    return (
        timeliness.indicator(asked, STAGE, rows),
        timeliness.flow(asked, STAGE, rows),
        timeliness.by_month(asked, STAGE, rows),
        timeliness.by_service(STAGE, rows),
        timeliness.outcomes(asked, STAGE, rows),
        _origins(asked, reached),
        _reviewed(asked, reached),
        _escalation(at_stage(asked, stage1.STAGE), reached),
    )


def _origins(asked: Asked, reached: Rows) -> Table:
    """Where the complaints that reached stage 2 in the period came from."""
    new = [row for row in reached if not row.carried]
    direct = [row for row in new if not row.requested]
    why = kept.last_answers(asked.session, [row.case_id for row in direct], _STEP, _WHY)
    known = dict(_DIRECT)
    parts = parted(direct, lambda row: _among(why.get(row.case_id, ""), known))
    groups: list[Group[AtStage]] = [(k, title, parts.get(k, [])) for k, title in _DIRECT]
    if "other" in parts:
        groups.append(("other", "Direct: no reason recorded", parts["other"]))
    groups.append(("escalated", "Escalated from stage 1", [row for row in new if row.requested]))
    table = empty("origins", "Complaints that reached stage 2 in the period", "Where from")
    return tabled(table, _CASES, groups)


def _among(key: str, known: Mapping[str, str]) -> str:
    return key if key in known else "other"


_CASES: tuple[Measure[AtStage], ...] = (
    Measure(Column("cases", "Complaints"), lambda rows: counted(timeliness.references(rows))),
)


def _reviewed(asked: Asked, reached: Rows) -> Table:
    """Stage 1 decisions whose review came to an end in the period, by how it ended."""
    ended = [row for row in reached if row.requested and row.fate in (ANSWERED, ENDED)]
    parts = parted(ended, _came_to)
    further = sorted(key for key in parts if key not in DECIDED)
    groups: list[Group[AtStage]] = [
        (key or "-", timeliness.title_of(asked, key), parts.get(key, []))
        for key in (*DECIDED, *further)
    ]
    decided = sum(len(parts.get(key, [])) for key in DECIDED)
    fault = [row.reference for key in AT_FAULT for row in parts.get(key, [])]
    note = timeliness.at_fault_note(fault, decided)
    table = empty("reviewed", "Reviewed decisions by outcome", "Outcome of the review", note)
    return tabled(table, _reviews(decided), groups)


def _came_to(row: AtStage) -> str:
    """The finding of a review, or what ended it without one."""
    return row.found if row.fate == ANSWERED else row.reason


def _reviews(decided: int) -> tuple[Measure[AtStage], ...]:
    def changed(rows: Rows) -> list[str]:
        return [row.reference for row in rows if row.found and row.was and row.found != row.was]

    column = Column("changed", "Other than at stage 1")
    return (
        *timeliness.of_decided(decided),
        Measure(column, lambda rows: counted(changed(rows))),
    )


def _escalation(first: Sequence[AtStage], reached: Rows) -> Table:
    """Reviews that began in the period, of the stage 1 complaints that came in during it."""
    escalated = [row.reference for row in reached if row.requested and not row.carried]
    came = [row.reference for row in first if row.reached and not row.carried]
    columns = (
        Column("escalated", "Escalated to stage 2"),
        Column("stage1", "New at stage 1"),
        Column("rate", "Escalation rate", PERCENT),
    )
    figures = (counted(escalated), counted(came), share(escalated, len(came)))
    note = (
        "Those escalated need not be among those that came in: a complaint of one period is often "
        "escalated in the next. Complaints that went straight to stage 2 are in neither number."
    )
    line = Line("all", "All", figures)
    return Table("escalation", "Escalation from stage 1 to stage 2", "", columns, (line,), note)
