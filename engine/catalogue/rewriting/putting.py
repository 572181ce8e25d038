"""Says a value anew: only what differs is rewritten, key by key and item by item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from engine.catalogue.rewriting.editing import at, drop, insert, replaced, sure
from engine.catalogue.rewriting.paths import Path
from engine.catalogue.rewriting.spots import has, spot_at, value_at


def put(text: str, path: Path, value: object) -> str:
    """The text with this value at ``path``; tables on the way there that are missing are made.

    Keys that a table gains stand after the one that comes before them in ``value``.
    """
    path, value = _missing(text, path, value)
    if not has(text, path):
        place = len(spot_at(text, path[:-1]).parts)
        key = path[-1]
        return insert(text, path[:-1], place, value, key if isinstance(key, str) else "")
    return _put(text, path, value_at(text, path), value)


def _missing(text: str, path: Path, value: object) -> tuple[Path, object]:
    """The deepest path that can be added to, and what to add there."""
    while len(path) > 1 and not _holds(text, path[:-1]):
        value, path = {str(path[-1]): value}, path[:-1]
    return path, value


def _holds(text: str, path: Path) -> bool:
    return has(text, path) and isinstance(value_at(text, path), dict | list)


def _put(text: str, path: Path, old: object, new: object) -> str:
    if _same(old, new):
        return text
    if isinstance(old, dict) and isinstance(new, Mapping) and old and new:
        return _table(text, path, old, new)
    if isinstance(old, list) and isinstance(new, list | tuple) and old and new:
        return _items(text, path, old, new)

    def meant(data: Any) -> Any:
        if not path:
            return new
        at(data, path[:-1])[path[-1]] = new
        return data

    changed = replaced(text, path, spot_at(text, path), new)
    return sure(text, changed, meant, path)


def _same(old: object, new: object) -> bool:
    """Equal, and of one kind: 1 and true are not the same to a reader."""
    if isinstance(old, dict) and isinstance(new, Mapping):
        return old.keys() == new.keys() and all(_same(old[key], new[key]) for key in old)
    if isinstance(old, list) and isinstance(new, list | tuple):
        return len(old) == len(new) and all(map(_same, old, new))
    return type(old) is type(new) and old == new


def _table(text: str, path: Path, old: Mapping[str, object], new: Mapping[str, object]) -> str:
    before: str | None = None
    for key, value in new.items():
        if key in old:
            text = _put(text, (*path, key), old[key], value)
        else:
            around = spot_at(text, path)
            place = 0 if before is None else around.place_of(before) + 1
            text = insert(text, path, place, value, key)
        before = key
    for key in old:
        if key not in new:
            text = drop(text, (*path, key))
    return text


def _items(text: str, path: Path, old: Sequence[object], new: Sequence[object]) -> str:
    """From the last to the first, so that numbers stay true."""
    steps = SequenceMatcher(None, [_called(o) for o in old], [_called(n) for n in new], False)
    for what, a, b, c, d in reversed(steps.get_opcodes()):
        paired = min(b - a, d - c) if what in ("equal", "replace") else 0
        for number in range(d - 1, c + paired - 1, -1):
            text = insert(text, path, a + paired, new[number])
        for number in range(b - 1, a + paired - 1, -1):
            text = drop(text, (*path, number))
        for number in range(paired - 1, -1, -1):
            text = _put(text, (*path, a + number), old[a + number], new[c + number])
    return text


def _called(value: object) -> str:
    """By what an item is known when it has changed."""
    if isinstance(value, Mapping):
        return str(value.get("id") or value.get("value") or sorted(value))
    return str(value)
