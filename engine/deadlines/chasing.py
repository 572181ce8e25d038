"""When somebody is reminded of what they have to do by a day, and chased when it is past."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import count

from engine.deadlines.ladders import instant_of
from engine.deadlines.rules import Amount, Ladder, Step, Timing, Unit


def chases(
    ladder: Ladder, due_on: date, after: datetime, timing: Timing
) -> Iterator[tuple[Step, datetime]]:
    """The ladder's reminders and chasers that come after a moment, in time.

    Where the ladder says ``every``, its last chaser comes again and again, without end.
    """
    rungs = ((step, instant_of(step, due_on, ladder, timing)) for step in ladder.steps)
    ordered = sorted(rungs, key=lambda rung: rung[1])
    yield from (rung for rung in ordered if rung[1] > after)
    chasers = [step for step, _ in ordered if step.name == "breach"]
    if ladder.every is not None and chasers:
        for step in _again(chasers[-1], ladder.every):
            at = instant_of(step, due_on, ladder, timing)
            if at > after:
                yield step, at


def _again(last: Step, every: Amount) -> Iterator[Step]:
    """The last chaser's successors; one in hours came on the working day after the due date."""
    days = last.after is not None and last.after.unit is Unit.WORKING_DAYS
    first = last.after.number if last.after is not None and days else 1
    for turn in count(1):
        yield replace(last, after=Amount(first + turn * every.number, Unit.WORKING_DAYS))
