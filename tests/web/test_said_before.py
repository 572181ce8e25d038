"""Beside and in a task's boxes: what was said before, what was noted, who can be chosen."""

from __future__ import annotations

from typing import Any

import pytest

from engine.casework import accounts, intake, tasks
from engine.permissions import Actor
from tests.web.conftest import Build
from tests.web.places import PASSWORD, House

EVIDENCE: dict[str, Any] = {
    "contacts": [
        {"since": "2026-01-05", "until": "2026-02-27", "channel": "phone", "count": 84,
         "what": "One bin"},
    ],
    "impact": "The desk could take no other calls.",
    "too_many_contacts": True,
    "complaint_status": "stage2",
    "adjustments_known": "none",
    "vulnerability": "We know of nothing.",
}  # fmt: skip


@pytest.fixture
def house(build: Build) -> House:
    return build(profile="BUCKS-2020")


def hire(house: House, username: str, *roles: str) -> Actor:
    with house.office.store.write() as session:
        name = username.title()
        row = accounts.add_officer(session, house.office, name, username, "Officer", roles, 3)
        row.password_hash = accounts.HASHER.hash(PASSWORD)
        return accounts.as_actor(row)


def records(house: House, by: Actor, procedure: str) -> str:
    told = intake.Complaint(
        name="Alex Example",
        email="alex@example.org",
        text="About one bin.",
        procedure=procedure,
        channel="letter",
    )
    return intake.receive(house.office, told, by).reference


def open_task(house: House, by: Actor, reference: str) -> str:
    from engine.desk.case_file import case_file

    file = case_file(house.office, by, reference)
    return next(task.id for task in file.tasks if task.status == "open")


def test_what_was_noted_stands_in_the_box_and_emptied_is_forgotten(
    house: House,
) -> None:
    team = hire(house, "team", "mp_team")
    reference = records(house, team, "mp-enquiry")
    read = open_task(house, team, reference)
    noted = {"route": "answer", "consent_limits": "How ill her mother is"}
    tasks.complete(house.office, team, read, noted)
    task, officer = open_task(house, team, reference), house.officer("team")
    page = officer.get(f"/officers/tasks/{task}")
    assert page.box("consent_limits") == "How ill her mother is"
    check = officer.answers(task, reply="The bay will be there in May.", consent_limits="")
    assert "How ill her mother is" not in check.main
    assert "left nothing out" in check.main
    assert officer.get(f"/officers/tasks/{task}").box("consent_limits") == ""
    assert officer.completes(check).status == 200
    letters = officer.opens(reference, "/letters")
    assert "Our answer to your enquiry" in letters.main


def test_what_was_noted_goes_on_when_the_box_is_left_as_it_is(house: House) -> None:
    team = hire(house, "team", "mp_team")
    reference = records(house, team, "mp-enquiry")
    noted = {"route": "answer", "consent_limits": "How ill her mother is"}
    tasks.complete(house.office, team, open_task(house, team, reference), noted)
    task, officer = open_task(house, team, reference), house.officer("team")
    kept = officer.get(f"/officers/tasks/{task}").box("consent_limits")
    check = officer.answers(task, reply="The bay will be there in May.", consent_limits=kept)
    assert "your constituent has to agree first: How ill her mother is." in check.main


def test_rows_said_before_stand_in_a_table_under_the_names_of_their_columns(house: House) -> None:
    manager = house.actors["manager"]
    reference = records(house, manager, "unreasonable-contact")
    tasks.complete(house.office, manager, open_task(house, manager, reference), EVIDENCE)
    task = open_task(house, manager, reference)
    page = house.officer("manager").get(f"/officers/tasks/{task}")
    table = page.tree.xpath("//aside//table[caption='How often, and how']")[0]
    heads = [head.text_content() for head in table.xpath(".//th[@scope='col']")]
    cells = [cell.text_content() for cell in table.xpath(".//td")]
    assert heads == ["From", "To", "How", "How many", "What about, and what was done"]
    assert cells == ["5 Jan 2026", "27 Feb 2026", "Calls", "84", "One bin"]


def test_a_long_list_of_officers_stands_under_the_names_of_their_roles(house: House) -> None:
    hire(house, "zoe", "service_director")
    for number in range(10):
        hire(house, f"anybody{number}")
    reference = records(house, house.actors["manager"], "unreasonable-contact")
    task = open_task(house, house.actors["manager"], reference)
    page = house.officer("manager").get(f"/officers/tasks/{task}")
    groups = {
        group.get("label"): [each.text_content().strip() for each in group.xpath("option")]
        for group in page.tree.xpath("//select[@id='subject_officer']/optgroup")
    }
    assert list(groups)[-1] == "Other officers"
    assert groups["Service director"] == ["Zoe, Officer"]
    assert "Anybody0, Officer" in groups["Other officers"]
    assert "Zoe, Officer" not in groups["Other officers"]


def test_a_case_without_points_has_no_part_for_them(house: House) -> None:
    officer = house.officer("manager")
    reference = records(house, house.actors["manager"], "unreasonable-contact")
    assert not officer.opens(reference).tree.xpath("//nav//a[starts-with(., 'Points')]")
    complaint = house.complaint().reference
    assert officer.opens(complaint).tree.xpath("//nav//a[starts-with(., 'Points')]")
