"""What was said at the steps before a task, as values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """Rows that were answered: what each column is called, and what stands in it."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


#: a question and its answer
Said = tuple[str, str | Told]
