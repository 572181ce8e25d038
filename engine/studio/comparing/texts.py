"""The texts of letters side by side, line by line."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

LETTERS = "letters/"
AROUND = 2  # lines of context on either side of a difference


@dataclass(frozen=True, slots=True)
class Line:
    """``mark``: + came, - went, blank stayed, … lines that are left out."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class TextChange:
    """One file that is different. ``kind``: added, removed or changed."""

    file: str
    kind: str
    lines: tuple[Line, ...]


def of_letters(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[TextChange]:
    """The letters and shared paragraphs that are different, by file."""
    for file in sorted({*old, *new}):
        before, after = old.get(file), new.get(file)
        if not file.startswith(LETTERS) or before == after:
            continue
        kind = "added" if before is None else "removed" if after is None else "changed"
        yield TextChange(file, kind, tuple(_lines(before or "", after or "")))


def _lines(before: str, after: str) -> Iterator[Line]:
    old, new = before.splitlines(), after.splitlines()
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for number, group in enumerate(matcher.get_grouped_opcodes(AROUND)):
        if number:
            yield Line("…", "")
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                yield from (Line(" ", text) for text in old[i1:i2])
                continue
            yield from (Line("-", text) for text in old[i1:i2])
            yield from (Line("+", text) for text in new[j1:j2])
