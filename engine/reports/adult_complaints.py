"""``adult-complaints``: the annual report that the 2009 Regulations ask for, and its dates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from engine.clock import london_date
from engine.reports import kept
from engine.reports.asked import Asked
from engine.reports.figures import (
    PERCENT,
    Column,
    Group,
    Measure,
    Table,
    counted,
    empty,
    parted,
    share,
    tabled,
)
from engine.reports.kept import Happening, Instance
from engine.reports.period import Period

PROCEDURE = "adult-social-care"
SUBJECT = "subject_matter"
_AGREED, _SETTLED, _ESCALATED = "concern_agreed", "concern_settled", "escalated_from_concern"
_OMBUDSMAN = "ombudsman_took_it"
#: events by which a concern became a complaint
_BECAME = (_ESCALATED, "not_settled_after_all")
_KINDS = (_AGREED, _SETTLED, *_BECAME)
_WELL_FOUNDED = ("upheld", "partly_upheld")
_DECIDED = (*_WELL_FOUNDED, "not_upheld")

#: what a case came to -> what it is in the report; whatever else was decided, or is still open
_CAME_TO: Mapping[str, str] = {
    "resolved_informally": "settled",
    "not_accepted": "not_considered",
    "referred": "passed_on",
    "withdrawn": "withdrawn",
}
_TITLES: Mapping[str, str] = {
    "upheld": "Upheld",
    "partly_upheld": "Partly upheld",
    "not_upheld": "Not upheld",
    "withdrawn": "Withdrawn",
    "passed_on": "Passed to another body",
    "not_considered": "Not considered under the regulations",
    "settled": "Settled as a concern",
    "open": "Not decided yet",
}


class Complaint(NamedTuple):
    """A case that came in during the period."""

    reference: str
    subject: str
    came_to: str
    escalated: bool
    concern: str  # in_time, late, escalated, open; nothing where there was no concern stage


class Answer(NamedTuple):
    """An answer that left in the period, and which of its dates it kept."""

    reference: str
    kept: frozenset[str]


def tables(asked: Asked) -> tuple[Table, ...]:
    """What came in and what became of it; concerns; answers in time; subjects; the Ombudsman."""
    period = asked.period
    events = kept.happenings(asked.session, PROCEDURE, _KINDS, period)
    rows = [
        _complaint(row, subject, events.get(row.id, ()))
        for row, subject in kept.received_about(asked.session, PROCEDURE, period, SUBJECT)
    ]
    return (
        _received(rows),
        _concerns(rows),
        _in_time(asked),
        _subjects(asked, rows),
        _to_the_ombudsman(asked, period),
    )


def _complaint(row: kept.Received, subject: str, events: Sequence[Happening]) -> Complaint:
    overall = str(row.outcome.get("overall") or row.outcome.get("was") or "")
    kinds = {event.kind: event for event in events}
    return Complaint(
        row.reference,
        subject,
        _CAME_TO.get(overall, overall if overall in _DECIDED else "open"),
        _became(kinds),
        _concern(kinds),
    )


def _became(kinds: Mapping[str, Happening]) -> bool:
    return any(kind in kinds for kind in _BECAME)


def _concern(kinds: Mapping[str, Happening]) -> str:
    if _AGREED not in kinds:
        return ""
    if _became(kinds):
        return "escalated"
    return "settled" if _SETTLED in kinds else "open"


def _references(rows: Sequence[Complaint]) -> list[str]:
    return [row.reference for row in rows]


ALL: Measure[Complaint] = Measure(
    Column("cases", "Cases"), lambda rows: counted(_references(rows))
)


def _those(key: str, title: str, holds: Callable[[Complaint], bool]) -> Measure[Complaint]:
    """How many of a row's cases are so."""
    return Measure(
        Column(key, title), lambda rows: counted(_references([r for r in rows if holds(r)]))
    )


ESCALATED = _those("escalated", "Of these, escalated from a concern", lambda row: row.escalated)
WELL_FOUNDED = _those("well_founded", "Well-founded", lambda row: row.came_to in _WELL_FOUNDED)


