"""Whose desk a task is on: claimed, handed over, put back."""

from __future__ import annotations

import pytest

from engine.casework import tasks
from tests.web.places import House


def test_a_task_is_claimed_from_the_queue(house: House) -> None:
    receipt = house.complaint()
    officer = house.officer("triage")
    queue = officer.get("/officers?tab=unassigned")
    assert receipt.reference in queue.main
    page = officer.post(f"/officers/tasks/{house.task(receipt.reference)}/claim")
    assert "This is yours now." in page.main
    assert receipt.reference in officer.get("/officers?tab=mine").main
    assert receipt.reference not in officer.get("/officers?tab=unassigned").main


def test_a_task_is_put_on_another_desk_and_back(house: House) -> None:
    reference, task = house.investigated()
    tasks.claim(house.office, house.actors["investigator"], task)
    manager = house.officer("manager")
    page = manager.get(f"/officers/tasks/{task}/hand-over")
    other = str(house.actors["other"].officer_id)
    assert page.tree.xpath(f"//option[@value='{other}']")
    assert manager.post(f"/officers/tasks/{task}/hand-over", {}).errors == ["Select an officer."]
    page = manager.post(f"/officers/tasks/{task}/hand-over", {"officer": other})
    assert page.errors == ["Say why the work changes hands."]
    assert page.tree.xpath(f"//option[@value='{other}'][@selected]")
    page = manager.post(f"/officers/tasks/{task}/hand-over", {"officer": other, "reason": "Ill"})
    assert page.path == f"/officers/cases/{reference}"
    assert "with Ola Other" in page.main
    page = manager.post(f"/officers/tasks/{task}/release")
    assert "with nobody yet" in page.main


def test_claiming_what_another_has_is_refused_in_words(house: House) -> None:
    receipt = house.complaint()
    task = house.task(receipt.reference)
    tasks.claim(house.office, house.actors["triage"], task)
    page = house.officer("manager").post(f"/officers/tasks/{task}/claim")
    assert page.status == 403
    assert "is already with Tess Triage" in page.main


@pytest.mark.parametrize("officer", ["", "x", "²", "9" * 40])
def test_an_officer_who_is_none_is_told(house: House, officer: str) -> None:
    _, task = house.investigated()
    page = house.officer("manager").post(f"/officers/tasks/{task}/hand-over", {"officer": officer})
    assert page.errors == ["Select an officer."]
