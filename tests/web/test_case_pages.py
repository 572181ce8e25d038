"""The officers' pages around a case: queue, search, its parts, actions, letters, diagram."""

from __future__ import annotations

import pytest

from engine import scheduler
from engine.casework import tasks
from engine.store.letters import Dispatch
from tests.web.places import House, file_of


@pytest.mark.parametrize("tab", ["mine", "in_time", "overdue", "unassigned", "nonsense"])
def test_every_tab_of_the_queue_opens(house: House, tab: str) -> None:
    house.complaint()
    assert house.officer("triage").get(f"/officers?tab={tab}&page=x").status == 200


def test_the_queue_says_what_is_next_and_when(house: House) -> None:
    receipt = house.complaint()
    page = house.officer("triage").get("/officers?tab=in_time")
    row = " ".join(page.tree.xpath("//tbody/tr")[0].text_content().split())
    assert receipt.reference in row
    assert "Dilys Example" in row
    assert "Decide what this is" in row
    assert "10 Mar 2026" in row


def test_a_case_is_found_by_reference_or_name(house: House) -> None:
    receipt = house.complaint()
    officer = house.officer("manager")
    assert "1 case found" in officer.get(f"/officers/search?q={receipt.reference}").main
    assert "1 case found" in officer.get("/officers/search?q=dilys").main
    assert "No case found for “<i>”" in officer.get("/officers/search?q=<i>").main
    assert "case found" not in officer.get("/officers/search").main


@pytest.mark.parametrize(
    "part", ["", "/points", "/letters", "/documents", "/people", "/history", "/diagram"]
)
def test_every_part_of_a_case_opens_under_the_same_header(house: House, part: str) -> None:
    receipt = house.answered()
    page = house.officer("manager").opens(receipt.reference, part)
    assert page.status == 200
    assert page.tree.findtext(".//h1").startswith("My bin was missed.")
    assert receipt.reference in page.title
    assert len(page.tree.xpath("//main//*[@aria-current='page']")) == 1


def test_a_part_or_case_that_is_not_there_is_not_found(house: House) -> None:
    receipt = house.complaint()
    officer = house.officer("manager")
    assert officer.opens(receipt.reference, "/dragons").status == 404
    assert officer.opens("COM-2026-99999").status == 404


def test_the_overview_offers_one_thing_to_do_first(house: House) -> None:
    receipt = house.complaint()
    page = house.officer("triage").opens(receipt.reference)
    assert "Claim “Decide what this is”" in page.main
    assert "due Tuesday 10 March 2026" in page.main
    assert "How this date is counted" in page.main
    assert page.tree.xpath("//div[@class='app-text']")[0].text == (
        "My bin was missed.\n\n  Nobody <b>phoned</b> back."
    )


def test_a_contact_is_recorded_by_its_form(house: House) -> None:
    receipt = house.complaint()
    officer = house.officer("triage")
    where = f"/officers/cases/{receipt.reference}/actions/contact"
    assert officer.get(where).box("direction") == "in"
    page = officer.post(where, {"page": "1", "direction": "in", "channel": "phone"})
    assert page.status == 422
    assert page.errors == ["Enter an answer: What was said?"]
    told = {"page": "1", "direction": "in", "channel": "phone", "text": "Any news?"}
    page = officer.post(where, told)
    assert page.path == f"/officers/cases/{receipt.reference}"
    assert "Any news?" in officer.opens(receipt.reference, "/history").main


def test_an_action_for_others_is_refused_with_its_reason(house: House) -> None:
    receipt = house.complaint()
    officer = house.officer("triage")
    where = f"/officers/cases/{receipt.reference}/actions/extend"
    assert "This needs the role of stage 1 investigator" in officer.get(where).main
    page = officer.post(where, {"page": "1"})
    assert page.status == 403
    assert "This needs the role of" in page.main


def test_more_time_is_asked_for_by_the_late_tasks_form(house: House) -> None:
    receipt = house.complaint()
    task = house.task(receipt.reference)
    tasks.complete(house.office, house.actors["triage"], task, {"triage": "accept"})
    scheduler.sweep(house.office)
    officer = house.officer("investigator")
    where = f"/officers/cases/{receipt.reference}/actions/extend"
    assert officer.get(where).box("decision") == "send"
    second = officer.post(where, {"page": "1", "decision": "send"})
    assert second.box("until-day") == ""
    assert second.box("decision") == "send"  # carried along
    until = {"until-day": "20", "until-month": "3", "until-year": "2026"}
    sent = {"page": "2", "decision": "send", "reason": "A witness is ill.", **until}
    page = officer.post(where, sent)
    assert page.path == f"/officers/cases/{receipt.reference}"
    assert "Friday 20 March 2026" in page.main


