"""A resident complains: one thing a page, nothing lost, sent once."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from engine.desk.case_file import case_file
from tests.web.places import Browser, House, Page, file_of
from web.residents.begun import begun, forget_old
from web.residents.complaint import MOST_AN_HOUR

ANSWERS: dict[str, dict[str, object]] = {
    "who": {"who": "self"},
    "name": {"name": "Dilys Example"},
    "contact": {"channel": "email", "email": "dilys@example.org", "phone": "01632 960001"},
    "address": {"line1": "1 Sample Street", "town": "Exampletown", "postcode": "sg6 3jf"},
    "what": {"text": "My bin was missed.\n\n  Nobody <b>phoned</b>."},
    "danger": {"at_risk": "no"},
    "service": {"service": "Bins, recycling and street cleaning"},
    "when": {"happened-day": "2", "happened-month": "March", "happened-year": "2026"},
    "wanted": {"wanted": "Collect it."},
    "help": {"help": ["large_print", "language"], "language": "Polish"},
    "evidence": {},
}


def fills_in(browser: Browser, **changes: dict[str, object]) -> Page:
    """Answer every question, as far as the check page."""
    page = browser.get("/complain")
    for name, answers in (ANSWERS | changes).items():
        page = browser.post(f"/complain/{name}", answers)
        assert not page.errors, (name, page.errors)
    return page


def test_a_complaint_becomes_a_case(house: House) -> None:
    resident = house.somebody()
    check = fills_in(resident)
    assert check.path == "/complain/check"
    assert "2 March 2026" in check.main
    sent = resident.post("/complain/send")
    assert "We have your complaint" in sent.main
    reference = sent.tree.xpath("//*[@class='app-panel__reference']")[0].text
    case = case_file(house.office, house.actors["triage"], reference)
    assert case.text == "My bin was missed.\n\n  Nobody <b>phoned</b>."
    assert case.service == "Bins, recycling and street cleaning"
    party = case.parties[0]
    assert party.address == ("1 Sample Street", "Exampletown", "SG6 3JF")
    assert len(party.adjustments) == 2


def test_the_reference_and_code_open_the_case(house: House) -> None:
    resident = house.somebody()
    fills_in(resident)
    sent = resident.post("/complain/send")
    reference = sent.tree.xpath("//*[@class='app-panel__reference']")[0].text
    code = sent.tree.xpath("//*[@class='app-code__code']")[0].text
    given = {"reference": reference, "code": code, "postcode": "SG63JF"}
    assert reference in house.somebody().post("/track", given).main


def test_sending_twice_makes_one_case(house: House) -> None:
    resident = house.somebody()
    fills_in(resident)
    resident.post("/complain/send")
    again = resident.post("/complain/send")
    assert again.path == "/complain/who"
    officer = house.officer("manager")
    assert "1 case found" in officer.get("/officers/search?q=Dilys").main


def test_the_check_page_waits_for_every_answer(house: House) -> None:
    resident = house.somebody()
    resident.post("/complain/who", {"who": "self"})
    assert resident.get("/complain/check").path == "/complain/name"


@pytest.mark.parametrize(
    ("name", "answers", "error"),
    [
        ("who", {}, "Select if the complaint is for you"),
        ("name", {"name": " "}, "Enter your full name"),
        ("name", {"name": "x" * 201}, "200 characters or fewer"),
        ("contact", {}, "Select how we should write"),
        ("contact", {"channel": "email"}, "Enter an e-mail address, or choose letters by post"),
        ("contact", {"channel": "post", "email": "no at"}, "in the correct format"),
        ("contact", {"channel": "post", "phone": "call me"}, "Enter a phone number"),
        ("address", {"line1": "1 Sample Street"}, "Enter a town or city"),
        ("address", {"line1": "1", "town": "A", "postcode": "XXX"}, "full UK postcode"),
        ("what", {"text": ""}, "Enter what happened"),
        ("what", {"text": "x" * 20_001}, "20,000 characters or fewer"),
        ("danger", {}, "Select yes if anybody is at risk of harm"),
        ("danger", {"at_risk": "yes", "risk": " "}, "Enter who is at risk"),
        ("danger", {"at_risk": "yes", "risk": "x" * 20_001}, "20,000 characters or fewer"),
        ("service", {"service": "Dragons"}, "Select the service"),
        ("when", {"happened-day": "31", "happened-month": "2", "happened-year": "2026"}, "real"),
        ("when", {"happened-day": "4", "happened-month": "3", "happened-year": "2026"}, "past"),
        ("when", {"happened-day": "4"}, "must include a month and a year"),
        ("wanted", {"wanted": "x" * 20_001}, "20,000 characters or fewer"),
        ("help", {"help": "language"}, "Enter the language"),
        ("help", {"help": "other"}, "Enter what would help you"),
        ("help", {"help": "phone_first"}, "add a number"),
    ],
)
def test_a_wrong_answer_is_told_and_kept(
    house: House, name: str, answers: dict[str, object], error: str
) -> None:
    page = house.somebody().post(f"/complain/{name}", answers)
    assert page.status == 422
    assert page.title.startswith("Error: ")
    assert any(error in sentence for sentence in page.errors), page.errors
    for box, typed in answers.items():
        if box not in ("help", "service"):
            assert (page.box(box) or "").strip() == str(typed).strip()
    anchors = [link for link in page.links() if link.startswith("#") and link != "#main-content"]
    assert anchors
    for anchor in anchors:
        assert page.tree.xpath(f"//*[@id='{anchor[1:]}']"), f"{anchor} leads nowhere"


def test_letters_by_post_need_an_address(house: House) -> None:
    resident = house.somebody()
    resident.post("/complain/contact", {"channel": "post"})
    assert "(optional)" not in resident.get("/complain/address").tree.findtext(".//h1")
    assert resident.post("/complain/address", {}).status == 422


def test_somebody_may_complain_for_another(house: House) -> None:
    resident = house.somebody()
    page = resident.post("/complain/who", {"who": "other"})
    assert page.path == "/complain/representative"
    me = {"representative_name": "Sam Carer", "relation": "her son",
          "representative_email": "sam@example.org"}  # fmt: skip
    page = resident.post("/complain/representative", me)
    assert "the person you complain for" in page.main
    fills_in(resident, who={"who": "other"})
    sent = resident.post("/complain/send")
    reference = sent.tree.xpath("//*[@class='app-panel__reference']")[0].text
    case = case_file(house.office, house.actors["triage"], reference)
    assert {party.capacity for party in case.parties} >= {"complainant", "representative"}


def test_changing_an_answer_leads_back_to_the_check_page(house: House) -> None:
    resident = house.somebody()
    fills_in(resident)
    page = resident.get("/complain/what?from=check")
    assert page.box("text") == "My bin was missed.\n\n  Nobody <b>phoned</b>."
    page = resident.post("/complain/what?from=check", {"text": "Shorter."})
    assert page.path == "/complain/check"
    assert "Shorter." in page.main
    assert "Dilys Example" in page.main


def test_files_are_kept_listed_and_removed(house: House) -> None:
    resident = house.somebody()
    files = [file_of(b"%PDF-1.7 x", "letter.pdf"), file_of(b"hello", "note.txt")]
    page = resident.post("/complain/evidence/add", {"files": files})
    assert page.path == "/complain/evidence"
    assert "2 files added" in page.main
    key = page.tree.xpath("//button[@name='key']")[0].get("value")
    page = resident.post("/complain/evidence/remove", {"key": key})
    assert "1 file added" in page.main
    assert "letter.pdf" not in page.main


@pytest.mark.parametrize(
    ("content", "name", "error"),
    [
        (b"MZ", "virus.exe", "must be one of these"),
        (b"", "empty.txt", "is empty"),
        (b"MZ", "virus.pdf", "not really a pdf"),
        (b"x" * (10 * 1024 * 1024 + 1), "long.txt", "smaller than 10 MB"),
    ],
)
def test_a_file_that_cannot_be_kept_is_told(
    house: House, content: bytes, name: str, error: str
) -> None:
    page = house.somebody().post(
        "/complain/evidence/add", {"files": [file_of(content, name), file_of(b"ok", "ok.txt")]}
    )
    assert page.status == 422
    assert error in page.errors[0]
    assert "ok.txt" in page.main  # the good one is kept


def test_no_more_than_five_files(house: House) -> None:
    resident = house.somebody()
    files = [file_of(b"x", f"{number}.txt") for number in range(6)]
    page = resident.post("/complain/evidence/add", {"files": files})
    assert "no more than 5 files" in page.errors[0]
    assert "5 files added" in page.main


def test_files_go_onto_the_case_and_are_forgotten_here(house: House, tmp_path: Path) -> None:
    resident = house.somebody()
    resident.post("/complain/evidence/add", {"files": [file_of(b"hello", "note.txt")]})
    fills_in(resident)
    assert len(list((tmp_path / "uploads").iterdir())) == 1
    sent = resident.post("/complain/send")
    reference = sent.tree.xpath("//*[@class='app-panel__reference']")[0].text
    assert not list((tmp_path / "uploads").iterdir())
    case = case_file(house.office, house.actors["triage"], reference)
    assert [document.filename for document in case.documents] == ["note.txt"]


def test_nothing_is_written_before_something_is_said(house: House, tmp_path: Path) -> None:
    house.somebody().get("/complain/what")
    assert not (tmp_path / "uploads").exists()


def test_what_is_not_sent_is_forgotten_after_a_day(tmp_path: Path) -> None:
    old, new = begun(tmp_path, None), begun(tmp_path, None)
    old.keep({"name": ["Dilys Example"]})
    new.keep({"name": ["Dilys Example"]})
    yesterday = (datetime.now(UTC) - timedelta(days=1, minutes=1)).timestamp()  # noqa: TID251
    os.utime(old.folder, (yesterday, yesterday))
    forget_old(tmp_path)
    assert not old.folder.exists()
    assert new.folder.exists()


@pytest.mark.parametrize("token", ["../../etc", "", None, 7, "x" * 42, "a/" + "x" * 41])
def test_a_made_up_token_opens_no_folder(tmp_path: Path, token: object) -> None:
    assert begun(tmp_path, token).token != token
    assert begun(tmp_path, token).folder.parent == tmp_path


def test_one_persons_answers_are_not_anothers(house: House) -> None:
    house.somebody().post("/complain/name", {"name": "Dilys Example"})
    assert not house.somebody().get("/complain/name").box("name")


def test_a_flood_of_complaints_is_stopped(house: House) -> None:
    flooder = house.somebody()
    fills_in(flooder)
    for _ in range(MOST_AN_HOUR):
        house.app.test_client()
        from engine.casework import access

        access.allow(house.office, "complain 127.0.0.1", MOST_AN_HOUR, 3600)
    page = flooder.post("/complain/send")
    assert page.status == 429
    assert flooder.get("/complain/check").path == "/complain/check"  # nothing is lost


def test_who_is_at_risk_is_flagged_before_anybody_has_read_it(house: House) -> None:
    resident = house.somebody()
    assert "call 999" in resident.get("/complain").main
    check = fills_in(resident, danger={"at_risk": "yes", "risk": "My neighbour, of the cold."})
    assert "call 999" in check.main
    sent = resident.post("/complain/send")
    reference = sent.tree.xpath("//*[@class='app-panel__reference']")[0].text
    officer = house.officer("triage")
    assert "At risk" in officer.get("/officers?tab=in_time").main
    page = officer.opens(reference)
    assert "Somebody is at risk of harm" in page.main
    assert "My neighbour, of the cold." in page.main
    task = house.task(reference)
    assert "Somebody is at risk of harm" in officer.get(f"/officers/tasks/{task}").main
    assert officer.get(f"/officers/tasks/{task}").box("at_risk") in ("yes", None)


@pytest.mark.parametrize(("profile", "has"), [("NHDC-2019", False), ("BUCKS-2020", True)])
def test_the_council_lists_its_services(
    build: Callable[..., House], profile: str, has: bool
) -> None:
    page = build(profile=profile).somebody().get("/complain/service")
    assert ("Adult social care" in page.main) == has
    assert "How I was treated by a member of staff" in page.main


def test_a_question_that_is_not_asked_leads_back_to_those_that_are(house: House) -> None:
    resident = house.somebody()
    resident.post("/complain/who", {"who": "self"})
    theirs = {"representative_name": "A", "relation": "b", "representative_email": "a@b.org"}
    assert resident.post("/complain/representative", theirs).path == "/complain/name"
