"""Which lines belong to an entry: its own, and the comment directly above it."""

from __future__ import annotations

from typing import NamedTuple

from engine.catalogue.rewriting.spots import ITEMS, Spot


class Extent(NamedTuple):
    """``begin``: where its comment or itself begins, ``start``: its key or dash, ``finish``: after
    the line feed that ends it.
    """

    begin: int
    start: int
    finish: int


def line_start(text: str, place: int) -> int:
    """Where the line of a place begins."""
    return text.rfind("\n", 0, place) + 1


def column_of(text: str, place: int) -> int:
    """How far into its line a place is."""
    return place - line_start(text, place)


def extent(text: str, around: Spot, number: int) -> Extent:
    """The lines of one part of a table or list that stands without brackets."""
    part = around.parts[number]
    start = _start(text, around, number)
    last = max(part.end, start if around.kind == ITEMS else around.keys[number][2])
    end = text.find("\n", last)
    begin = line_start(text, start)
    if text[begin:start].strip():
        return Extent(start, start, len(text) if end < 0 else end + 1)
    while begin and _is_comment(text, begin, start):
        begin = line_start(text, begin - 1)
    return Extent(begin, start, len(text) if end < 0 else end + 1)


def _start(text: str, around: Spot, number: int) -> int:
    if around.kind != ITEMS:
        return around.keys[number][1]
    start = around.parts[number].start
    return start if around.flow else text.rfind("-", 0, start)


def _is_comment(text: str, begin: int, start: int) -> bool:
    """Whether the line above is a comment as far in as the entry."""
    above = text[line_start(text, begin - 1) : begin]
    column = column_of(text, start)
    return above.startswith(" " * column + "#")


def parted(text: str, around: Spot) -> bool:
    """Whether empty lines stand between most of its parts."""
    pairs = len(around.parts) - 1
    if pairs < 1:
        return False
    apart = sum(
        text[: extent(text, around, number).begin].endswith("\n\n")
        for number in range(1, len(around.parts))
    )
    return apart * 2 > pairs
