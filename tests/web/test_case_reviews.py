"""Case reviews on the screens: what counts and why, and looking at a decision again."""

from __future__ import annotations

import pytest

from engine import scheduler
from engine.casework import accounts, tasks
from engine.casework.intake import Receipt
from engine.desk import task_views
from engine.desk.case_file import case_file
from engine.permissions import Actor
from tests.web.places import House, Officer
from tests.web.test_tracking import tracks

REPORTS = [
    {"what": "Music at night", "happened_on": "2026-02-01", "reported_on": "2026-02-02"},
    {"what": "The same music", "happened_on": "2026-02-01", "reported_on": "2026-02-03",
     "same_as": 1},
    {"what": "Shouting", "reported_on": "2026-02-20", "reporter": "A neighbour"},
]  # fmt: skip
ROLES = ("asb_coordinator", "asb_spoc", "threshold_decider", "customer_services")


@pytest.fixture
def coordinator(house: House) -> Actor:
    with house.office.store.write() as session:
        row = accounts.add_officer(
            session, house.office, "Cora Coordinator", "cora", "Coordinator", ROLES, 4
        )
        row.password_hash = accounts.HASHER.hash("a good long password")
        return accounts.as_actor(row)


def asked_for(house: House) -> Receipt:
    return house.complaint(procedure="asb-case-review", service="", data={"reports": REPORTS})


def does(house: House, who: Actor, reference: str, **answers: object) -> None:
    """Complete the first open task."""
    tasks.complete(house.office, who, _open(house, who, reference), answers)


def _open(house: House, who: Actor, reference: str) -> str:
    found = case_file(house.office, who, reference).tasks
    return next(task.id for task in found if task.status == "open")


def acknowledged(house: House, who: Actor, **asked: object) -> Receipt:
    receipt = asked_for(house)
    does(house, who, receipt.reference, spoc=who.officer_id, spoc_name="Cora")
    does(house, who, receipt.reference, consent="agreed", **asked)
    return receipt


def test_the_case_page_and_the_step_say_why_each_report_counts(
    house: House, coordinator: Actor
) -> None:
    receipt = acknowledged(house, coordinator)
    browser = Officer(house.app, "cora")
    task = browser.get(f"/officers/tasks/{_open(house, coordinator, receipt.reference)}")
    for page in (browser.opens(receipt.reference), task):
        assert "The test in the law: 1 of 3" in page.main
        assert "it is about the same incident as report 1" in page.main
        assert "we do not know when it happened" in page.main
    assert "they have not agreed that it is shared" in page.main


def test_the_list_is_corrected_where_it_stands(house: House, coordinator: Actor) -> None:
    receipt = acknowledged(house, coordinator)
    page = Officer(house.app, "cora").get(
        f"/officers/cases/{receipt.reference}/actions/correct_reports"
    )
    assert page.box("reports-1-what") == "Music at night"
    assert page.box("reports-3-reporter") == "A neighbour"


def test_a_body_sees_whose_records_it_looks_for_and_nothing_of_who_has_not_agreed(
    house: House, coordinator: Actor
) -> None:
    with house.office.store.write() as session:
        reach = accounts.Reach(email="police@example.org")
        row = accounts.add_officer(
            session, house.office, "Pat", "pat", "", ["relevant_body"], 0, reach, "body"
        )
        police = accounts.as_actor(row)
    receipt = acknowledged(house, coordinator, police=police.officer_id)
    task = _open(house, coordinator, receipt.reference)
    found = task_views.task_form(house.office, police, task).threshold
    assert found is not None
    assert found.applicant == "Dilys Example"
    assert [report.what for report in found.reports] == ["Music at night", "The same music", ""]
    assert found.reports[2].results == ()


def test_a_resident_who_is_refused_asks_us_to_look_again(house: House, coordinator: Actor) -> None:
    receipt = acknowledged(house, coordinator)
    does(house, coordinator, receipt.reference, threshold="not_met", advice="Keep a diary.")
    scheduler.sweep(house.office)
    resident = tracks(house, receipt)
    page = resident.get("/track/case")
    assert "Ask us to look again" in page.main
    assert resident.post("/track/next-stage", {"page": "1"}).status == 422
    done = resident.post("/track/next-stage", {"page": "1", "ground": "evidence", "text": "More."})
    assert "People who are new to your case" in done.main
    assert "Ask us to look again" not in done.main
