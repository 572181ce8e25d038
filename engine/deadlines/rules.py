"""What a clock is: the values that a procedure and a profile give, nothing computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from engine.working_days import Calendar


class Unit(StrEnum):
    """What a clock counts."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    WEEKS = "weeks"
    MONTHS_BEGINNING_WITH = "months_beginning_with"  # the trigger day counts; ends the day before
    MONTHS_AFTER = "months_after"  # ends on the corresponding date
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Amount:
    """``10 working_days``; ``number`` is never negative."""

    number: int
    unit: Unit

    def __str__(self) -> str:
        word = self.unit.value.replace("_", " ")
        return f"{self.number} {word.removesuffix('s') if self.number == 1 else word}"


@dataclass(frozen=True, slots=True)
class Start:
    """An event that starts a clock. ``as_of``: the clock counts from that other event's time instead."""

    event: str  # received | confirmed | request_stage2 | letter CODE | extended CLOCK | any `records` event
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Beyond:
    """Who may extend past the cap, and whether a recorded reason is needed."""

    role: str
    reason_required: bool = True


@dataclass(frozen=True, slots=True)
class Extension:
    """How a clock may be extended. ``cap`` None: no cap. ``letter``: the letter the law requires."""

    cap: Amount | None = None
    letter: str | None = None
    beyond: Beyond | None = None


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One clock of one case: the procedure's part and the profile's part, joined and frozen at receipt.

    ``amount`` gives the length, or ``date_field`` names the field of the start event that holds the
    due date (``max`` caps it, counted from the start event). ``receipt`` is for what comes in:
    ``deemed`` (after the cut-off: the next working day) or ``actual``; ``delivery`` for what goes out:
    ``sent`` or ``deemed``. ``roll``: a due date on a non-working day moves to the next working day.
    """

    name: str
    title: str
    kind: str  # policy | statutory (closure days never stop it) | shadow (shows and warns, sends nothing)
    starts: tuple[Start, ...]  # in order of precedence
    amount: Amount | None
    date_field: str | None = None
    max: Amount | None = None
    receipt: str = "actual"
    delivery: str = "sent"
    roll: bool = False
    hours: str = "skip_non_working_days"  # or elapsed
    extend: Extension | None = None
    pausable: bool = False
    met_by: tuple[str, ...] = ()
    stops_at: tuple[str, ...] = ()
    ladder: str | None = None
    source: str = ""
    confidence: str = "setting"  # confirmed | seed | unchecked | setting


@dataclass(frozen=True, slots=True)
class Step:
    """One rung of a ladder: before the due date (``reminder``) or after it (``breach``), who is told.

    ``after`` counts working days (before a due date for a reminder, after it for a breach) or hours
    (breach only: after the opening time of the next working day). ``hour``: London wall clock.
    """

    name: str  # reminder | due_morning | due | breach
    after: Amount | None
    hour: time | None
    tells: tuple[str, ...]  # roles, or `owner` for whoever holds the task


@dataclass(frozen=True, slots=True)
class Ladder:
    """What happens to officers' desks as a due date nears and passes."""

    name: str
    steps: tuple[Step, ...]
    due_morning: time = time(10)
    source: str = ""


@dataclass(frozen=True, slots=True)
class Timing:
    """A council's calendar and hours, London wall clock."""

    calendar: Calendar
    cutoff: time = time(17)
    opening: time = time(9)
    post_working_days: int = 2  # deemed delivery of first-class post (Interpretation Act 1978 s.7, CPR 6.26)


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to a case, and when (aware). ``data``: plain JSON values; dates are ISO text."""

    kind: str
    happened_at: datetime
    data: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Day:
    """One line of a working: ``counted`` is the running count, None where the day was skipped."""

    on: date
    counted: int | None
    why: str


class Status(StrEnum):
    """How a clock stands."""

    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    STOPPED = "stopped"  # ended unmet: withdrawal, a refusal, a run cut short


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due date with its working. ``due`` is the last moment that is in time (23:59:59 London, or
    the exact hour for clocks in hours), aware UTC; ``due_on`` its London date."""

    started_by: str
    day_zero: date
    started_at: datetime
    due: datetime
    due_on: date
    working: tuple[Day, ...]
    summary: str  # "10 working days from Thursday 21 March 2024 (Good Friday, Easter Monday skipped)"


@dataclass(frozen=True, slots=True)
class ClockState:
    """One instance of a clock at the end of a ledger (``instance`` counts from 1)."""

    rule: ClockRule
    instance: int
    status: Status
    deadline: Deadline
    original: Deadline  # before any extension or pause
    ended_at: datetime | None = None
    ended_by: str | None = None
    extended: bool = False
    told: bool = False  # an update or extension letter left while it ran, on or before its due date

    def late(self, at: datetime) -> bool:
        """Whether it ended after its due moment, or runs past it at ``at``."""
        return (self.ended_at or at) > self.deadline.due
