"""A report in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from engine.reports.figures import Figure, Report, Table

WIDTH = 99


def to_text(report: Report) -> str:
    """Every table, its figures under their headings."""
    head = [report.title, f"{report.council}, {report.period}. {report.procedure}.", ""]
    return "\n".join([*head, *(line for table in report.tables for line in _table(table))])


def _table(table: Table) -> Iterator[str]:
    rows = [[table.heading, *(column.heading for column in table.columns)]]
    rows += [[line.title, *(shown(figure) for figure in line.figures)] for line in table.lines]
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    yield table.caption
    yield "-" * min(WIDTH, len(table.caption))
    for row in rows:
        yield _row(row, widths)
    yield from wrap(table.note, WIDTH)
    yield ""


def _row(row: Sequence[str], widths: Sequence[int]) -> str:
    figures = (text.rjust(width) for text, width in zip(row[1:], widths[1:], strict=True))
    return "  ".join([row[0].ljust(widths[0]), *figures]).rstrip()


def shown(figure: Figure) -> str:
    """``71.4 (5 of 7)``."""
    return f"{figure} ({figure.made_of})" if figure.made_of else str(figure)
