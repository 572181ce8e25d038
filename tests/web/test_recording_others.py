"""An officer records what other procedures take in, with the questions of their own."""

from __future__ import annotations

import pytest

from engine.casework import accounts
from engine.store.officers import Officer as Row
from tests.web.places import PASSWORD, House, Officer, Page

CALL = {
    "channel": "phone",
    "received-day": "3",
    "received-month": "3",
    "received-year": "2026",
    "received-time": "09:30",
}


@pytest.fixture
def coordinator(house: House) -> Officer:
    """Somebody who records complaints and requests for a review."""
    roles = ("customer_services", "asb_coordinator")
    with house.office.store.write() as session:
        row: Row = accounts.add_officer(
            session, house.office, "Cora", "cora", "Coordinator", roles, 3
        )
        row.password_hash = accounts.HASHER.hash(PASSWORD)
    return house.officer("cora")


def test_whoever_records_several_kinds_chooses_first(house: House, coordinator: Officer) -> None:
    page = coordinator.get("/officers/record")
    assert "Under which procedure?" in page.main
    assert "/officers/record?procedure=asb-case-review" in page.links()
    assert coordinator.get("/officers/record?procedure=childrens-statutory").status == 404
    assert house.officer("triage").get("/officers/record").box("channel") is not None


def sends(officer: Officer, page: Page, **boxes: object) -> Page:
    """The page sent on with these answers, and what was carried."""
    return officer.post("/officers/record", {**page.hidden(), **boxes})


def test_its_own_questions_and_officers_are_asked_and_kept(coordinator: Officer) -> None:
    officer = coordinator
    page = officer.get("/officers/record?procedure=asb-case-review")
    assert "page 1 of 5" in page.main
    page = sends(officer, page, **CALL)
    assert "What is going on?" in page.main
    assert page.box("service") is None  # this procedure does not ask it
    page = sends(officer, page, text="Noise every night.", wanted="Some sleep.")
    assert page.box("at") == "own"
    assert "What is this?" in page.main
    asked = ""
    while page.box("at") == "own":
        asked += page.main
        rows = {"reports-rows": "1", "reports-1-what": "Music", "application": "application"}
        given = {name: text for name, text in rows.items() if page.box(name) is not None}
        page = sends(officer, page, **given)
        assert not page.errors
    assert "How does it affect them, or others?" in asked  # not “you”, as the resident is asked
    assert page.tree.findtext(".//h1") == "Applicant"
    page = sends(officer, page, name="Ann Sample", phone="01632 960 001")
    page = sends(officer, page)
    assert "Music" in page.main
    done = officer.post("/officers/record/save", page.hidden())
    reference = str(done.tree.findtext(".//strong[@class='app-panel__reference']"))
    assert reference.startswith("ASB-")
    case = officer.opens(reference)
    assert "Music" in case.main
    assert "Some sleep." in case.main


def test_going_back_from_its_own_questions_loses_nothing(coordinator: Officer) -> None:
    page = coordinator.get("/officers/record?procedure=asb-case-review")
    page = sends(coordinator, page, **CALL)
    page = sends(coordinator, page, text="Noise every night.")
    assert page.box("at") == "own"
    back = sends(coordinator, page, back="yes")
    assert (back.box("page"), back.box("text")) == ("about", "Noise every night.")
    assert back.box("received-time") == "09:30"


def test_a_case_is_moved_on_a_page_that_asks_what_the_other_procedure_asks(house: House) -> None:
    reference = house.complaint().reference
    officer = house.officer("triage")
    page = officer.get(f"/officers/cases/{reference}/actions/change_procedure")
    assert "Complaint about children’s social care" in page.main
    path = f"/officers/cases/{reference}/actions/change_procedure"
    page = officer.post(path, {**page.hidden(), "procedure": "childrens-statutory"})
    assert "Is it about what the council does for children" in page.main
    assert "named councillor" not in page.main
    why = {"reason": "It is about a social worker.", "who": "parent"}
    no = {"tests-E1": "yes", "tests-E2": "no"}
    asked = officer.post(path, {**page.hidden(), **no, **why})
    assert asked.box("child_name") == ""  # it depends on who writes
    refused = officer.post(path, {**asked.hidden(), "child_name": "A."})
    assert "not one of those who may use this procedure" in refused.main
    unsaid = officer.post(path, {**page.hidden(), **no, **why, "who": ""})
    assert unsaid.errors == ["Select an answer: Who complains?"]
    missing = officer.post(path, {**page.hidden(), "tests-E1": "yes", **why})
    assert any("Answer yes or no" in said for said in missing.errors)
    yes = {"tests-E1": "yes", "tests-E2": "yes"}
    asked = officer.post(path, {**page.hidden(), **yes, **why})
    done = officer.post(path, {**asked.hidden(), "child_name": "A."})
    assert "closed to you" in done.main  # only those who work on such complaints see them
    assert officer.get(f"/officers/cases/{reference}").status == 403


def test_a_new_matter_is_begun_and_its_code_shown_once(house: House) -> None:
    reference = house.complaint().reference
    officer = house.officer("manager")
    path = f"/officers/cases/{reference}/actions/new_case"
    page = officer.get(path)
    given = {"procedure": "corporate-complaint", "text": "The gate is broken too."}
    done = officer.post(path, {**page.hidden(), **given})
    assert "Tell the person its reference and its code" in done.main
    assert "The gate is broken too." in done.main  # beside the links
