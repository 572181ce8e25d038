"""How letters go, on the screens: asked where a letter alone does not do, chosen before."""

from __future__ import annotations

from typing import Any

from engine.desk.case_file import case_file
from tests.web.places import House

PHONE = {"phone": "01632 960001", "adjustments": ("phone_first",)}


def test_what_no_letter_does_by_itself_is_asked_before_it_goes(house: House) -> None:
    receipt = house.complaint(**PHONE)
    task = house.task(receipt.reference)
    officer = house.officer("triage")
    page = officer.triages(task)
    assert page.status == 409
    assert "asked for a call before each letter" in page.main
    assert (page.box("adjustments_met"), page.box("override_reason")) == ("", "")
    assert page.box("unsendable_reason") is None
    kept: dict[str, Any] = {"points-id": "p1", "points-text": "The bin"}
    check = officer.answers(task, page=4, adjustments_met="Called at ten.", **kept)
    assert "Called at ten." in check.main
    assert officer.completes(check).path == f"/officers/cases/{receipt.reference}"
    assert "Called at ten." in officer.opens(receipt.reference, "/history").main


def test_another_way_is_shown_before_the_letter_goes_by_it(house: House) -> None:
    receipt = house.complaint(adjustments=("large_print",))
    task = house.task(receipt.reference)
    officer = house.officer("triage")
    assert "by e-mail, in large print" in officer.triages(task).main
    ways = f"/officers/tasks/{task}/check/ways"
    refused = officer.post(ways, {"send_by-complainant": "standard_print"})
    assert "asked for large print" in refused.main
    assert "by e-mail, in large print" in refused.main
    why = {"override_reason": "She asked for it."}
    check = officer.post(ways, {"send_by-complainant": "standard_print", **why})
    assert "by e-mail, in large print" not in check.main
    assert check.box("override_reason") == "She asked for it."
    officer.completes(check)
    (letter,) = case_file(house.office, house.actors["triage"], receipt.reference).letters
    assert [way.large_print for way in letter.dispatches] == [False]


def test_a_way_to_nowhere_is_refused_on_the_check_page(house: House) -> None:
    task = house.task(house.complaint(address=()).reference)
    officer = house.officer("triage")
    officer.triages(task)
    page = officer.post(f"/officers/tasks/{task}/check/ways", {"send_by-complainant": "post"})
    assert "no address to send post to" in page.main
    assert page.path == f"/officers/tasks/{task}/check"


def test_an_action_with_a_letter_asks_as_well(house: House) -> None:
    receipt = house.complaint(**PHONE)
    officer = house.officer("triage")
    task = house.task(receipt.reference)
    officer.triages(task)
    kept: dict[str, Any] = {"points-id": "p1", "points-text": "The bin"}
    officer.completes(officer.answers(task, page=4, adjustments_met="Called.", **kept))
    action = f"/officers/cases/{receipt.reference}/actions/ask_complainant"
    asking = {
        "page": "1",
        "what_we_need": "The bill",
        "why_needed": "To see it",
        "reply_by-day": "17",
        "reply_by-month": "3",
        "reply_by-year": "2026",
    }
    page = officer.post(action, asking)
    assert page.status == 409
    assert page.box("adjustments_met") == ""
    assert page.box("what_we_need") == "The bill"
    done = officer.post(action, {**asking, "adjustments_met": "Called again."})
    assert done.path == f"/officers/cases/{receipt.reference}"
    letters = case_file(house.office, house.actors["triage"], receipt.reference).letters
    assert [letter.code for letter in letters] == ["COR-ACK1", "COR-INFO"]
