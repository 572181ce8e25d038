"""Single changes: an entry comes, goes, moves or gets another name. Pure text to text."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from engine.catalogue.rewriting import writing
from engine.catalogue.rewriting.extents import Extent, column_of, extent, line_start, parted
from engine.catalogue.rewriting.paths import Path, in_words
from engine.catalogue.rewriting.spots import ITEMS, TABLE, Spot, spot_at, value_at
from engine.errors import BadFiles, BadInput, NotFound


def sure(text: str, changed: str, meant: Callable[[Any], Any], path: Path) -> str:
    """``changed``, where it says what was meant. Raises BadInput."""
    try:
        said = value_at(changed, ())
    except BadFiles:
        said = None
    wanted = meant(value_at(text, ()))
    if json.dumps(said, sort_keys=True) != json.dumps(wanted, sort_keys=True):
        raise BadInput(
            f"The way {in_words(path) or 'this'} is written does not allow this change. "
            "Export the procedure, change it in a text editor, and import it."
        )
    return changed


def at(data: Any, path: Path) -> Any:
    """What stands at a path of plain data."""
    for step in path:
        data = data[step]
    return data


def insert(text: str, path: Path, place: int, value: object, key: str = "") -> str:
    """A new item of the list at ``path``, or with ``key`` a new entry of the table.

    ``place``: before which one it comes.
    """
    around = spot_at(text, path)
    if around.kind not in (TABLE, ITEMS):
        raise NotFound(f"Nothing can be added at {in_words(path)}.")
    if key and key in (name for name, _, _ in around.keys):
        raise BadInput(f"“{key}” is there already: choose another name.")

    def meant(data: Any) -> Any:
        held = at(data, path)
        if key:
            held[key] = value
        else:
            held.insert(place, value)
        return data

    place = max(0, min(place, len(around.parts)))
    changed = _inserted(text, path, around, place, value, key)
    return sure(text, changed, meant, path)


def _inserted(text: str, path: Path, around: Spot, place: int, value: object, key: str) -> str:
    if not around.parts:
        return _first(text, path, around, value, key)
    if around.flow:
        return _in_flow(text, around, place, value, key)
    neighbour = around.parts[max(place - 1, 0)]
    spot = extent(text, around, max(place - 1, 0))
    indent = column_of(text, spot.start)
    dashed = around.kind == ITEMS
    flow = _in_brackets_there(around, neighbour)
    said = (
        writing.item(value, indent, flow=flow)
        if dashed
        else writing.entry(key, value, indent, flow=flow)
    )
    gap = "\n" if parted(text, around) else ""
    if place == 0:
        if text[line_start(text, spot.start) : spot.start].strip():  # after a dash
            first = writing.entry(key, value, indent, flow=flow).lstrip(" ")
            return f"{text[: spot.start]}{first}\n{' ' * indent}{text[spot.start :]}"
        begin = line_start(text, spot.begin)
        return f"{text[:begin]}{said}\n{gap}{text[begin:]}"
    feed = "" if text[: spot.finish].endswith("\n") else "\n"
    return f"{text[: spot.finish]}{feed}{gap}{said}\n{text[spot.finish :]}"


def _in_brackets_there(around: Spot, neighbour: Spot) -> bool:
    """Whether tables among the neighbours stand in brackets: the nearest says it."""
    nearest = [neighbour, *around.parts]
    return next((each.flow for each in nearest if each.kind == TABLE), around.kind == ITEMS)


def _first(text: str, path: Path, around: Spot, value: object, key: str) -> str:
    """Into ``{}`` or ``[]``, which stands after a key or a dash."""
    whole: object = {key: value} if key else [value]
    if _within_flow(text, path[:-1]):
        said = writing.in_brackets(whole, column_of(text, around.start))
        return text[: around.start] + said + text[around.end :]
    return replaced(text, path, around, whole)


def _within_flow(text: str, path: Path) -> bool:
    return any(spot_at(text, path[:depth]).flow for depth in range(len(path) + 1))


def _in_flow(text: str, around: Spot, place: int, value: object, key: str) -> str:
    named = f"{writing.scalar(key, flow=True)}: " if key else ""
    said = named + writing.in_brackets(value, key=key)
    if place == 0:
        begin = around.keys[0][1] if around.kind == TABLE else around.parts[0].start
        return f"{text[:begin]}{said}, {text[begin:]}"
    end = around.parts[place - 1].end
    column = column_of(text, around.start) + 1
    long = end - line_start(text, end) + len(said) + 3 > writing.WIDTH
    return f"{text[:end]},{chr(10) + ' ' * column if long else ' '}{said}{text[end:]}"


def replaced(text: str, path: Path, spot: Spot, value: object) -> str:
    """Another value in place of the one at ``path``, whatever shape the two have."""
    if not path or _within_flow(text, path[:-1]):
        said = writing.in_brackets(value, column_of(text, spot.start), spot.style, str(path[-1]))
        return text[: spot.start] + said + text[spot.end :]
    parent = spot_at(text, path[:-1])
    number = parent.place_of(path[-1])
    if parent.kind == ITEMS:
        dash = text.rfind("-", 0, spot.start)
        said = writing.item(value, column_of(text, dash), flow=spot.flow or spot.kind != TABLE)
        return text[:dash] + said.lstrip(" ") + text[spot.end :]
    name, start, end = parent.keys[number]
    said = writing.after_key(
        text[start:end] or name, value, column_of(text, start), flow=spot.flow, style=spot.style
    )
    colon = text.index(":", end) + 1
    if said.startswith("\n") and "\n" not in text[colon : spot.end]:
        rest = text[spot.end : _line_end(text, spot.end)]  # a comment stays beside the key
        return text[:colon] + rest + said + text[spot.end + len(rest) :]
    return text[:colon] + said + text[spot.end :]


def _line_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    return len(text) if end < 0 else end


def drop(text: str, path: Path) -> str:
    """Without the entry at ``path`` and the comment above it; NotFound where there is none."""
    around = spot_at(text, path[:-1])
    number = around.place_of(path[-1])

    def meant(data: Any) -> Any:
        del at(data, path[:-1])[path[-1]]
        return data

    return sure(text, _dropped(text, path, around, number), meant, path)


def _dropped(text: str, path: Path, around: Spot, number: int) -> str:
    if len(around.parts) == 1:
        nothing: object = {} if around.kind == TABLE else []
        return replaced(text, path[:-1], around, nothing)
    if around.flow:
        return _out_of_flow(text, around, number)
    spot = extent(text, around, number)
    if text[line_start(text, spot.start) : spot.start].strip():  # the first key after a dash
        return text[: spot.start] + text[extent(text, around, 1).start :]
    begin = spot.begin
    after = text[spot.finish :]
    if text[:begin].endswith("\n\n") and (
        not after or after.startswith("\n") or number + 1 == len(around.parts)
    ):
        begin -= 1
    return text[:begin] + after


def _out_of_flow(text: str, around: Spot, number: int) -> str:
    begins = [start for _, start, _ in around.keys] or [part.start for part in around.parts]
    if number + 1 < len(around.parts):
        return text[: begins[number]] + text[begins[number + 1] :]
    return text[: around.parts[number - 1].end] + text[around.parts[number].end :]


def move(text: str, path: Path, steps: int) -> str:
    """The entry so many places on (or back, below nought), with the comment above it."""
    around = spot_at(text, path[:-1])
    number = around.place_of(path[-1])
    goal = max(0, min(number + steps, len(around.parts) - 1))
    for place in _between(number, goal):
        text = _swapped(text, path[:-1], min(place, place + (1 if goal > number else -1)))
    return text


def _between(number: int, goal: int) -> range:
    return range(number, goal, 1 if goal > number else -1)


def _swapped(text: str, path: Path, number: int) -> str:
    """The two neighbours change places; what stands between them stays."""
    around = spot_at(text, path)
    short = around.flow or _after_a_dash(text, around, number)
    first, second = (_movable(text, around, n, short=short) for n in (number, number + 1))

    def meant(data: Any) -> Any:
        held = at(data, path)
        if isinstance(held, list):
            held[number], held[number + 1] = held[number + 1], held[number]
        return data

    one, other = text[first.begin : first.finish], text[second.begin : second.finish]
    if not other.endswith("\n") and one.endswith("\n"):
        one, other = one.rstrip("\n"), other + "\n"
    between = text[first.finish : second.begin]
    changed = text[: first.begin] + other + between + one + text[second.finish :]
    return sure(text, changed, meant, path)


def _movable(text: str, around: Spot, number: int, *, short: bool) -> Extent:
    whole = extent(text, around, number)
    return Extent(whole.start, whole.start, around.parts[number].end) if short else whole


def _after_a_dash(text: str, around: Spot, number: int) -> bool:
    """Whether something else stands before an entry on its line."""
    start = extent(text, around, number).start
    return bool(text[line_start(text, start) : start].strip())


def rename(text: str, path: Path, key: str) -> str:
    """The entry of a table under another name."""
    around = spot_at(text, path[:-1])
    number = around.place_of(path[-1])
    if key == path[-1]:
        return text
    if key in (name for name, _, _ in around.keys):
        raise BadInput(f"“{key}” is there already: choose another name.")
    _, start, end = around.keys[number]

    def meant(data: Any) -> Any:
        held = at(data, path[:-1])
        held[key] = held.pop(path[-1])
        return data

    changed = text[:start] + writing.scalar(key, flow=around.flow) + text[end:]
    return sure(text, changed, meant, path)
