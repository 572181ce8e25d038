"""What moving a case to another version of its procedure would do to its dates: told, not done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from engine import deadlines
from engine.casework import clock_sheet
from engine.casework.in_hand import InHand
from engine.clock import LONDON
from engine.deadlines.rules import ClockState, Status
from engine.working_days import long_date

_LIVE = (Status.RUNNING, Status.PAUSED)
_Key = tuple[str, int]


#: what is said of a moment that would lie in the past
COME = (
    "A date of “{title}”, for which the case waits, would have come already: what it leads to"
    " would begin at once."
)


@dataclass(frozen=True, slots=True)
class DateChange:
    """One date under the case's rules and under others. ``was``/``now`` in words, "" for none;
    both: a moment of it would have come already.

    ``then``: what follows, such as that it would have passed already.
    """

    title: str
    was: str
    now: str
    then: str = ""

    @property
    def sentence(self) -> str:
        """The change as a sentence."""
        if not self.was and not self.now:
            return COME.format(title=self.title)
        if not self.was:
            said = f"“{self.title}” would begin to run: due {self.now}"
        elif not self.now:
            said = f"“{self.title}”, due {self.was}, would stop"
        elif self.was == self.now:
            said = f"“{self.title}”, due {self.was}, would stand otherwise"
        else:
            said = f"“{self.title}” would be due {self.now} instead of {self.was}"
        return f"{said}; {self.then}." if self.then else f"{said}."


def changes(hand: InHand, view: InHand) -> tuple[DateChange, ...]:
    """Every date that differs between the case as it is and as it would be."""
    here, there = _instances(hand), _instances(view)
    found = (_change(hand, here.get(key), there.get(key)) for key in {**here, **there})
    return tuple(change for change in found if change is not None)


def _instances(hand: InHand) -> Mapping[_Key, ClockState]:
    return {(state.rule.name, state.instance): state for state in clock_sheet.states(hand)}


def _change(hand: InHand, was: ClockState | None, now: ClockState | None) -> DateChange | None:
    if was is None or now is None:
        return _one_sided(hand, was, now)
    if (was.deadline.due, was.status) == (now.deadline.due, now.status):
        return None
    return DateChange(_title(hand, was), _said(was), _said(now), _then(hand, was, now))


def _one_sided(hand: InHand, was: ClockState | None, now: ClockState | None) -> DateChange | None:
    if was is not None and was.status in _LIVE:
        return DateChange(_title(hand, was), _said(was), "")
    if now is not None and now.status in _LIVE:
        return DateChange(now.rule.title, "", _said(now), _then(hand, None, now))
    return None


def _then(hand: InHand, was: ClockState | None, now: ClockState) -> str:
    late = was is not None and was.late(hand.now)
    if now.late(hand.now) and not late:
        return "it would be overdue at once" if now.status in _LIVE else "it would count as late"
    if late and not now.late(hand.now):
        return "it would no longer be overdue"
    if was is not None and was.status is not now.status:
        return f"it would be {_STATUS[now.status]}"
    return ""


_STATUS = {
    Status.RUNNING: "running",
    Status.PAUSED: "stopped for now",
    Status.MET: "met",
    Status.STOPPED: "over",
}


def _title(hand: InHand, state: ClockState) -> str:
    duty = hand.procedure.clocks.get(state.rule.name)
    return duty.title if duty else state.rule.title


def _said(state: ClockState) -> str:
    due = state.deadline.due.astimezone(LONDON)
    at = "" if (due.hour, due.minute) == (23, 59) else f" at {due:%H:%M}"
    return f"{long_date(state.deadline.due_on)}{at}"


def at_once(
    hand: InHand, view: InHand, moments: Mapping[tuple[str, str], tuple[str, str]]
) -> Iterator[str]:
    """The clocks of which a moment that the case waits for would have come already.

    ``moments``: (clock, moment) that waits now -> the same there.
    """
    known = clock_sheet.states(view)
    for timer in hand.books.timers:
        if timer.kind != "engine" or _come(timer.due_at, hand.now):
            continue
        clock, moment = moments.get((timer.clock, timer.moment), (timer.clock, timer.moment))
        if _come(clock_sheet.moment_of(view, clock, moment, known), hand.now):
            yield clock


def _come(at: datetime | None, now: datetime) -> bool:
    return at is not None and at <= now


def not_counted(hand: InHand, view: InHand) -> tuple[str, ...]:
    """The clocks that are new there and do not run: these numbers have none for them."""
    new = view.procedure.clocks.keys() - hand.procedure.clocks.keys() - view.rules.keys()
    return tuple(view.procedure.clocks[name].title for name in sorted(new))


def late_work(hand: InHand, view: InHand, late: Mapping[str, str]) -> str:
    """The title of a task about a date that was missed, which another date would contradict.

    ``late``: such steps -> their clock.
    """
    for task in hand.open_tasks:
        clock = late.get(task.element)
        if clock is not None:
            was = deadlines.latest(clock_sheet.states(hand), clock)
            now = deadlines.latest(clock_sheet.states(view), clock)
            if was and (now is None or was.deadline.due != now.deadline.due):
                return task.name
    return ""
