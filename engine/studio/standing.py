"""How the cases of a play stand, as plain values, and what came about between two such moments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time

from engine.clock import london, london_date
from engine.desk.views import CaseFile, ClockView, LetterView
from engine.scenarios import checking_steps
from engine.scenarios.world import World
from engine.working_days import long_date

NOT_RUNNING = "not_running"
_LAST_SECOND = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter that has left."""

    on: str
    code: str
    title: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """One case. ``open``: element -> (name, whose it is); ``clocks``: name -> as a scenario
    expects it; ``dates``: the same in words.
    """

    open: Mapping[str, tuple[str, str]]
    clocks: Mapping[str, str]
    dates: Mapping[str, str]
    letters: tuple[Sent, ...]
    status: str


def standing(world: World) -> dict[str, Standing]:
    """Each case by its name in the play."""
    return {alias: _of(checking_steps.file_of(world, alias)) for alias in world.cases}


def _of(file: CaseFile) -> Standing:
    latest: dict[str, ClockView] = {}
    for clock in file.clocks:
        if clock.name not in latest or clock.instance > latest[clock.name].instance:
            latest[clock.name] = clock
    return Standing(
        open={t.element: (t.name, t.role_title) for t in file.tasks if t.status == "open"},
        clocks={name: expected(clock) for name, clock in latest.items()},
        dates={name: _date(clock) for name, clock in latest.items()},
        letters=tuple(_sent(letter) for letter in checking_steps.sent(file)),
        status=file.status,
    )


def expected(clock: ClockView) -> str:
    """The clock as a scenario expects it: its day, or its minute where it is counted in hours."""
    if clock.status == "stopped":
        return NOT_RUNNING
    due = london(clock.due)
    if due.time().replace(microsecond=0) == _LAST_SECOND:
        return clock.due_on.isoformat()
    return f"{due:%Y-%m-%dT%H:%M}"


def _date(clock: ClockView) -> str:
    title, due = clock.title, long_date(clock.due_on)
    match clock.status:
        case "stopped":
            return f"“{title}” does not run any more."
        case "met":
            return f"“{title}” is met."
        case "paused":
            return f"“{title}” stands still."
        case _:
            return f"“{title}” is due on {due}."


def _sent(letter: LetterView) -> Sent:
    left = min(way.sent_at for way in letter.dispatches if way.sent_at is not None)
    to = sorted(way.capacity for way in letter.dispatches if way.status == "sent")
    return Sent(london_date(left).isoformat(), letter.code, letter.title, tuple(to))


def came_about(before: Mapping[str, Standing], after: Mapping[str, Standing]) -> list[str]:
    """What is new, in words: letters, tasks, dates, the end."""
    nothing = Standing({}, {}, {}, (), "open")
    several = len(after) > 1
    return [
        f"{words} ({alias})" if several else words
        for alias, now in after.items()
        for words in _news(before.get(alias, nothing), now)
    ]


def _news(before: Standing, now: Standing) -> Iterator[str]:
    for letter in now.letters[len(before.letters) :]:
        to = " and ".join(each.replace("_", " ") for each in letter.to) or "nobody"
        yield f"Letter {letter.code}, “{letter.title}”, went to the {to}."
    for element, (name, whose) in now.open.items():
        if element not in before.open:
            yield f"“{name}” waits for: {whose}."
    for name, words in now.dates.items():
        if before.dates.get(name) != words:
            yield words
    if now.status != before.status:
        yield "The case is closed." if now.status == "closed" else "The case is open again."


def moment_text(at: datetime) -> str:
    """A moment as a step of a scenario has it."""
    here = london(at)
    return f"{here:%Y-%m-%dT%H:%M:%S}" if here.second else f"{here:%Y-%m-%dT%H:%M}"
