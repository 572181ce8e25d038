"""Day 0: the day from which a clock counts, for what comes in and for what goes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from engine.clock import at_london, london
from engine.deadlines.moves import MOVED, begins_with_move, was_moved
from engine.deadlines.rules import OF_LETTERS, ClockRule, Day, Timing
from engine.errors import BadInput
from engine.working_days import Calendar, long_date


@dataclass(frozen=True, slots=True)
class Beginning:
    """Where a clock begins: it happened ``at`` and counts as having happened at ``counts_from``.

    ``words`` stand in a summary after the date of day 0 where that is another day than it seems.
    ``lead`` lists the days up to and with day 0.
    """

    day_zero: date
    at: datetime
    counts_from: datetime
    words: str
    lead: tuple[Day, ...]


def rule_calendar(rule: ClockRule, timing: Timing) -> Calendar:
    """The calendar a clock counts in: closure days stop only policy clocks."""
    return timing.calendar if rule.kind == "policy" else timing.calendar.without_closures()


def beginning(
    rule: ClockRule, event: str, at: datetime, timing: Timing, data: Mapping[str, object]
) -> Beginning:
    """Day 0 of a clock that counts from this event."""
    if at.tzinfo is None:
        raise ValueError("a clock starts at an aware time")
    calendar = rule_calendar(rule, timing)
    moved = begins_with_move(rule, data)
    if moved is not None:
        event, at = MOVED, moved
    local = london(at)
    if event.partition(" ")[0] in OF_LETTERS:
        why = _LEFT[event.partition(" ")[0]]
        return _sent(rule, data.get("channel"), at, local.date(), timing, why)
    if rule.receipt == "deemed":
        return _received(calendar, at, local, timing, _words(event, data, "received"))
    lead = _lead(calendar, local.date(), local.date(), "", _words(event, data))
    return Beginning(local.date(), at, at, "", lead)


def effective_receipt(
    at: datetime, rule_receipt: str, timing: Timing
) -> tuple[date, datetime, str]:
    """Day 0, the instant of receipt that counts, and why, for what came in at ``at``.

    ``actual``: the calendar day it came. ``deemed``: at or after the cut-off hour, or on a
    non-working day, it counts as received on the next working day, when the council opens. Raises
    BadInput for any other receipt rule.
    """
    if rule_receipt not in ("actual", "deemed"):
        raise BadInput(f"A receipt rule is deemed or actual, not {rule_receipt!r}.")
    local = london(at)
    came = f"received on {long_date(local.date())} at {local:%H:%M}"
    if rule_receipt == "actual":
        return local.date(), at, came
    start = _received(timing.calendar, at, local, timing)
    if not start.words:
        return start.day_zero, at, came
    reason = timing.calendar.why_not(local.date()) or f"from {timing.cutoff:%H:%M} on"
    counts = f"so it counts as received on {long_date(start.day_zero)}"
    return start.day_zero, start.counts_from, f"{came} ({reason}), {counts}"


_ZERO_WORDS = {"received": "received", MOVED: "moved to this procedure, so its dates begin"}


def _words(event: str, data: Mapping[str, object], else_: str = "the clock starts") -> str:
    """What day 0 is."""
    if event == "received" and was_moved(data):
        return "first received; it was moved here later, which the law's time does not wait for"
    return _ZERO_WORDS.get(event, else_)


_LEFT = {"letter": "the letter left", "unsendable": "recorded that the letter cannot be sent"}


def _received(
    calendar: Calendar, at: datetime, local: datetime, timing: Timing, words: str = "received"
) -> Beginning:
    """Deemed receipt: what comes late in the day or on a day off came the next working day."""
    came = local.date()
    if calendar.is_working(came) and local.time() < timing.cutoff:
        return Beginning(came, at, at, "", _lead(calendar, came, came, "", words))
    counts = calendar.add(came, 1)
    late = f"came at {local:%H:%M}, and from {timing.cutoff:%H:%M} the next working day counts"
    reason = calendar.why_not(came) or late
    lead = _lead(calendar, came, counts, f"{words}; {reason}", "counts as received")
    return Beginning(
        counts, at, at_london(counts, timing.opening), ", when it counts as received", lead
    )


def _sent(
    rule: ClockRule, channel: object, at: datetime, left: date, timing: Timing, why: str
) -> Beginning:
    """A letter counts from the day it left or, deemed delivered by post, some working days later.

    The post does not know the council's closure days.
    """
    calendar = timing.calendar.without_closures()
    if rule.delivery != "deemed" or channel != "post":
        return Beginning(left, at, at, "", _lead(calendar, left, left, "", why))
    arrives = calendar.add(left, timing.post_working_days)
    lead = _lead(calendar, left, arrives, "posted", "counts as delivered")
    return Beginning(
        arrives, at, at_london(arrives, timing.opening), ", when it counts as delivered", lead
    )


@lru_cache(maxsize=2048)
def _lead(
    calendar: Calendar, first: date, zero: date, first_words: str, zero_words: str
) -> tuple[Day, ...]:
    """The days before day 0, none of them counted, and day 0 itself."""
    if first == zero:
        return (Day(zero, 0, zero_words),)
    between = (first + timedelta(days=number) for number in range(1, (zero - first).days))
    return (
        Day(first, None, first_words),
        *(Day(day, None, calendar.why_not(day) or "in the post") for day in between),
        Day(zero, 0, zero_words),
    )
