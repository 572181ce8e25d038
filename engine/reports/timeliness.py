"""Tables that every stage's report has: answers in time, by month and service; what became of all.

A share is always of the answers that left in the period; an update or an extension makes no
answer on time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.reports.asked import Asked, in_words
from engine.reports.figures import (
    PERCENT,
    WORKING_DAYS,
    Column,
    Figure,
    Group,
    Line,
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
from engine.reports.stages import (
    ANSWERED,
    ENDED,
    MERGED,
    NEVER_BEGAN,
    OPEN,
    REQUEST,
    UNDECIDED,
    WITHDRAWN,
    AtStage,
    of_fate,
)

Rows = Sequence[AtStage]
NO_SERVICE = "Not recorded"
#: findings that find fault
AT_FAULT = ("upheld", "partly_upheld")
DECIDED = (*AT_FAULT, "not_upheld")


def references(rows: Rows) -> list[str]:
    """The references of these complaints."""
    return [row.reference for row in rows]


def _in_time(rows: Rows) -> list[str]:
    return [row.reference for row in rows if not row.late]


def _late(rows: Rows) -> list[str]:
    return [row.reference for row in rows if row.late]


ANSWERS: tuple[Measure[AtStage], ...] = (
    Measure(Column("answered", "Answered"), lambda rows: counted(references(rows))),
    Measure(Column("in_time", "In time"), lambda rows: counted(_in_time(rows))),
    Measure(Column("late", "Late"), lambda rows: counted(_late(rows))),
    Measure(Column("share", "In time", PERCENT), lambda rows: share(_in_time(rows), len(rows))),
    Measure(
        Column("days", "Average", WORKING_DAYS),
        lambda rows: average([row.days for row in rows], references(rows)),
    ),
)


def indicator(asked: Asked, stage: str, rows: Rows) -> Table:
    """How many of the answers that left were in time, beside the council's target if it has one.

    The target is the profile's value ``stage1_target_percent`` (``stage2_…`` for stage 2).
    """
    name = f"{stage.replace(' ', '')}_target_percent"
    target = asked.profile.values.get(name)
    answered = list(of_fate(rows, ANSWERED))
    note = (
        "In time: the answer left by the first date that the case had; an update or an extension "
        "does not make it in time. "
    )
    if isinstance(target, int | float):
        goal = (Column("target", "Target", PERCENT), Figure(target))
        note += f"Target: {asked.profile.sources.get(name, asked.profile.id)}."
    else:
        goal = None
        note += f"The profile {asked.profile.id} sets no target."
    table = empty("indicator", f"{in_words(stage)} answers that left in the period", "", note)
    filled = tabled(table, ANSWERS, [("all", "All answers", answered)], total=False)
    if goal is None:
        return filled
    return Table(
        filled.key,
        filled.caption,
        filled.heading,
        (*filled.columns, goal[0]),
        tuple(
            Line(line.key, line.title, (*line.figures, goal[1]), line.total)
            for line in filled.lines
        ),
        filled.note,
    )


def by_month(asked: Asked, stage: str, rows: Rows) -> Table:
    """The same for each month of the period."""
    answered = of_fate(rows, ANSWERED)
    parts = parted(answered, lambda row: month_of(row.answered_on) if row.answered_on else "")
    groups = [(key, title, parts.get(key, [])) for key, title in asked.period.months()]
    table = empty(
        "by_month", f"{in_words(stage)} answers by the month in which they left", "Month"
    )
    return tabled(table, ANSWERS, groups)


def by_service(stage: str, rows: Rows) -> Table:
    """The same for each service."""
    answered = list(of_fate(rows, ANSWERED))
    table = empty("by_service", f"{in_words(stage)} answers by service", "Service")
    return tabled(table, ANSWERS, services(answered))


def services(rows: Rows) -> Iterator[Group[AtStage]]:
    """A group a service, by name; those without one last."""
    named = parted(rows, lambda row: " ".join(row.service.split()))
    for name in sorted(named, key=lambda name: (not name, name.casefold())):
        yield name or "-", name or NO_SERVICE, named[name]


FLOW: tuple[Measure[AtStage], ...] = (
    Measure(
        Column("carried", "There at the start"),
        lambda rows: counted([row.reference for row in rows if row.carried]),
    ),
    Measure(
        Column("new", "New in the period"),
        lambda rows: counted([row.reference for row in rows if not row.carried]),
    ),
    Measure(Column("all", "All"), lambda rows: counted(references(rows))),
)


def flow(asked: Asked, stage: str, rows: Rows) -> Table:
    """What became of every complaint that was at the stage: each is in exactly one row."""
    day = asked.period.as_at(asked.today)
    note = (
        f"Open ones as they stood at the end of {day.day} {day:%B %Y}. Late: past the first date "
        "that the case had, whatever the person was told since."
    )
    table = empty("flow", f"Everything that was at {stage}", "What became of it", note)
    return tabled(table, FLOW, list(_fates(stage, rows)))


def _fates(stage: str, rows: Rows) -> Iterator[Group[AtStage]]:
    """Every row of the flow, empty ones too: reports of two periods can be laid side by side."""
    others = {WITHDRAWN: "Withdrawn", MERGED: "Answered together with another complaint"}
    if stage == "stage 1":
        others[REQUEST] = "Went on to stage 2 without an answer"
    yield "in_time", "Answered in time", _those(rows, ANSWERED, late=False)
    yield "late", "Answered late", _those(rows, ANSWERED, late=True)
    ended = list(of_fate(rows, ENDED))
    for reason, title in others.items():
        yield reason, title, [row for row in ended if row.reason == reason]
    rest = [row for row in ended if row.reason not in others]
    yield "no_answer", "Ended without an answer for another reason", rest
    never = list(of_fate(rows, NEVER_BEGAN))
    yield "never_began", f"Ended before {stage} began", never
    yield "open_in_time", "Still open, in time", _those(rows, OPEN, late=False)
    yield "open_late", "Still open and late", _those(rows, OPEN, late=True)
    yield "undecided", "Not accepted yet, in time", _those(rows, UNDECIDED, late=False)
    yield "undecided_late", "Not accepted yet and late", _those(rows, UNDECIDED, late=True)


def _those(rows: Rows, fate: str, *, late: bool) -> list[AtStage]:
    return [row for row in rows if row.fate == fate and row.late == late]


def outcomes(asked: Asked, stage: str, rows: Rows) -> Table:
    """What the answers found; at fault is upheld and partly upheld, of what was decided."""
    answered = list(of_fate(rows, ANSWERED))
    known = {each.found for each in answered}
    further = sorted(found for found in known if found and found not in DECIDED)
    groups: list[Group[AtStage]] = [
        (found or "-", title_of(asked, found), [row for row in answered if row.found == found])
        for found in (*DECIDED, *further, *([""] if "" in known else []))
    ]
    decided = sum(row.found in DECIDED for row in answered)
    note = at_fault_note([row.reference for row in answered if row.found in AT_FAULT], decided)
    table = empty("outcomes", f"{in_words(stage)} answers by finding", "Overall finding", note)
    return tabled(table, of_decided(decided), groups)


def at_fault_note(at_fault: Sequence[str], decided: int) -> str:
    """``At fault (upheld or partly upheld): 7 of 9 decided, 77.8 %.``"""
    figure = share(at_fault, decided)
    said = f"{len(at_fault)} of {decided} decided"
    percent = f", {figure} %" if figure.value is not None else ""
    return f"At fault (upheld or partly upheld): {said}{percent}."


def of_decided(decided: int) -> tuple[Measure[AtStage], ...]:
    """How many, and which part of what was decided; what was not decided is no part of it."""

    def part(rows: Rows) -> Figure:
        mine = [row.reference for row in rows if row.found in DECIDED]
        return share(mine, decided) if mine or not rows else Figure(None)

    return (
        Measure(Column("cases", "Complaints"), lambda rows: counted(references(rows))),
        Measure(Column("share", "Of those decided", PERCENT), part),
    )


def title_of(asked: Asked, found: str) -> str:
    """What the procedure calls an outcome."""
    return asked.procedure.outcomes.titles.get(found) or in_words(found) or "Not recorded"
