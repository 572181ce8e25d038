"""Reports on the screen: the period that is asked for, figures that lead to cases, files."""

from __future__ import annotations

import io
from urllib.parse import urlencode

import pytest
from pypdf import PdfReader

from engine.casework import accounts
from tests.web.places import House, Officer

MARCH = {"from": "2026-03-01", "to": "2026-03-31"}
BOXES = {
    "from-day": "1", "from-month": "3", "from-year": "2026",
    "to-day": "31", "to-month": "March", "to-year": "2026",
}  # fmt: skip
HERE = "/officers/reports"


@pytest.fixture
def manager(house: House) -> Officer:
    """The complaints manager of a council with one answered complaint and one that waits."""
    house.answered()
    house.complaint()
    return house.officer("manager")


def test_the_list_leads_to_every_report(manager):
    page = manager.get(HERE)
    assert page.status == 200
    assert f"{HERE}/stage1-timeliness" in page.links()
    assert HERE in manager.get("/officers").links()
    for link in [link for link in page.links() if link.startswith(f"{HERE}/")]:
        assert manager.get(link).status == 200


def test_without_a_period_it_is_the_financial_year_so_far(manager):
    page = manager.get(f"{HERE}/feedback")
    assert "1 Apr 2025 to 3 Mar 2026" in page.main
    assert [page.box(f"from-{part}") for part in ("day", "month", "year")] == ["1", "4", "2025"]


def test_a_figure_leads_to_its_cases_and_they_to_the_case_page(manager):
    page = manager.get(f"{HERE}/feedback?{urlencode(BOXES)}")
    assert "1 Mar 2026 to 31 Mar 2026" in page.main
    (link,) = [one for one in page.links() if "line=complaint&" in one and "kinds" in one]
    cases = manager.get(link)
    assert "1 case. The cases behind it: COM-2026-00001" in cases.main
    (reference,) = [one for one in cases.links() if one.startswith("/officers/cases/")]
    assert manager.get(reference).status == 200


def test_every_figure_with_cases_can_be_opened(manager):
    for name in ("stage1-timeliness", "stage2-timeliness", "contractors", "remedies"):
        page = manager.get(f"{HERE}/{name}?{urlencode(MARCH)}")
        for link in [one for one in page.links() if "/cases?" in one]:
            assert manager.get(link).status == 200, link


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"from-day": ""}, "First day must include a day."),
        ({"to-month": "13"}, "Last day must be a real date, like 27 3 2026."),
        ({"to-year": "2025"}, "The last day of the period must not be before its first day."),
        (
            {"from-day": "", "from-month": "", "from-year": ""},
            "Enter the first day of the period.",
        ),
        ({"from-year": "1900"}, "A period may be up to 20 years long."),
    ],
)
def test_a_period_that_is_none_is_told_and_kept(manager, changed, said):
    page = manager.get(f"{HERE}/feedback?{urlencode({**BOXES, **changed})}")
    assert page.status == 422
    assert page.errors == [said]
    assert page.title.startswith("Error: ")
    assert page.box("to-day") == "31"
    assert not page.tree.xpath("//main//table")
    (link,) = page.tree.xpath("//div[contains(@class,'govuk-error-summary')]//li/a/@href")
    assert page.tree.get_element_by_id(link.removeprefix("#")).tag == "input"


@pytest.mark.parametrize(
    "path",
    [
        "/feedbak",
        "/feedback/cases",
        f"/feedback/cases?{urlencode(MARCH)}&table=kinds&line=none&column=cases",
        "/feedback/download?format=exe",
        "/feedback/download?format=csv&from=soon&to=later",
    ],
)
def test_what_is_not_there_is_not_found(manager, path):
    assert manager.get(f"{HERE}{path}").status == 404


@pytest.mark.parametrize(
    ("kind", "media", "begins"),
    [
        ("csv", "text/csv", "report,".encode("utf-8-sig")),
        ("ods", "application/vnd.oasis.opendocument.spreadsheet", b"PK"),
        ("pdf", "application/pdf", b"%PDF"),
    ],
)
def test_a_report_can_be_taken_away(manager, kind, media, begins):
    page = manager.get(f"{HERE}/feedback?{urlencode(MARCH)}")
    (link,) = [one for one in page.links() if f"format={kind}" in one]
    answer = manager.client.get(link)
    assert answer.status_code == 200
    assert answer.mimetype == media
    assert f"feedback-2026-03-01-to-2026-03-31.{kind}" in answer.headers["Content-Disposition"]
    assert answer.data.startswith(begins)
    if kind == "pdf":
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages)
        assert "All feedback" in text


def test_whoever_is_no_manager_is_told_so_and_sees_no_link(house):
    officer = house.officer("investigator")
    assert HERE not in officer.get("/officers").links()
    for path in ("", "/feedback", f"/feedback/download?format=csv&{urlencode(MARCH)}"):
        page = officer.get(HERE + path)
        assert page.status == 403
        assert "Reports are for managers" in page.main


def test_a_manager_without_casework_reads_reports(house):
    with house.office.store.write() as session:
        row = accounts.add_officer(
            session, house.office, "Rhea Reader", "reader", "Head of service", ("manager",), 7
        )
        row.password_hash = accounts.HASHER.hash("a good long password")
    page = house.officer("reader").get(f"{HERE}/stage1-timeliness?{urlencode(MARCH)}")
    assert page.status == 200
    assert page.tree.xpath("//main//table/caption")


def test_what_somebody_typed_is_text(manager, house):
    house.complaint(service="<b>Bins</b>")
    page = manager.get(f"{HERE}/feedback?{urlencode(MARCH)}")
    assert "<b>Bins</b>" in page.main
    assert "<b>Bins" not in page.source
