"""Reports on the screen: the list, one of them, the cases behind a figure, and files to take."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from engine import reports
from engine.clock import london_date
from engine.reports import Report
from engine.reports.as_data import to_csv
from engine.reports.as_html import asks
from engine.reports.as_ods import MEDIA_TYPE as ODS
from engine.reports.as_ods import to_ods
from engine.reports.as_pdf import to_pdf
from web.forms.asking import numbered
from web.guards import actor, office
from web.managers import periods
from web.managers.area import BLUEPRINT

#: how many references stand on one page
PAGE = 200
#: format -> how it is made (a spreadsheet knows UTF-8 by its first sign), and its media type
FILES: Mapping[str, tuple[Callable[[Report], bytes], str]] = {
    "csv": (lambda report: to_csv(report).encode("utf-8-sig"), "text/csv"),
    "ods": (to_ods, ODS),
    "pdf": (to_pdf, "application/pdf"),
}


@BLUEPRINT.get("")
def shelf() -> str:
    """Which reports there are."""
    reports.require_reader(actor())
    return render_template("managers/shelf.html", reports=reports.REPORTS, section="reports")


@BLUEPRINT.get("/<name>")
def report(name: str) -> ResponseReturnValue:
    """A report over the period that is asked for."""
    sort, asked = reports.sort_of(name), _asked()
    reports.require_reader(actor())
    written = _written(name, asked) if asked.period else None
    page = render_template(
        "managers/report.html",
        sort=sort,
        report=written,
        asked=asked,
        errors=asked.errors,
        anchors=asked.anchors,
        files=FILES,
        asks=asks,
        section="reports",
    )
    return page, 422 if asked.errors else 200


@BLUEPRINT.get("/<name>/cases")
def cases(name: str) -> str:
    """The references behind one figure."""
    written = _written(name, _asked())
    table = written.table(request.args.get("table", ""))
    line, column = request.args.get("line", ""), request.args.get("column", "")
    figure = table.figure(line, column)
    page = max(1, numbered(request.args.get("page", "1")))
    return render_template(
        "managers/cases.html",
        report=written,
        table=table,
        figure=figure,
        line=next(each for each in table.lines if each.key == line),
        column=next(each for each in table.columns if each.key == column),
        asks=asks,
        references=sorted(figure.cases)[(page - 1) * PAGE : page * PAGE],
        page=page,
        pages=max(1, -(-len(figure.cases) // PAGE)),
        section="reports",
    )


@BLUEPRINT.get("/<name>/download")
def download(name: str) -> ResponseReturnValue:
    """The report as a file."""
    kind = request.args.get("format", "")
    if kind not in FILES:
        abort(404)
    written = _written(name, _asked())
    make, media_type = FILES[kind]
    period = written.period
    filename = f"{written.name}-{period.first}-to-{period.last}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return Response(make(written), mimetype=media_type, headers=headers)


def _asked() -> periods.Asked:
    args = request.args.to_dict(flat=False)
    return periods.read(args, london_date(office().clock.now()))


def _written(name: str, asked: periods.Asked) -> Report:
    if asked.period is None:
        abort(404)
    return reports.write_report(office(), actor(), name, asked.period)
