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
    while page.box("at") == "own":
        rows = {"reports-rows": "1", "reports-1-what": "Music", "application": "application"}
        given = {name: text for name, text in rows.items() if page.box(name) is not None}
        page = sends(officer, page, **given)
        assert not page.errors
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
