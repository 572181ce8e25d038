"""A report as one page of HTML that needs nothing beside it; figures lead to their cases."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, Template

from engine.reports.figures import Column, Line, Report, Table


def to_html(report: Report, reports_at: str = "") -> str:
    """The page. ``reports_at``: where the reports are on the screens; without it, no links."""

    def cases(table: Table, line: Line, column: Column) -> str:
        return f"{reports_at}/{report.name}/cases?{urlencode(asks(report, table, line, column))}"

    return _template().render(report=report, cases=cases if reports_at else None)


def asks(report: Report, table: Table, line: Line, column: Column) -> dict[str, str]:
    """What the address of the cases behind a figure asks for."""
    return {
        "from": report.period.first.isoformat(),
        "to": report.period.last.isoformat(),
        "table": table.key,
        "line": line.key,
        "column": column.key,
    }


@lru_cache(maxsize=1)
def _template() -> Template:
    folder = FileSystemLoader(Path(__file__).parent)
    environment = Environment(loader=folder, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.get_template("report.html")
