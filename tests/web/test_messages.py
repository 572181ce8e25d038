"""A resident writes from the tracking page, as often as there is something to say."""

from __future__ import annotations

from engine.casework import actions
from engine.desk.case_file import case_file
from tests.web.places import Browser, House, file_of
from web.residents.messages import MOST_AN_HOUR

PNG = b"\x89PNG\r\n\x1a\n"


def follows(house: House, **changes: object) -> tuple[Browser, str]:
    receipt = house.complaint(**changes)
    resident = house.somebody()
    given = {"reference": receipt.reference, "code": receipt.code, "postcode": "ZZ99 9ZZ"}
    assert resident.post("/track", given).status == 200
    return resident, receipt.reference


def test_a_message_with_files_reaches_the_case(house):
    resident, reference = follows(house)
    files = [file_of(PNG, "one.png"), file_of(b"text", "two.txt")]
    page = resident.post("/track/message", {"text": "My photos", "files": files})
    assert page.path == "/track/case"
    assert "We have your message" in page.main
    assert "Files: one.png, two.txt" in page.main
    file = case_file(house.office, house.actors["triage"], reference)
    assert [d.filename for d in file.documents] == ["one.png", "two.txt"]
    officer = house.officer("triage")
    assert "Dilys Example has sent a message." in officer.get("/officers/notices").main


def test_what_is_wrong_is_told_and_the_text_kept(house):
    resident, reference = follows(house)
    empty = resident.post("/track/message", {"text": " "})
    assert (empty.status, empty.errors) == (422, ["Enter a message, or choose a file"])
    program = resident.post("/track/message", {"text": "Look", "files": [file_of(b"MZ", "a.exe")]})
    assert program.status == 422
    assert "must be one of these" in program.errors[0]
    assert program.box("text") == "Look"
    six = [file_of(b"text", f"{n}.txt") for n in range(6)]
    many = resident.post("/track/message", {"text": "Look", "files": six})
    assert "no more than 5 files" in many.errors[0]
    assert case_file(house.office, house.actors["triage"], reference).contacts == ()


def test_a_flood_of_messages_is_stopped(house):
    resident, _ = follows(house)
    for _ in range(MOST_AN_HOUR):
        assert resident.post("/track/message", {"text": "Again"}).status == 200
    assert resident.post("/track/message", {"text": "Again"}).status == 429


def test_what_was_asked_for_stands_over_the_message(house):
    from datetime import date

    from engine import scheduler

    resident, reference = follows(house)
    asked = {
        "what_we_need": "A photo of the bin.",
        "why_needed": "To find it.",
        "reply_by": date(2026, 3, 17),
    }
    triage = house.actors["triage"]
    actions.perform(house.office, triage, reference, "ask_complainant", asked)
    scheduler.sweep(house.office)
    for path in ("/track/case", "/track/message"):
        main = resident.get(path).main
        assert "A photo of the bin." in main
        assert "Please send us what we asked for by Tuesday 17 March 2026" in main


def test_without_the_code_nobody_writes(house):
    house.complaint()
    page = house.somebody().post("/track/message", {"text": "Hello"})
    assert page.path == "/track"
