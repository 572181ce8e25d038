"""Differences of values in words: “10 working days instead of 5 working days”."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from engine.deadlines.rules import Amount


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. ``kind``: added, removed or changed; ``area``: what it belongs to."""

    area: str
    kind: str
    text: str


def said(value: object) -> str:
    """A value as a reader would say it."""
    if value is None or value == "" or value == ():
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Amount | int | float | date | time):
        return str(value)
    if isinstance(value, str):
        return f"“{short(value)}”"
    return _said_whole(value)


def _said_whole(value: Any) -> str:
    """Tables and lists, and values with fields of their own."""
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {said(each)}" for name, each in value.items())
    if dataclasses.is_dataclass(value):
        given = ((f, getattr(value, f.name)) for f in dataclasses.fields(value))
        own = (each for f, each in given if each != f.default and each not in ("", (), None))
        return " ".join(said(each) for each in own)
    if isinstance(value, Iterable):
        return ", ".join(said(each) for each in value)
    return f"“{short(str(value))}”"


def short(text: str, most: int = 90) -> str:
    """A text on one line, cut where it goes on too long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[: most - 1]}…"


def changes(old: Any, new: Any, words: Mapping[str, str]) -> Iterator[str]:
    """What is different between two values of one kind, a part each; ``words``: part -> name.

    A part without a name is not told of.
    """
    for part, name in words.items():
        before, after = getattr(old, part), getattr(new, part)
        if before != after:
            yield changed(name, before, after)


def changed(name: str, before: object, after: object) -> str:
    """One part that is different."""
    if isinstance(after, bool) and isinstance(before, bool | None):
        return name if after else f"no longer {name}"
    if isinstance(before, tuple) and isinstance(after, tuple):
        return f"{name}: {_listed(before, after)}"
    return f"{name}: {said(after)} instead of {said(before)}"


def _listed(before: tuple[Any, ...], after: tuple[Any, ...]) -> str:
    more = [each for each in after if each not in before]
    less = [each for each in before if each not in after]
    parts = []
    if more:
        parts.append(f"{said(tuple(more))} added")
    if less:
        parts.append(f"{said(tuple(less))} taken out")
    return " and ".join(parts) or "in another order"


def tables(
    area: str,
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    title: Mapping[str, str],
    words: Mapping[str, str],
) -> Iterator[Change]:
    """What came, went and changed in a table of things. ``title``: id -> what it is called."""
    for name in new:
        if name not in old:
            yield Change(area, "added", f"{title[name]} is new.")
    for name in old:
        if name not in new:
            yield Change(area, "removed", f"{title[name]} is gone.")
    for name, each in new.items():
        if name in old and (told := list(changes(old[name], each, words))):
            yield Change(area, "changed", f"{title[name]}: {'; '.join(told)}.")
