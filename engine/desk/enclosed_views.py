"""What a page lists of the documents that go with a letter."""

from __future__ import annotations

from dataclasses import dataclass

from engine.store.letters import LetterRow, enclosed_in


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A document that goes with a letter; ``size`` in bytes."""

    id: int
    filename: str
    size: int


def enclosed_with(row: LetterRow) -> tuple[Enclosed, ...]:
    """What goes with a letter, as it was noted when the letter was written."""
    return tuple(
        Enclosed(int(str(each["id"])), str(each["filename"]), int(str(each["size"])))
        for each in enclosed_in(row)
    )
