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
        words = self.unit.value.split("_")
        if self.number == 1:
            words = [word.removesuffix("s") for word in words]
        return " ".join((str(self.number), *words))


#: what became of a letter: it left, or it was recorded that it can be sent to nobody
OF_LETTERS = ("letter", "unsendable")


@dataclass(frozen=True, slots=True)
class Start:
    """An event that starts a clock; ``as_of``: it counts from that other event's time instead.

    ``event``: received, confirmed, request_stage2, letter CODE, unsendable CODE, extended CLOCK,
    or whatever a diagram ``records``.
    """

    event: str
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Standstill:
    """Events between which a clock stands still by itself, without anybody pausing it."""

    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Beyond:
    """Who may extend past the cap, and whether a recorded reason is needed."""

    role: str
    reason_required: bool = True


@dataclass(frozen=True, slots=True)
class Extension:
    """How a clock may be extended; ``cap`` None: no cap; ``letter``: what the law requires."""

    cap: Amount | None = None
    letter: str | None = None
    beyond: Beyond | None = None


@dataclass(frozen=True, slots=True)
class Usual:
    """The length that counts where the start event gives no date: from the day in its ``since``.

    ``lengths``: by the value of the event's field ``by``; one alone stands under "". ``least``: a
    date given before that length ends does not count either.
    """

    since: str
    lengths: tuple[tuple[str, Amount], ...]
    by: str = ""
    least: bool = False


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One clock of a case: the procedure's and the profile's parts, joined and frozen at receipt.

    ``kind``: ``policy``, ``statutory`` (closure days never stop it) or ``shadow`` (shows and
    warns, sends nothing). ``amount`` gives the length, or ``date_field`` names the field of the
    start event that holds the due date (``max`` caps it, counted from the start event; ``usual``
    counts where it holds none); with ``before`` both do: the length counts backwards from that
    date.
    ``receipt`` is for what comes in: ``deemed`` (after the cut-off: the next working day) or
    ``actual``; ``delivery`` for what goes out: ``sent`` or ``deemed``. ``roll``: a due date on a
    non-working day moves to the next working day.
    """

    name: str
    title: str
    kind: str
    starts: tuple[Start, ...]  # in order of precedence
    amount: Amount | None
    date_field: str | None = None
    before: bool = False
    max: Amount | None = None
    usual: Usual | None = None
    receipt: str = "actual"
    delivery: str = "sent"
    roll: bool = False
    hours: str = "skip_non_working_days"  # or elapsed
    extend: Extension | None = None
    pausable: bool = False
    pauses: tuple[Standstill, ...] = ()
    met_by: tuple[str, ...] = ()
    stops_at: tuple[str, ...] = ()
    ladder: str | None = None
    source: str = ""
    confidence: str = "setting"  # confirmed | seed | unchecked | setting


@dataclass(frozen=True, slots=True)
class Step:
    """One rung of a ladder: a ``reminder`` before the due date, a ``breach`` after; who is told.

    ``after`` counts working days (before a due date for a reminder, after it for a breach) or
    hours (breach only: after the opening time of the next working day). ``hour``: London wall
    clock.
    """

    name: str  # reminder | due_morning | due | breach | standing
    after: Amount | None
    hour: time | None
    tells: tuple[str, ...]  # roles, or `owner` for whoever holds the task


@dataclass(frozen=True, slots=True)
class Ladder:
    """What happens to officers' desks as a due date nears and passes.

    ``every``: of a dated action (a promise, a contribution) the last breach comes again so often.
    ``standing``: who is told, again and again, that a clock stands still by hand.
    """

    name: str
    steps: tuple[Step, ...]
    due_morning: time = time(10)
    source: str = ""
    every: Amount | None = None
    standing: Step | None = None


@dataclass(frozen=True, slots=True)
class Timing:
    """A council's calendar and hours, London wall clock.

    ``post_working_days``: deemed delivery of first-class post (Interpretation Act 1978 s.7,
    CPR 6.26).
    """

    calendar: Calendar
    cutoff: time = time(17)
    opening: time = time(9)
    post_working_days: int = 2


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to a case, and when (aware); ``data``: plain JSON values, dates ISO text."""

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
    """A due date with its working.

    ``due`` is the last moment that is in time (23:59:59 London, or the exact hour for clocks in
    hours), aware UTC; ``due_on`` its London date. ``summary``: "10 working days from Thursday 21
    March 2024 (Good Friday, Easter Monday skipped)".
    """

    started_by: str
    day_zero: date
    started_at: datetime
    due: datetime
    due_on: date
    working: tuple[Day, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class ClockState:
    """One instance of a clock at the end of a ledger (``instance`` counts from 1).

    ``original`` is the deadline before any extension or pause, ``due_by_rule`` the date with the
    pauses and without extensions (None: neither happened). ``told``: an update or extension letter
    left while it ran, on or before its due date. ``paused_at``: since when it stands still;
    ``by_hand``: because somebody paused it, so that somebody may resume it; ``waits_for``: the
    events of its rule's pauses for which it stands still.
    """

    rule: ClockRule
    instance: int
    status: Status
    deadline: Deadline
    original: Deadline
    ended_at: datetime | None = None
    ended_by: str | None = None
    extended: bool = False
    told: bool = False
    paused_at: datetime | None = None
    by_hand: bool = False
    waits_for: tuple[str, ...] = ()
    due_by_rule: date | None = None

    def late(self, at: datetime) -> bool:
        """Whether it ended after its due moment or runs past it at ``at``; paused, it stands."""
        return (self.ended_at or self.paused_at or at) > self.deadline.due
