"""The same figures on paper, in a spreadsheet, on a page and on the command line."""

from __future__ import annotations

import csv
import io
import json
import threading
import zipfile

import pytest
from lxml import etree, html
from pypdf import PdfReader

from engine import reports
from engine.cli import main
from engine.cli import report as command
from engine.errors import BadInput
from engine.reports import Report
from engine.reports.as_data import to_csv, to_json
from engine.reports.as_html import to_html
from engine.reports.as_ods import MEDIA_TYPE, to_ods
from engine.reports.as_pdf import to_pdf
from engine.reports.as_text import to_text
from tests.reports.april import APRIL, report

NAMES = [each.name for each in reports.REPORTS]
PERIOD = ["--from", "2024-04-01", "--to", "2024-04-30"]


def sheet(found: Report) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(to_csv(found))))


@pytest.mark.parametrize("name", NAMES)
def test_csv_has_a_row_for_each_figure(april, name):
    found = report(april, name)
    figures = sum(len(line.figures) for table in found.tables for line in table.lines)
    rows = sheet(found)
    assert len(rows) == figures
    assert {row["from"] for row in rows} == {"2024-04-01"}
    assert all(row["unit"] for row in rows)


def test_csv_shows_what_a_share_is_made_of(april):
    (row,) = [
        row
        for row in sheet(report(april, "stage1-timeliness"))
        if row["row"] == "All answers" and row["figure"] == "In time" and row["unit"] == "%"
    ]
    assert (row["value"], row["part"], row["whole"]) == ("50.0", "1", "2")


@pytest.mark.parametrize("typed", ["=HYPERLINK(1)", "+1", "-1", "@x"])
def test_a_spreadsheet_runs_nothing_that_somebody_typed(council, typed):
    council.receives(service=typed)
    rows = [row["row"] for row in sheet(report(council, "feedback"))]
    assert f"'{typed}" in rows
    assert typed not in rows


@pytest.mark.parametrize("name", NAMES)
def test_a_pdf_says_the_same(april, name):
    found = report(april, name)
    pdf = PdfReader(io.BytesIO(to_pdf(found)))
    said = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert found.title in said
    assert "1 Apr 2024 to 30 Apr 2024" in said
    for table in found.tables:
        assert table.caption in said
    assert b"/MarkInfo" in to_pdf(found)
    assert to_pdf(found) == to_pdf(found)


def test_what_the_typeface_lacks_is_told(council):
    council.receives(service="𓀀")
    with pytest.raises(BadInput, match="cannot be printed"):
        to_pdf(report(council, "feedback"))


@pytest.mark.parametrize("name", NAMES)
def test_a_spreadsheet_has_a_sheet_for_each_table(april, name):
    found = report(april, name)
    with zipfile.ZipFile(io.BytesIO(to_ods(found))) as ods:
        assert ods.infolist()[0].filename == "mimetype"
        assert ods.read("mimetype").decode() == MEDIA_TYPE
        tree = etree.fromstring(ods.read("content.xml"))  # noqa: TID251  # our own
    sheets = tree.findall(".//{*}table")
    assert len(sheets) == len(found.tables)
    names = [dict(sheet.attrib).popitem()[1] for sheet in sheets]
    assert len(set(names)) == len(names)
    numbers = tree.findall(".//{*}table-cell[@{*}value-type='float']") or [
        cell for cell in tree.iter("{*}table-cell") if "float" in cell.attrib.values()
    ]
    figures = [f for t in found.tables for line in t.lines for f in line.figures]
    assert len(numbers) == sum(figure.value is not None for figure in figures)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_leads_to_the_cases(april, name):
    found = report(april, name)
    tree = html.fromstring(to_html(found, "https://council.example/officers/reports"))
    tables = tree.findall(".//table")
    assert [table.findtext("caption") for table in tables] == [t.caption for t in found.tables]
    links = tree.xpath("//a/@href")
    assert all(link.startswith("https://council.example/officers/reports/") for link in links)
    assert len(links) == sum(
        bool(f.cases) for t in found.tables for line in t.lines for f in line.figures
    )
    assert not html.fromstring(to_html(found)).xpath("//a")


def test_markup_that_somebody_typed_is_text(council):
    council.receives(service="<b>Bins</b> & more")
    page = to_html(report(council, "feedback"))
    assert "<b>Bins" not in page
    assert "&lt;b&gt;Bins&lt;/b&gt; &amp; more" in page
    to_pdf(report(council, "feedback"))
    to_ods(report(council, "feedback"))


def test_for_programs_each_figure_names_its_cases(april):
    plain = json.loads(json.dumps(to_json(report(april, "remedies", APRIL))))
    assert plain["from"] == "2024-04-01"
    assert plain["tables"][0]["rows"][-1]["figures"]["all"] == {
        "value": 0,
        "unit": "actions",
        "cases": [],
    }


def test_the_terminal_shows_figures_under_their_headings(april):
    lines = to_text(report(april, "stage1-timeliness")).splitlines()
    (row,) = [line for line in lines if line.startswith("All answers")]
    assert row.split() == ["All", "answers", "2", "1", "1", "50.0", "(1", "of", "2)", "11.5", "80"]


@pytest.fixture
def place(monkeypatch, tmp_path):
    """An empty council of the command line's own."""
    monkeypatch.setenv("REDRESS_VAR", str(tmp_path))
    monkeypatch.setenv("REDRESS_PROFILE", "NHDC-2019")
    return tmp_path


@pytest.mark.parametrize("form", ["html", "csv", "ods", "pdf"])
def test_the_command_writes_a_file(place, form, capsys):
    file = place / f"feedback.{form}"
    assert main(["report", "feedback", *PERIOD, "--format", form, "--output", str(file)]) == 0
    begins = {"html": b"<!DOCTYPE", "csv": b"report,", "ods": b"PK", "pdf": b"%PDF"}[form]
    assert file.read_bytes().startswith(begins)
    assert capsys.readouterr().out == ""


def test_the_command_lists_and_prints(place, capsys):
    assert main(["report", "--list"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == NAMES
    assert main(["report", "--list", "--json"]) == 0
    assert [row["name"] for row in json.loads(capsys.readouterr().out)] == NAMES
    assert main(["report", "remedies", *PERIOD, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["report"] == "remedies"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Name a report"),
        (["feedback"], "needs a period"),
        (["feedback", "--from", "2024-04-01"], "needs a period"),
        (["feedbak", *PERIOD], "Did you mean"),
        (["feedback", "--from", "April", "--to", "May"], "not 'April'"),
        (["feedback", *PERIOD, "--procedure", "none"], "no procedure"),
        (["feedback", *PERIOD, "--output", "/no/such/place"], "cannot be written"),
    ],
)
def test_a_slip_is_told_in_one_sentence(place, words, said, capsys):
    assert main(["report", *words]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err
    assert told.err.count("\n") == 1


def test_whoever_waits_is_told_for_what(monkeypatch, capsys):
    monkeypatch.setattr(command, "_PATIENCE", 0.0)
    with command._patience("Reading cases…"):
        for thread in threading.enumerate():
            if isinstance(thread, threading.Timer):
                thread.join()
    assert capsys.readouterr().err == "Reading cases…\n"
