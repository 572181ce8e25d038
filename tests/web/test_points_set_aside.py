"""Points that HR deals with, as HR, other officers and the person see them."""

from __future__ import annotations

from engine import scheduler
from engine.casework import tasks
from engine.casework.intake import Receipt
from tests.web.places import House
from tests.web.test_tracking import tracks

SEPARATELY = "This part is dealt with separately, as we wrote to you."


def with_hr(house: House) -> tuple[Receipt, str]:
    """A complaint about somebody's conduct and a form; HR's task waits."""
    receipt = house.complaint(points=("The shouting", "The form"))
    accept = {"triage": "accept", "about_staff": True}
    subject = {"subject_officer": house.actors["other"].officer_id}
    task = house.task(receipt.reference)
    tasks.complete(house.office, house.actors["triage"], task, {**accept, **subject})
    return receipt, house.task(receipt.reference, "hr")


def test_hr_ticks_the_points_that_it_deals_with(house: House) -> None:
    _, task = with_hr(house)
    hr = house.officer("hr")
    page = hr.answers(task, hr_scope="service_only")
    assert page.tree.xpath("//input[@name='hr_points']/@value") == ["p1", "p2"]
    page = hr.answers(task, page=2, hr_scope="service_only")
    assert page.errors == ["Select at least one: Which points does HR deal with?"]


def test_nobody_is_asked_for_a_finding_on_them_and_the_person_reads_why(house: House) -> None:
    receipt, task = with_hr(house)
    answers = {"hr_scope": "service_only", "hr_points": ["p1"]}
    tasks.complete(house.office, house.actors["hr"], task, answers)
    task = house.task(receipt.reference)
    investigator = house.officer("investigator")
    page = investigator.get(f"/officers/tasks/{task}")
    assert not page.tree.xpath("//input[@name='points-p1-finding']")
    assert page.tree.xpath("//input[@name='points-p2-finding']")
    assert "dealt with separately. It gets no finding here." in page.main
    page = investigator.answers(task)
    assert page.tree.xpath("//a[starts-with(@href, '#points-p2')]")
    assert "Dealt with separately" in investigator.opens(receipt.reference, "/points").main
    found = {"p2": {"finding": "upheld", "reason": "Yes."}}
    tasks.complete(house.office, house.actors["investigator"], task, {"points": found})
    scheduler.sweep(house.office)
    page = tracks(house, receipt).get("/track/case")
    points = [li.text_content() for li in page.tree.xpath("//ol[contains(@class,'number')]/li")]
    assert points == [f"The shouting{SEPARATELY}", "The formUpheld"]
