"""Figures for managers and committees: read-only, each with its unit and the cases behind it."""

from engine.reports.figures import Column, Figure, Line, Report, Table
from engine.reports.period import Period, between, read_period, year_so_far
from engine.reports.written import PROCEDURE, REPORTS, Sort, require_reader, sort_of, write_report

__all__ = [
    "PROCEDURE",
    "REPORTS",
    "Column",
    "Figure",
    "Line",
    "Period",
    "Report",
    "Sort",
    "Table",
    "between",
    "read_period",
    "require_reader",
    "sort_of",
    "write_report",
    "year_so_far",
]
