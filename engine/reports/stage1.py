"""``stage1-timeliness``: stage 1 answers in time, against the council's target."""

from __future__ import annotations

from engine.reports import timeliness
from engine.reports.asked import Asked
from engine.reports.figures import Table
from engine.reports.stages import at_stage

STAGE = "stage 1"


def tables(asked: Asked) -> tuple[Table, ...]:
    """The indicator, then what it is made of."""
    rows = at_stage(asked, STAGE)
    return (
        timeliness.indicator(asked, STAGE, rows),
        timeliness.flow(asked, STAGE, rows),
        timeliness.by_month(asked, STAGE, rows),
        timeliness.by_service(STAGE, rows),
        timeliness.outcomes(asked, STAGE, rows),
    )
