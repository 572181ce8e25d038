"""The complaints at a stage during a period: one row a complaint, with what became of it there.

A stage is what the diagram marks as one; its clock and the letter that meets the clock are the
diagram's and the procedure's, the number of days is the profile's. In time is judged by the date
that the clock had before any extension or pause, and the day on which the answer left.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import groupby

from engine.clock import london_date
from engine.deadlines.beginnings import effective_receipt
from engine.deadlines.rules import ClockRule, Timing
from engine.errors import BadInput
from engine.reports import kept
from engine.reports.asked import Asked
from engine.reports.kept import Happening, Instance

#: what became of a complaint at a stage, in the period
ANSWERED, ENDED, NEVER_BEGAN, OPEN, UNDECIDED = (
    "answered",
    "ended",
    "never_began",
    "open",
    "undecided",
)
#: ledger events: where stage 2 comes from, what begins a case again, what ends a stage unanswered
REQUEST, _DIRECT, _DIRECT_AGAIN = "request_stage2", "direct_stage2", "direct_again"
_AFRESH = ("reopen", "ombudsman_return")
_AGREED, _OUTCOME = "confirmed", "outcome"
WITHDRAWN, MERGED = "withdrawn", "merged"
_ORIGINS = (REQUEST, _DIRECT, _DIRECT_AGAIN)
_KINDS = (*_ORIGINS, *_AFRESH, _AGREED, _OUTCOME, WITHDRAWN, MERGED)
#: stage -> the events from which its working days count; without one, they count from receipt
_COMES: Mapping[int, tuple[str, ...]] = {
    1: (_AGREED, *_AFRESH),
    2: (REQUEST, _DIRECT_AGAIN),
}

_EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class AtStage:
    """A complaint at a stage during the period.

    ``carried``: it was there when the period began. ``reason``: why it ended without an answer.
    ``days``: working days from receipt (of the request, for a later stage) to the answer.
    ``found``, ``was``: the overall finding of the stage, and of the one before. ``requested``: it
    came to stage 2 because somebody asked for that.
    """

    case_id: int
    reference: str
    service: str
    carried: bool
    fate: str
    late: bool
    reason: str = ""
    answered_on: date | None = None
    days: int = 0
    found: str = ""
    was: str = ""
    requested: bool = False

    @property
    def reached(self) -> bool:
        """Whether the stage itself began: not still, or only, waiting to be accepted for it."""
        return self.fate in (ANSWERED, ENDED, OPEN)


def clock_of(asked: Asked, stage: str) -> str:
    """The clock of a stage as the diagram has it. Raises BadInput when it has no such stage."""
    for element in asked.procedure.diagram.elements.values():
        if element.attributes.get("stage") == stage and "clock" in element.attributes:
            return element.attributes["clock"]
    raise BadInput(f"“{asked.procedure.title}” has no {stage} with a date for its answer.")


def at_stage(asked: Asked, stage: str) -> list[AtStage]:
    """Every complaint that was at the stage, or waited to be accepted for it, in the period."""
    name, session, period = asked.procedure.id, asked.session, asked.period
    clock = clock_of(asked, stage)
    entered = kept.entered(session, name, stage, period)
    happened = kept.happenings(session, name, _KINDS, period)
    rows = kept.instances(session, name, clock, period)
    read = _Reading(asked, stage, clock)
    return [
        read.complaint(list(its), entered.get(case_id, ()), happened.get(case_id, ()))
        for case_id, its in groupby(rows, key=lambda row: row.case_id)
    ]


class _Reading:
    """Judges the complaints of a stage; the rules of each profile are looked up once."""

    def __init__(self, asked: Asked, stage: str, clock: str) -> None:
        self.asked, self.clock = asked, clock
        self.number = int("".join(c for c in stage if c.isdigit()) or 0)
        self.as_at = asked.period.as_at(asked.today)
        self._rules: dict[tuple[str, str], tuple[Timing, ClockRule | None]] = {}

    def complaint(
        self, its: Sequence[Instance], entered: Sequence[datetime], happened: Sequence[Happening]
    ) -> AtStage:
        """One complaint; ``its`` clock's instances that ran in the period, in their order."""
        period = self.asked.period
        answer = next((i for i in its if i.status == "met" and period.holds(i.ended_at)), None)
        if answer is not None and answer.ended_at is not None:
            return self._answered(its[0], answer, answer.ended_at, happened)
        last = its[-1]
        ended = last.ended_at or last.closed_at
        afresh = max((e.at for e in happened if e.kind in _AFRESH), default=_EVER)
        begun = any(at >= afresh for at in entered)
        if ended is not None and ended < period.ends:
            fate = ENDED if begun else NEVER_BEGAN
            reason = _why(ended, happened) if begun else ""
            return self._row(its[0], fate, False, happened, reason)
        late = self.as_at > last.original_due_on
        return self._row(its[0], OPEN if begun else UNDECIDED, late, happened)

    def _row(
        self, first: Instance, fate: str, late: bool, happened: Sequence[Happening], why: str = ""
    ) -> AtStage:
        return AtStage(
            case_id=first.case_id,
            reference=first.reference,
            service=first.service,
            carried=first.started_at < self.asked.period.begins,
            fate=fate,
            late=late,
            reason=why,
            requested=_origin(happened) == REQUEST,
        )

    def _answered(
        self, first: Instance, answer: Instance, at: datetime, happened: Sequence[Happening]
    ) -> AtStage:
        on, found = london_date(at), self._found(at, happened)
        return replace(
            self._row(first, ANSWERED, on > answer.original_due_on, happened),
            answered_on=on,
            days=self._working_days(answer, at, happened),
            found=str(found.get("overall") or ""),
            was=str(found.get("was") or ""),
        )

    def _found(self, answered: datetime, happened: Sequence[Happening]) -> Mapping[str, object]:
        """The stage's finding: reached when its answer was written, before that left."""
        mine = [e.data for e in happened if e.kind == _OUTCOME and e.at <= answered]
        return next((data for data in reversed(mine) if data.get("stage") == self.number), {})

    def _working_days(self, answer: Instance, at: datetime, happened: Sequence[Happening]) -> int:
        """From day 0, the day on which it counts as received, which itself does not count."""
        timing, rule = self._rules_of(answer)
        receipt = rule.receipt if rule is not None else "actual"
        came = _latest(happened, _COMES.get(self.number, ()), at) or answer.received_at
        day_zero, _, _ = effective_receipt(came, receipt, timing)
        return max(0, timing.calendar.count(day_zero, london_date(at)))

    def _rules_of(self, row: Instance) -> tuple[Timing, ClockRule | None]:
        versions = (row.version, row.profile_version)
        if versions not in self._rules:
            office, session = self.asked.office, self.asked.session
            procedure = office.procedure(session, row.version)
            profile = office.profile(session, row.profile_version, procedure)
            rules = profile.clocks.get(procedure.id, {})
            self._rules[versions] = (profile.timing, rules.get(self.clock))
        return self._rules[versions]


def _latest(
    happened: Sequence[Happening], kinds: Sequence[str], until: datetime
) -> datetime | None:
    return max((e.at for e in happened if e.kind in kinds and e.at <= until), default=None)


def _origin(happened: Sequence[Happening]) -> str:
    """What brought the complaint to stage 2 last."""
    return next((event.kind for event in reversed(happened) if event.kind in _ORIGINS), "")


def _why(ended: datetime, happened: Sequence[Happening]) -> str:
    """What ended a stage without an answer: at that moment; else a request for the next stage."""
    kinds = {event.kind for event in happened if event.at == ended}
    for kind in (WITHDRAWN, MERGED):
        if kind in kinds:
            return kind
    moved_on = any(event.kind == REQUEST and event.at <= ended for event in happened)
    return REQUEST if moved_on else ""


def of_fate(rows: Sequence[AtStage], *fates: str) -> Iterator[AtStage]:
    """The complaints of which this became."""
    return (row for row in rows if row.fate in fates)
