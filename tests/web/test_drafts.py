"""A task begun and not completed: kept, with gaps, and without what no longer applies."""

from __future__ import annotations

import json
from typing import Any

from tests.web.places import House


def test_a_draft_is_kept_and_comes_back(house: House) -> None:
    receipt = house.complaint()
    task = house.task(receipt.reference)
    officer = house.officer("triage")
    page = officer.decides(task, "service_request", save="yes")
    assert page.path == f"/officers/cases/{receipt.reference}"
    assert "Nothing has been sent" in page.main
    page = officer.get(f"/officers/tasks/{task}?page=2")
    assert page.box("triage") == "service_request"
    assert "Draft saved" in page.main


def test_a_draft_may_be_saved_with_gaps_but_not_with_what_cannot_be_read(house: House) -> None:
    task = house.task(house.complaint().reference)
    officer = house.officer("triage")
    officer.decides(task, "service_request")
    wrong: dict[str, Any] = {
        "action_by-day": "31",
        "action_by-month": "2",
        "action_by-year": "2026",
    }
    page = officer.answers(task, page=3, action="We will come.", save="yes", **wrong)
    assert page.status == 422
    assert page.box("action_by-day") == "31"
    assert page.box("action") == "We will come."
    page = officer.answers(task, page=3, action="We will come.", save="yes")
    assert "Nothing has been sent" in page.main


def test_a_changed_mind_leaves_the_other_answers_behind(house: House) -> None:
    receipt = house.complaint()
    task = house.task(receipt.reference)
    officer = house.officer("triage")
    officer.decides(task, "service_request")
    officer.answers(task, page=3, action="We will come.", save="yes")
    officer.decides(task, "compliment")
    check = officer.answers(task, page=3, passed_to="The head of waste")
    assert "We will come." not in check.main
    assert set(json.loads(check.hidden()["answers"])) == {
        "at_risk",
        "repeated",
        "triage",
        "passed_to",
    }
    assert officer.completes(check).status == 200
