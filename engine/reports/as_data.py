"""A report for programs: CSV, one figure a row, and JSON with the cases behind each."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from engine.reports.figures import Figure, Line, Report, Table

HEADINGS = (
    *("report", "from", "to", "table", "row", "figure", "unit", "value"),
    *("part", "whole"),
)
#: what a spreadsheet takes for the beginning of a formula
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(report: Report) -> str:
    """One row a figure; a share has its numerator and denominator beside it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    period = (report.period.first.isoformat(), report.period.last.isoformat())
    for table in report.tables:
        for line in table.lines:
            for column, figure in zip(table.columns, line.figures, strict=True):
                writer.writerow(
                    (
                        *(report.name, *period, table.caption, harmless(line.title)),
                        *(column.title, column.unit, _number(figure)),
                        *(figure.of or ("", "")),
                    )
                )
    return out.getvalue()


def harmless(text: str) -> str:
    """Text that no spreadsheet runs: somebody typed it."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _number(figure: Figure) -> int | float | str:
    return "" if figure.value is None else figure.value


def to_json(report: Report) -> Mapping[str, object]:
    """The whole report as plain values."""
    return {
        "report": report.name,
        "title": report.title,
        "council": report.council,
        "procedure": report.procedure,
        "from": report.period.first.isoformat(),
        "to": report.period.last.isoformat(),
        "tables": [_table(table) for table in report.tables],
    }


def _table(table: Table) -> Mapping[str, object]:
    return {
        "table": table.key,
        "caption": table.caption,
        "note": table.note,
        "rows": [
            {
                "row": line.key,
                "title": line.title,
                "total": line.total,
                "figures": dict(_figures(table, line)),
            }
            for line in table.lines
        ],
    }


def _figures(table: Table, line: Line) -> Iterator[tuple[str, object]]:
    for column, figure in zip(table.columns, line.figures, strict=True):
        value: dict[str, object] = {"value": figure.value, "unit": column.unit}
        if figure.of is not None:
            value["part"], value["whole"] = figure.of
        yield column.key, {**value, "cases": list(figure.cases)}