def _received(rows: Sequence[Complaint]) -> Table:
    decided = [row for row in rows if row.came_to in _DECIDED]
    founded = _references([row for row in decided if row.came_to in _WELL_FOUNDED])
    figure = share(founded, len(decided))
    percent = f", {figure} %" if figure.value is not None else ""
    note = (
        f"Well-founded (upheld or partly upheld): {len(founded)} of {len(decided)} "
        f"decided{percent}."
    )
    table = empty(
        "received", "What came in during the period, and what it came to", "Result", note
    )
    parts = parted(rows, lambda row: row.came_to)
    groups = [(key, title, parts.get(key, [])) for key, title in _TITLES.items()]
    return tabled(table, (ALL, ESCALATED), groups)


def _concerns(rows: Sequence[Complaint]) -> Table:
    note = "Concerns that somebody agreed to have dealt with first, of what came in."
    titles = {
        "settled": "Settled within the time of the concern stage",
        "escalated": "Became a complaint",
        "open": "Still at the concern stage",
    }
    parts = parted(rows, lambda row: row.concern)
    groups = [(key, title, parts.get(key, [])) for key, title in titles.items()]
    return tabled(
        empty("concerns", "The concern stage", "What became of it", note), (ALL,), groups
    )


#: clock -> what it means that an answer kept it
_DATES: Mapping[str, str] = {
    "local_standard": "Within the council’s own standard",
    "agreed_response_date": "Within the time that the person was told",
    "statutory_period": "Within six months, or a longer time that was agreed",
}


def _in_time(asked: Asked) -> Table:
    """Whether each answer left by its dates; one that a letter gave later counts as late."""
    found = _by_clock(asked)
    answers = [
        Answer(
            last.reference,
            frozenset(c for c in _DATES if _kept(found[c].get(case, ()), last.ended_at)),
        )
        for case, instances in found["statutory_period"].items()
        for last in instances[-1:]
        if last.status == "met" and asked.period.holds(last.ended_at)
    ]
    note = (
        "Answers that left in the period. A period that was changed by agreement before it passed "
        "counts as it was changed."
    )
    table = empty("in_time", "Answers in time", "Answers", note)
    return tabled(table, tuple(_measures()), [("all", "All answers", answers)], total=False)


def _measures() -> Iterator[Measure[Answer]]:
    yield Measure(
        Column("answered", "Answered"), lambda rows: counted([row.reference for row in rows])
    )
    for clock, title in _DATES.items():
        yield _keeping(clock, title)


def _keeping(clock: str, title: str) -> Measure[Answer]:
    return Measure(
        Column(clock, title, PERCENT),
        lambda rows: share([row.reference for row in rows if clock in row.kept], len(rows)),
    )


def _by_clock(asked: Asked) -> dict[str, dict[int, list[Instance]]]:
    """Clock -> case -> its instances, in order."""
    found: dict[str, dict[int, list[Instance]]] = {clock: {} for clock in _DATES}
    for each in kept.instances_of(asked.session, PROCEDURE, tuple(_DATES), asked.period):
        found[each.name].setdefault(each.case_id, []).append(each)
    return found


def _kept(instances: Sequence[Instance], answered: object) -> bool:
    """Whether the last date was kept, and each one before it was changed before it passed."""
    return (
        bool(instances)
        and all(each.ended_at is not None and _day(each) <= each.due_on for each in instances)
        and instances[-1].ended_at == answered
    )


def _day(each: Instance) -> date:
    assert each.ended_at is not None
    return london_date(each.ended_at)


def _subjects(asked: Asked, rows: Sequence[Complaint]) -> Table:
    parts = parted(rows, lambda row: row.subject)
    groups: list[Group[Complaint]] = [
        (key or "-", asked.label("first_look", SUBJECT, key) if key else "Not recorded", those)
        for key, those in sorted(parts.items(), key=lambda item: (not item[0], item[0]))
    ]
    table = empty("subjects", "By subject matter", "Mainly about")
    return tabled(table, (ALL, ESCALATED, WELL_FOUNDED), groups)


def _to_the_ombudsman(asked: Asked, period: Period) -> Table:
    """Referred to the Ombudsman in the period, whenever the complaint came."""
    names = kept.happened_to(asked.session, PROCEDURE, _OMBUDSMAN, period)
    table = empty("ombudsman", "Referred to the Ombudsman in the period", "")
    measure: Measure[str] = Measure(Column("cases", "Cases"), counted)
    return tabled(table, (measure,), [("all", "Complaints", names)], total=False)