def test_an_action_that_is_not_there_is_not_found(house: House) -> None:
    receipt = house.complaint()
    where = f"/officers/cases/{receipt.reference}/actions/dance"
    assert house.officer("manager").get(where).status == 404


def test_a_letter_is_read_as_text_and_as_pdf(house: House) -> None:
    receipt = house.answered()
    officer = house.officer("manager")
    letters = officer.opens(receipt.reference, "/letters")
    assert "Dilys Example" in letters.main
    where = f"/officers/cases/{receipt.reference}/letters/1"
    assert "Dear Dilys Example" in officer.get(where).main
    assert officer.client.get(f"{where}.pdf").data.startswith(b"%PDF")


def test_a_letter_in_doubt_asks_a_person(house: House) -> None:
    receipt = house.complaint()
    triage = house.actors["triage"]
    tasks.complete(house.office, triage, house.task(receipt.reference), {"triage": "accept"})
    with house.office.store.write() as session:
        dispatch = session.query(Dispatch).order_by(Dispatch.id).first()
        assert dispatch is not None
        dispatch.status, dispatch.sending_since = "doubtful", house.office.clock.now()
    officer = house.officer("manager")
    page = officer.opens(receipt.reference)
    assert "Was this letter sent?" in page.main
    where = f"/officers/cases/{receipt.reference}/dispatches/1"
    assert officer.post(where, {"arrived": "perhaps"}).status == 422
    page = officer.post(where, {"arrived": "yes"})
    assert "It counts as sent." in page.main
    assert "Was this letter sent?" not in page.main
    assert officer.post(where, {"arrived": "yes"}).status == 409


def test_a_document_is_added_and_given_back_unchanged(house: House) -> None:
    receipt = house.complaint()
    officer = house.officer("triage")
    where = f"/officers/cases/{receipt.reference}/documents"
    page = officer.post(where, {"file": file_of("Zoë".encode(), "Zoë’s note.txt")})
    assert "Zoë’s note.txt" in page.main
    answer = officer.client.get(f"{where}/1")
    assert answer.data == "Zoë".encode()
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(
    ("data", "error"),
    [({}, "Choose a file."), ({"file": file_of(b"MZ", "x.exe")}, "must be one of these")],
)
def test_a_document_that_cannot_be_kept_is_told(
    house: House, data: dict[str, object], error: str
) -> None:
    receipt = house.complaint()
    page = house.officer("triage").post(f"/officers/cases/{receipt.reference}/documents", data)
    assert page.status == 422
    assert error in page.errors[0]
    assert page.title.startswith("Error: ")


def test_the_diagram_shows_and_says_where_the_case_is(house: House) -> None:
    receipt = house.complaint()
    page = house.officer("triage").opens(receipt.reference, "/diagram")
    listed = page.tree.xpath("//main//ul[contains(@class,'govuk-list--bullet')]/li")
    assert "Decide what this is" in listed[0].text_content()
    here = page.tree.xpath("//*[contains(@class,'app-drawing__shape--here')]")
    assert here
    assert all("HERE" in shape.text_content() for shape in here)
    for drawing in page.tree.xpath("//*[local-name()='svg' and @role='img']"):
        ids = drawing.get("aria-labelledby").split()
        assert all(page.tree.xpath(f"//*[@id='{name}']") for name in ids)


def test_ids_are_used_once_on_every_page(house: House) -> None:
    receipt = house.answered()
    officer = house.officer("manager")
    for part in ("", "/points", "/letters", "/people", "/history", "/diagram"):
        ids = officer.opens(receipt.reference, part).tree.xpath("//@id")
        assert len(ids) == len(set(ids)), part


def test_hr_has_one_page_of_a_case_and_no_more(house: House) -> None:
    reference = house.complaint().reference
    blamed = house.actors["other"].officer_id
    answers: dict[str, object] = {
        "triage": "accept",
        "about_staff": True,
        "subject_officer": blamed,
    }
    tasks.complete(house.office, house.actors["triage"], house.task(reference), answers)
    hr = house.officer("hr")
    page = hr.opens(reference)
    assert page.status == 200
    assert "what your own task needs, and no more" in page.main
    assert "dilys@example.org" not in page.source
    for part in ("points", "letters", "documents", "people", "history", "diagram"):
        assert hr.opens(reference, f"/{part}").status == 403, part
        assert not page.tree.xpath(f"//a[contains(@href, '/{part}')]")
    assert hr.opens(house.complaint().reference).status == 403
