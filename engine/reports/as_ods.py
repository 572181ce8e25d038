"""A report as an OpenDocument spreadsheet: a sheet a table, numbers as numbers."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

from engine.reports.figures import Figure, Report, Table

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "manifest")
)
_LONGEST_NAME = 31  # what other spreadsheets take
_DAY = (1980, 1, 1, 0, 0, 0)  # the same report gives the same bytes


def to_ods(report: Report) -> bytes:
    """The spreadsheet, without styles: it is for counting on."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as ods:
        _put(ods, "mimetype", MEDIA_TYPE, zipfile.ZIP_STORED)  # first, and not compressed
        _put(ods, "content.xml", _content(report))
        _put(ods, "META-INF/manifest.xml", _MANIFEST)
    return out.getvalue()


def _put(ods: zipfile.ZipFile, name: str, text: str, how: int = zipfile.ZIP_DEFLATED) -> None:
    file = zipfile.ZipInfo(name, _DAY)
    file.compress_type = how
    ods.writestr(file, text.encode())


_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MANIFEST = (
    f'{_HEAD}<manifest:manifest {_NAMESPACES} manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MEDIA_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def _content(report: Report) -> str:
    sheets = "".join(_sheet(report, n, table) for n, table in enumerate(report.tables, start=1))
    return (
        f'{_HEAD}<office:document-content {_NAMESPACES} office:version="1.3">'
        f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )


def _sheet(report: Report, number: int, table: Table) -> str:
    name = f"{number} {table.key.replace('_', ' ')}"[:_LONGEST_NAME]
    head = [[table.caption], [f"{report.council}, {report.period}"], []]
    rows = ["".join(_text(text) for text in row) for row in head]
    rows.append("".join(map(_text, [table.heading, *(c.heading for c in table.columns)])))
    rows += [_text(e.title) + "".join(map(_figure, e.figures)) for e in table.lines]
    rows.append(_text(table.note))
    cells = "".join(f"<table:table-row>{row or _text('')}</table:table-row>" for row in rows)
    return f"<table:table table:name={quoteattr(name)}><table:table-column/>{cells}</table:table>"


def _text(text: str) -> str:
    return (
        '<table:table-cell office:value-type="string">'
        f"<text:p>{escape(_printable(text))}</text:p></table:table-cell>"
    )


def _printable(text: str) -> str:
    """XML has no place for other signs."""
    return "".join(sign for sign in text if sign.isprintable())


def _figure(figure: Figure) -> str:
    if figure.value is None:
        return _text("")
    return (
        f'<table:table-cell office:value-type="float" office:value="{figure.value}">'
        f"<text:p>{figure.value}</text:p></table:table-cell>"
    )
