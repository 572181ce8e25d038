"""A report as a PDF for a screen reader (PDF/UA-1) and an archive (PDF/A-2a)."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from pathlib import Path

import typst

from engine.errors import BadInput
from engine.letters.pdf import fonts
from engine.reports.as_text import shown
from engine.reports.figures import Report, Table

_FRAME = Path(__file__).with_name("report.typ")
_ONE_PER_THREAD = threading.local()  # a Compiler shared between threads raises "Already borrowed"


def to_pdf(report: Report) -> bytes:
    """The report; the same report gives the same bytes. Raises BadInput for what has no glyph."""
    last = report.period.last
    try:
        pdf = _compiler().compile(
            format="pdf",
            sys_inputs={"d": json.dumps(_data(report), ensure_ascii=False)},
            pdf_standards=["ua-1", "a-2a"],
            timestamp=int(datetime(last.year, last.month, last.day, tzinfo=UTC).timestamp()),
        )
    except typst.TypstError as error:
        raise BadInput(f"The report cannot be printed: {error.message}.") from error
    assert isinstance(pdf, bytes)
    return pdf


def _compiler() -> typst.Compiler:
    kept: typst.Compiler | None = getattr(_ONE_PER_THREAD, "compiler", None)
    if kept is None:
        kept = typst.Compiler(str(_FRAME), root=str(_FRAME.parent), font_paths=fonts())
        _ONE_PER_THREAD.compiler = kept
    return kept


def _data(report: Report) -> dict[str, object]:
    last = report.period.last
    return {
        "title": report.title,
        "council": report.council,
        "procedure": report.procedure,
        "about": report.about,
        "period": str(report.period),
        "day": [last.year, last.month, last.day],
        "tables": [_table(table) for table in report.tables],
    }


def _table(table: Table) -> dict[str, object]:
    return {
        "caption": table.caption,
        "heading": table.heading or " ",
        "note": table.note,
        "columns": [column.heading for column in table.columns],
        "lines": [
            {"total": line.total, "cells": [line.title, *(shown(f) for f in line.figures)]}
            for line in table.lines
        ],
    }
