"""A part of a complaint goes its own way, and its person follows both. No JavaScript."""

from __future__ import annotations

from collections.abc import Callable

from engine.casework import intake
from engine.casework.intake import Receipt
from tests.browser.council import Council
from tests.browser.visiting import Visit


def complained(council: Council) -> Receipt:
    return intake.receive(
        council.office,
        intake.Complaint(
            name="Resident Spindle",
            email="spindle@example.org",
            text="The parking notice is wrong. The warden shouted at my son.",
            points=("The parking notice is wrong.", "The warden shouted at my son."),
        ),
    )


def test_an_officer_splits_a_case_and_the_resident_follows_both(
    arrive: Callable[[], Visit], council: Council
) -> None:
    receipt = complained(council)
    officer = arrive()
    officer.sign_in_as("triage")
    officer.open(f"/officers/cases/{receipt.reference}")
    officer.follow("Split the case")
    officer.looks("split")
    officer.page.get_by_label("Why does it go its own way?").fill("It can be challenged.")
    officer.press("Split the case")
    assert "Choose the points" in officer.problem()
    officer.looks("split error")
    officer.choose("Point 1: The parking notice is wrong.")
    officer.press("Split the case")
    assert "is done" in officer.said()
    officer.looks("case with a part")
    part = officer.page.locator("aside li a", has_text="COM-").first.inner_text()
    officer.follow(part)
    assert f"Split off from: {receipt.reference}" in officer.text
    officer.looks("case split off")
    resident = arrive()
    resident.open("/track")
    resident.write("Reference", receipt.reference)
    resident.write("Code", receipt.code)
    resident.press("See my complaint")
    assert f"dealt with under reference {part}" in resident.text
    resident.looks("track with a part")
    resident.press(f"See {part}")
    assert "The parking notice is wrong." in resident.text
    resident.looks("track a part")
