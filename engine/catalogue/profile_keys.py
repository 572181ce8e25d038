"""The keys of a council's profile, apart from its clocks, and what is built of them.

Each table is mirrored in schemas/profile.schema.json; a test holds the two together.
"""

from __future__ import annotations

from datetime import time
from typing import NamedTuple

from engine.catalogue.clock_keys import ClockEntry, read_clock
from engine.catalogue.keys import Given, Key, KeyTable, Place, each, named, of_keys, read_table
from engine.catalogue.kinds import (
    CONFIDENCE,
    amount,
    any_text,
    anything,
    dashed,
    day,
    hour,
    is_dashed,
    is_name,
    single,
    text,
    texts,
    whole,
    words,
)
from engine.catalogue.profile import Council
from engine.catalogue.threshold_keys import thresholds
from engine.catalogue.tree import Items, Node, Table, plain
from engine.deadlines.rules import Amount, Ladder, Step, Timing, Unit
from engine.working_days import Calendar

EFFECTIVE: KeyTable = {"from": Key(day, required=True), "to": Key(day)}
COUNCIL: KeyTable = {
    "name": Key(text, required=True),
    "address": Key(words, required=True),
    "phone": Key(any_text),
    "email": Key(any_text),
    "website": Key(any_text),
}
TIMING: KeyTable = {
    "cutoff_time": Key(hour, into="cutoff"),
    "opening_time": Key(hour, into="opening"),
    "closure_days": Key(each(day)),
    "post_working_days": Key(whole),
}
VALUE: KeyTable = {
    "value": Key(anything, required=True),
    "source": Key(text),
    "confidence": Key(CONFIDENCE),
}
OFFICER: KeyTable = {"title": Key(text), "phone": Key(any_text), "email": Key(any_text)}
REMINDER: KeyTable = {
    "before": Key(amount, required=True),
    "tells": Key(words),
    "at": Key(hour),
}
BREACH: KeyTable = {
    "after": Key(amount, required=True),
    "tells": Key(words),
    "at": Key(hour),
}
STANDING: KeyTable = {
    "every": Key(amount, required=True),
    "tells": Key(words),
    "at": Key(hour),
}


def _timing(given: Given) -> Timing:
    said = dict(given)
    return Timing(calendar=Calendar(frozenset(said.pop("closure_days", ()))), **said)


def _council(given: Given) -> Council:
    return Council(**{"phone": "", "email": "", "website": "", **given})


def _reminder(node: Node, place: Place) -> Step:
    given = read_table(node, place, REMINDER) if isinstance(node, Table) else {}
    before = given["before"] if given else amount(node, place)
    _in_units(before, (Unit.WORKING_DAYS,), node, place)
    return Step("reminder", before, given.get("at"), given.get("tells", ("owner",)))


def _breach(node: Node, place: Place) -> Step:
    given = read_table(node, place, BREACH) if isinstance(node, Table) else {}
    after = given["after"] if given else amount(node, place)
    _in_units(after, (Unit.WORKING_DAYS, Unit.HOURS), node, place)
    return Step("breach", after, given.get("at"), given.get("tells", ("complaints_manager",)))


def _working_days(node: Node, place: Place) -> Amount:
    given = amount(node, place)
    _in_units(given, (Unit.WORKING_DAYS,), node, place)
    return given


def _standing(node: Node, place: Place) -> Step:
    given = read_table(node, place, STANDING) if isinstance(node, Table) else {}
    every = given["every"] if given else amount(node, place)
    _in_units(every, (Unit.WORKING_DAYS,), node, place)
    if not every.number:
        raise place.refuse(node, "It would come again at once.", "Give at least 1 working_day.")
    tells = given.get("tells", ("owner", "complaints_manager"))
    return Step("standing", every, given.get("at"), tells)


def _in_units(step: Amount, units: tuple[Unit, ...], node: Node, place: Place) -> None:
    if step.unit not in units:
        allowed = " or ".join(unit.value for unit in units)
        fix = f"Write it in {allowed}."
        raise place.refuse(node, f"A ladder does not count {step.unit.value} here.", fix)


LADDER: KeyTable = {
    "reminder": Key(each(_reminder)),
    "due_morning": Key(hour),
    "breach": Key(each(_breach)),
    "every": Key(_working_days),
    "standing": Key(_standing),
    "source": Key(text),
}


def _ladder(ladder: str, node: Node, place: Place) -> Ladder:
    given = read_table(node, place, LADDER)
    steps = (*given.get("reminder", ()), *given.get("breach", ()))
    morning, source = given.get("due_morning", time(10)), given.get("source", "")
    return Ladder(ladder, steps, morning, source, given.get("every"), given.get("standing"))


class Value(NamedTuple):
    """A value that diagrams and letters read, with its source."""

    value: object
    source: str = ""


def _value(_: str, node: Node, place: Place) -> Value:
    if isinstance(node, Table):
        given = read_table(node, place, VALUE)
        return Value(given["value"], given.get("source", ""))
    if isinstance(node, Items):
        return Value(plain(node))
    return Value(single(node, place))


def _contact(_: str, node: Node, place: Place) -> dict[str, object]:
    """Whatever a letter may want to say of a contact; text as it was written."""
    return named(lambda _, inner, at: _detail(inner, at), is_name)(node, place)


def _detail(node: Node, place: Place) -> object:
    if isinstance(node, Items):
        return list(words(node, place))
    return plain(node) if isinstance(node, Table) else any_text(node, place)


def _officer(_: str, node: Node, place: Place) -> dict[str, str]:
    return read_table(node, place, OFFICER)


def _clock(_: str, node: Node, place: Place) -> tuple[ClockEntry, Node]:
    return read_clock(node, place), node


def _bases(node: Node, place: Place) -> tuple[str, ...]:
    """One profile, or several in order of precedence."""
    if not isinstance(node, Items):
        return (dashed(node, place),)
    return each(dashed, str)(node, place)


PROFILE: KeyTable = {
    "profile": Key(dashed, required=True),
    "title": Key(text),
    "extends": Key(_bases),
    "effective": Key(of_keys(EFFECTIVE, dict), required=True),
    "council": Key(of_keys(COUNCIL, _council), required=True),
    "timing": Key(of_keys(TIMING, _timing)),
    "clocks": Key(named(lambda _, node, at: named(_clock, is_name)(node, at), is_dashed)),
    "ladders": Key(named(_ladder, is_name)),
    "values": Key(named(_value, is_name)),
    "contacts": Key(named(_contact, is_name)),
    "officers": Key(named(_officer, is_name)),
    "services": Key(each(text)),
    "texts": Key(texts),
    "thresholds": Key(thresholds),
}
