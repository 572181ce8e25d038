"""What the council's numbers and texts say now that they did not say before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.catalogue.profile import Profile
from engine.deadlines.rules import ClockRule
from engine.studio.comparing.saying import Change, changed, changes

AREA = "Deadlines"
_WORDS = {
    "starts": "it counts from",
    "date_field": "the date comes from the field",
    "before": "counted backwards",
    "max": "at most",
    "usual": "usual length",
    "receipt": "when something counts as received",
    "delivery": "when a letter counts as delivered",
    "roll": "a day off moves it to the next working day",
    "hours": "how hours count",
    "extend": "how it may be extended",
    "pausable": "it can be paused",
    "pauses": "it stands still",
    "source": "source",
    "confidence": "confidence",
}


def deadlines(procedure: str, old: Profile, new: Profile) -> Iterator[Change]:
    """The numbers of a procedure's clocks."""
    before, after = old.clocks.get(procedure, {}), new.clocks.get(procedure, {})
    for name, rule in after.items():
        if name not in before:
            yield Change(AREA, "added", f"{rule.title} now has a number: {_length(rule)}.")
    for name, rule in before.items():
        if name not in after:
            yield Change(AREA, "removed", f"{rule.title} has no number any more: it does not run.")
    for name, rule in after.items():
        if name in before:
            yield from _rule(before[name], rule)


def _rule(old: ClockRule, new: ClockRule) -> Iterator[Change]:
    if old.amount != new.amount:
        text = f"{new.title} now has {_length(new)} instead of {_length(old)}."
        yield Change(AREA, "changed", text)
    if told := list(changes(old, new, _WORDS)):
        yield Change(AREA, "changed", f"{new.title}: {'; '.join(told)}.")


def _length(rule: ClockRule) -> str:
    return str(rule.amount) if rule.amount is not None else "a date that is given"


def settings(old: Profile, new: Profile) -> Iterator[Change]:
    """Everything else that a profile holds."""
    tables: tuple[tuple[str, Mapping[str, object], Mapping[str, object]], ...] = (
        ("Setting", old.values, new.values),
        ("Ladder of reminders", old.ladders, new.ladders),
        ("Contact", old.contacts, new.contacts),
        ("Office", old.officers, new.officers),
        ("Text", old.texts, new.texts),
        ("Threshold", old.thresholds, new.thresholds),
    )
    for name, before, after in tables:
        for key in dict.fromkeys((*after, *before)):
            if before.get(key) != after.get(key):
                kind = "added" if key not in before else "removed" if key not in after else ""
                told = changed(f"{name} {key}", before.get(key), after.get(key))
                yield Change("Council", kind or "changed", f"{told}.")
    if old.council != new.council:
        yield Change("Council", "changed", f"{changed('Council', old.council, new.council)}.")
