"""A visitor moves the demo's clock: a date passes, the late task and its letter follow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from engine import demo
from engine.clock import london_date
from engine.working_days import long_date
from tests.browser.council import Council
from tests.browser.visiting import Visit


def test_a_date_passes_and_the_update_letter_reaches_the_resident(
    arrive: Callable[[], Visit], council: Council
) -> None:
    manager, resident = arrive(), arrive()
    known = demo.demo_visitor(council.office)
    assert known is not None
    resident.open("/track")
    resident.write("Reference", known.reference)
    resident.write("Code", known.code)
    resident.write("Postcode", known.postcode)
    resident.press("See my complaint")
    assert "We will answer by" in resident.text
    manager.sign_in_as("manager")
    manager.press("1 working week")
    now = london_date(council.office.clock.now())
    assert long_date(now) in manager.page.get_by_role("complementary", name="Demo").inner_text()
    resident.page.reload()
    assert "We are late, and we are sorry" in resident.text
    resident.looks("track late")
    _tell_them(manager, council, known.reference)
    resident.page.reload()
    assert "We now expect to answer by" in resident.text
    resident.follow("We need more time to answer you")
    assert "The crew's list cannot be found." in resident.text
    resident.looks("track update letter")


def _tell_them(manager: Visit, council: Council, reference: str) -> None:
    manager.open("/officers?tab=unassigned")
    manager.press(f"late” on {reference}")
    manager.looks("task late")
    until = london_date(council.office.clock.now()) + timedelta(days=5)
    manager.press("Continue")
    manager.fill_date("When will we answer?", until.year, until.month, until.day)
    manager.write("Why do we need more time?", "The crew's list cannot be found.")
    manager.press("Continue")
    assert long_date(until) in manager.text
    manager.looks("task late check")
    manager.press("Send")
    council.letters_leave()
    manager.open(f"/officers/cases/{reference}/letters")
    assert "COR-UPD1" in manager.text
