"""``feedback``: everything that came in during the period, by what it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from engine.clock import london_date
from engine.reports import kept
from engine.reports.asked import Asked, in_words
from engine.reports.figures import (
    Column,
    Group,
    Line,
    Measure,
    Table,
    counted,
    empty,
    parted,
    tabled,
)
from engine.reports.kinds import GROUPS, KINDS, kind_of
from engine.reports.period import month_of

TRIAGE = "triage"
_ASKED = ("triage", "comment_kind", "passed_to", "signpost_to")
_PASSED_ON = ("comments", "compliments", "enquiries")
NOT_RECORDED = "Not recorded"


@dataclass(frozen=True, slots=True)
class Piece:
    """One case as feedback."""

    reference: str
    month: str
    channel: str
    service: str
    kind: str
    passed_to: str
    signposted_to: str
    refused_for: str
    contractor: str
    open: bool

    @property
    def group(self) -> str:
        """The group that its kind counts to."""
        return KINDS[self.kind][1]


def pieces(asked: Asked) -> list[Piece]:
    """Everything that came in during the period."""
    name, session, period = asked.procedure.id, asked.session, asked.period
    triage = kept.answers(session, name, period, TRIAGE, _ASKED)
    return [_piece(row, triage.get(row.id, {})) for row in kept.received(session, name, period)]


def _piece(row: kept.Received, triage: dict[str, str]) -> Piece:
    return Piece(
        reference=row.reference,
        month=month_of(london_date(row.received_at)),
        channel=row.channel,
        service=_tidy(row.service),
        kind=kind_of(row.outcome, row.stage, triage),
        passed_to=_tidy(triage.get("passed_to")),
        signposted_to=triage.get("signpost_to", ""),
        refused_for=str(row.outcome.get("reason") or ""),
        contractor=_tidy(row.contractor),
        open=row.status == "open",
    )


def _tidy(text: str | None) -> str:
    return " ".join((text or "").split())


def references(rows: Iterable[Piece]) -> list[str]:
    """The references of these cases."""
    return [row.reference for row in rows]


CASES: tuple[Measure[Piece], ...] = (
    Measure(Column("cases", "Cases"), lambda rows: counted(references(rows))),
)


def _of_group(group: str) -> Callable[[Sequence[Piece]], list[str]]:
    return lambda rows: references(row for row in rows if row.group == group)


def _measured(group: str, title: str) -> Measure[Piece]:
    mine = _of_group(group)
    return Measure(Column(group, title), lambda rows: counted(mine(rows)))


#: a column a group, and all of them
BY_GROUP: tuple[Measure[Piece], ...] = (
    *(_measured(group, title) for group, title in GROUPS.items()),
    Measure(Column("all", "All"), lambda rows: counted(references(rows))),
)


def tables(asked: Asked) -> tuple[Table, ...]:
    """What it was; then by month, service and channel; then where it went."""
    rows = pieces(asked)
    came = parted(rows, lambda row: row.month)
    months = [(key, title, came.get(key, [])) for key, title in asked.period.months()]
    return (
        _kinds(rows),
        _cases(asked, rows),
        tabled(empty("by_month", "By the month in which it came", "Month"), BY_GROUP, months),
        tabled(
            empty("by_service", "By service", "Service"),
            BY_GROUP,
            by_name(rows, lambda row: row.service),
        ),
        tabled(
            empty("by_channel", "By channel", "Channel"),
            BY_GROUP,
            by_name(rows, lambda row: row.channel, in_words),
        ),
        _signposted(asked, rows),
        _not_accepted(asked, rows),
        _passed_on(rows),
    )


def _kinds(rows: Sequence[Piece]) -> Table:
    note = "Each case is one kind. A complaint that went on to stage 2 is counted once, here."
    table = empty("kinds", "What came in during the period", "Kind", note)
    parts = parted(rows, lambda row: row.kind)
    groups = [(kind, title, parts.get(kind, [])) for kind, (title, _) in KINDS.items()]
    return tabled(table, CASES, groups)


def _cases(asked: Asked, rows: Sequence[Piece]) -> Table:
    """Received and closed: two different sets of cases."""
    closed = kept.closed(asked.session, asked.procedure.id, asked.period)
    lines = (
        Line("received", "Received in the period", (counted(references(rows)),)),
        Line(
            "open", "Of these, still open now", (counted([r.reference for r in rows if r.open]),)
        ),
        Line("closed", "Closed in the period, whenever received", (counted(closed),)),
    )
    return Table("cases", "Received and closed", "", (Column("cases", "Cases"),), lines)


def by_name(
    rows: Sequence[Piece],
    name: Callable[[Piece], str],
    title: Callable[[str], str] = str,
) -> Iterator[Group[Piece]]:
    """A group a name, by title, whatever its capitals; those without one last."""
    named = parted(rows, lambda row: name(row).casefold())
    spelt = {key: name(those[0]) for key, those in named.items()}
    for key in sorted(named, key=lambda key: (not key, title(spelt[key]).casefold())):
        yield key or "-", title(spelt[key]) if key else NOT_RECORDED, named[key]


def _signposted(asked: Asked, rows: Sequence[Piece]) -> Table:
    mine = [row for row in rows if row.kind == "signposted"]

    def label(value: str) -> str:
        return asked.label(TRIAGE, "signpost_to", value)

    table = empty("signposted", "Sent to the right place, by whom they were sent to", "Sent to")
    return tabled(table, CASES, by_name(mine, lambda row: row.signposted_to, label))


def _not_accepted(asked: Asked, rows: Sequence[Piece]) -> Table:
    mine = [row for row in rows if row.kind == "not_accepted"]

    def label(value: str) -> str:
        return asked.label(TRIAGE, "refusal_reason", value)

    table = empty("not_accepted", "Not accepted, by reason", "Reason")
    return tabled(table, CASES, by_name(mine, lambda row: row.refused_for, label))


def _passed_on(rows: Sequence[Piece]) -> Table:
    """Comments and compliments go to the service manager, enquiries to whoever knows."""
    mine = [row for row in rows if row.group in _PASSED_ON]
    caption = "Comments, compliments and enquiries, by whom they were passed to"
    columns = tuple(each for each in BY_GROUP if each.column.key in (*_PASSED_ON, "all"))
    table = empty("passed_to", caption, "Passed to")
    return tabled(table, columns, by_name(mine, lambda row: row.passed_to))
