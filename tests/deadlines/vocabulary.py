"""Words for writing deadlines down in tests: London times, rules, ledgers, weekday names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from engine.clock import LONDON
from engine.deadlines import due, parse_amount, replay
from engine.deadlines.rules import (
    ClockRule,
    ClockState,
    Deadline,
    Event,
    Extension,
    Start,
    Timing,
)
from engine.working_days import Calendar

ORDINARY = Timing(Calendar())


def at(text: str) -> datetime:
    """``2024-03-28 10:15`` as London's clocks showed it."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


def on(text: str) -> date:
    """``Thu 28 Mar 2024``; wrong weekday names are refused."""
    day = datetime.strptime(text, "%a %d %b %Y").replace(tzinfo=UTC).date()
    assert f"{day:%a}" == text[:3], f"{text} is a {day:%A}"
    return day


def closed(*days: str) -> Timing:
    """A council that also closes on these days."""
    return Timing(Calendar(frozenset(on(day) for day in days)))


def clock(
    amount: str = "", starts: Iterable[str | Start] = ("received",), **rest: object
) -> ClockRule:
    """A rule; ``amount`` and ``max`` in words."""
    values: dict[str, Any] = {"name": "clock", "title": "A clock", "kind": "policy", **rest}
    if "max" in values:
        values["max"] = parse_amount(values["max"])
    return ClockRule(
        starts=tuple(start if isinstance(start, Start) else Start(start) for start in starts),
        amount=parse_amount(amount) if amount else None,
        **values,
    )


def up_to(cap: str) -> Extension:
    """An extension with this cap."""
    return Extension(cap=parse_amount(cap))


def due_after(
    amount: str, when: str, timing: Timing = ORDINARY, event: str = "received", **rest: object
) -> Deadline:
    """When a clock of that length is due, had it started then."""
    channel = rest.pop("channel", None)
    return due(
        clock(amount, ("received",), **rest), event, at(when), timing, data={"channel": channel}
    )


def happened(when: str, kind: str, **data: object) -> Event:
    """One line of a ledger."""
    return Event(kind, at(when), data)


def rules(*given: ClockRule) -> Mapping[str, ClockRule]:
    """Rules by name."""
    return {rule.name: rule for rule in given}


def clocks(
    given: Mapping[str, ClockRule] | ClockRule, *ledger: Event, timing: Timing = ORDINARY
) -> tuple[ClockState, ...]:
    """The clocks at the end of a ledger."""
    known = {given.name: given} if isinstance(given, ClockRule) else given
    return replay(known, ledger, timing)


def only(given: ClockRule, *ledger: Event, timing: Timing = ORDINARY) -> ClockState:
    """The single instance of a single clock."""
    (state,) = clocks(given, *ledger, timing=timing)
    return state
