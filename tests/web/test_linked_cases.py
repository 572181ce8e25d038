"""Cases that belong together, on the screens of officers and of whoever complained."""

from __future__ import annotations

from engine.casework import actions
from engine.casework.intake import Receipt
from engine.desk.case_file import case_file
from tests.web.places import House
from tests.web.test_tracking import tracks

TWO = ("The notice is wrong.", "The warden was rude.")
WHY = "The notice can be challenged elsewhere."


def splits(house: House, receipt: Receipt) -> str:
    """Points go by the form; the reference of the new case."""
    page = house.officer("triage").post(
        f"/officers/cases/{receipt.reference}/actions/split",
        {"page": "1", "parts": "p1", "reason": WHY},
    )
    assert page.status == 200, page.main
    file = case_file(house.office, house.actors["triage"], receipt.reference)
    return file.links[-1].reference


def test_the_form_lists_the_points_that_may_go(house: House) -> None:
    receipt = house.complaint(points=TWO)
    officer = house.officer("triage")
    path = f"/officers/cases/{receipt.reference}/actions/split"
    page = officer.get(path)
    assert "Point 1: The notice is wrong." in page.main
    page = officer.post(path, {"page": "1", "reason": WHY})
    assert page.status == 422
    assert page.errors == ["Choose the points that go, or describe the part that goes."]
    assert page.box("reason") == WHY


def test_both_cases_and_their_tasks_lead_to_each_other(house: House) -> None:
    receipt = house.complaint(points=TWO)
    part = splits(house, receipt)
    officer = house.officer("triage")
    page = officer.opens(receipt.reference)
    assert f"Split off: {part} (open) The notice is wrong." in page.main
    assert f"{WHY} (Tess Triage, 3 March 2026)" in page.main
    assert f"/officers/cases/{part}" in page.links()
    page = officer.opens(part)
    assert f"Split off from: {receipt.reference}" in page.main
    task = officer.get(f"/officers/tasks/{house.task(part)}")
    assert "Cases that belong to it (1)" in task.main
    assert f"/officers/cases/{receipt.reference}" in task.links()
    assert f"documents of {receipt.reference}" in officer.opens(part, "/documents").main
    assert f"Split off from {receipt.reference}" in officer.opens(part, "/history").main


def test_a_refusal_says_why_and_keeps_what_was_typed(house: House) -> None:
    mine = house.complaint()
    theirs = house.complaint(name="Bob Example", email="bob@example.org")
    page = house.officer("manager").post(
        f"/officers/cases/{theirs.reference}/actions/merge",
        {"page": "1", "into": mine.reference, "reason": "The same street."},
    )
    assert page.status == 409
    assert "another person’s complaint" in page.main
    assert page.box("reason") == "The same street."


def test_a_resident_reads_each_part_with_the_one_code(house: House) -> None:
    receipt = house.complaint(points=TWO)
    part = splits(house, receipt)
    resident = tracks(house, receipt)
    page = resident.get("/track/case")
    assert f"Part of your contact is dealt with under reference {part}" in page.main
    page = resident.post("/track/part", {"reference": part})
    assert page.path == "/track/case"
    assert f"This is part of what you told us under reference {receipt.reference}" in page.main
    assert page.tree.findtext(".//h1") == "The notice is wrong."
    page = resident.post("/track/withdraw", {"reason": ""})
    assert "You have asked to withdraw" in page.main
    file = case_file(house.office, house.actors["triage"], part)
    assert "confirm_withdrawal" in {task.element for task in file.tasks}
    page = resident.post("/track/part", {"reference": receipt.reference})
    assert "You have asked to withdraw" not in page.main


def test_the_part_is_found_by_its_own_reference_and_the_first_code(house: House) -> None:
    receipt = house.complaint(points=TWO)
    part = splits(house, receipt)
    page = tracks(house, Receipt(part, receipt.code)).get("/track/case")
    assert page.tree.findtext(".//h1") == "The notice is wrong."


def test_nobody_is_led_to_a_case_that_is_not_a_part_of_theirs(house: House) -> None:
    mine, theirs = house.complaint(), house.complaint(name="Bob Example")
    manager = house.actors["manager"]
    told = {"linked_case": theirs.reference, "reason": "The same street."}
    actions.perform(house.office, manager, mine.reference, "link", told)
    resident = tracks(house, mine)
    assert theirs.reference not in resident.get("/track/case").source
    for reference in (theirs.reference, "COM-2026-99999", ""):
        assert resident.post("/track/part", {"reference": reference}).status == 404
    assert resident.get("/track/case").main.count(mine.reference) >= 1
