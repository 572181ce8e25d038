"""Two texts that grew out of one, joined line by line where they do not touch each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple


class _Edit(NamedTuple):
    """Lines ``start`` to ``end`` of the base are these now."""

    start: int
    end: int
    lines: tuple[str, ...]


def merged(base: str, mine: str, theirs: str) -> str | None:
    """Both changes in one text; None where they change the same place differently."""
    lines = base.splitlines(keepends=True)
    edits = sorted({*_edits(lines, mine), *_edits(lines, theirs)})
    for first, second in pairwise(edits):
        if second.start < first.end or first[:2] == second[:2] or second.start == first.end:
            return None
    whole: list[str] = []
    at = 0
    for edit in edits:
        whole += [*lines[at : edit.start], *edit.lines]
        at = edit.end
    return "".join([*whole, *lines[at:]])


def _edits(base: Sequence[str], text: str) -> Iterator[_Edit]:
    lines = text.splitlines(keepends=True)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, base, lines, autojunk=False).get_opcodes():
        if tag != "equal":
            yield _Edit(i1, i2, tuple(lines[j1:j2]))
