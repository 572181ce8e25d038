"""What a report is made of: tables of figures, each with its unit and the cases behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from engine.errors import NotFound
from engine.reports.period import Period

T = TypeVar("T")

#: units; a share always says what it is a share of
CASES, PERCENT, WORKING_DAYS, ACTIONS = "cases", "%", "working days", "actions"
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and the references of the cases behind it; no number where there is none to give.

    ``of``: a share's numerator and denominator.
    """

    value: int | float | None
    cases: tuple[str, ...] = ()
    of: tuple[int, int] | None = None

    @property
    def made_of(self) -> str:
        """``5 of 7``; nothing where it is no share, or one of nothing."""
        return f"{self.of[0]} of {self.of[1]}" if self.of and self.of[1] else ""

    def __str__(self) -> str:
        if self.value is None:
            return NOTHING
        return f"{self.value:,}" if isinstance(self.value, int) else f"{self.value:,.1f}"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of figures."""

    key: str
    title: str
    unit: str = CASES

    @property
    def heading(self) -> str:
        """The title with its unit; cases go without saying."""
        return self.title if self.unit == CASES else f"{self.title} ({self.unit})"


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a figure for each column. ``total``: it sums up the rows above it."""

    key: str
    title: str
    figures: tuple[Figure, ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Figures under a caption. ``heading``: what its rows are; ``note``: what is counted."""

    key: str
    caption: str
    heading: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    note: str = ""

    def figure(self, line: str, column: str) -> Figure:
        """The figure in a row and a column. Raises NotFound."""
        for row in self.lines:
            for each, figure in zip(self.columns, row.figures, strict=True):
                if (row.key, each.key) == (line, column):
                    return figure
        raise NotFound("There is no such figure.")

    def column(self, key: str) -> tuple[Figure, ...]:
        """The figures of a column, without its total."""
        at = next(n for n, each in enumerate(self.columns) if each.key == key)
        return tuple(line.figures[at] for line in self.lines if not line.total)


@dataclass(frozen=True, slots=True)
class Report:
    """A report of a procedure over a period."""

    name: str
    title: str
    about: str
    council: str
    procedure: str
    period: Period
    tables: tuple[Table, ...]

    def table(self, key: str) -> Table:
        """The table of that key. Raises NotFound."""
        for each in self.tables:
            if each.key == key:
                return each
        raise NotFound("There is no such table.")


@dataclass(frozen=True, slots=True)
class Measure(Generic[T]):
    """How a column's figure comes from the things of a row."""

    column: Column
    figure: Callable[[Sequence[T]], Figure]


#: (key, title, things) of one row
Group = tuple[str, str, Sequence[T]]


def tabled(
    table: Table, measures: Sequence[Measure[T]], groups: Iterable[Group[T]], *, total: bool = True
) -> Table:
    """An empty table filled: a row a group and, over all of them together, the total."""
    rows = [(key, title, things, False) for key, title, things in groups]
    if total:
        rows.append(
            ("total", "Total", [thing for _, _, things, _ in rows for thing in things], True)
        )
    return Table(
        table.key,
        table.caption,
        table.heading,
        tuple(measure.column for measure in measures),
        tuple(
            Line(key, title, tuple(measure.figure(things) for measure in measures), is_total)
            for key, title, things, is_total in rows
        ),
        table.note,
    )


def parted(things: Iterable[T], part: Callable[[T], str]) -> dict[str, list[T]]:
    """The things by their part, in one pass; each is in exactly one."""
    parts: dict[str, list[T]] = {}
    for thing in things:
        parts.setdefault(part(thing), []).append(thing)
    return parts


def empty(key: str, caption: str, heading: str, note: str = "") -> Table:
    """A table to be filled."""
    return Table(key, caption, heading, (), (), note)


def counted(references: Sequence[str]) -> Figure:
    """How many."""
    return Figure(len(references), tuple(references))


def share(part: Sequence[str], whole: int) -> Figure:
    """Which part of the whole, in per cent to one decimal; the cases are the part's."""
    value = round(100 * len(part) / whole, 1) if whole else None
    return Figure(value, tuple(part), (len(part), whole))


def average(numbers: Sequence[int], references: Sequence[str]) -> Figure:
    """The mean, to one decimal."""
    value = round(sum(numbers) / len(numbers), 1) if numbers else None
    return Figure(value, tuple(references))
