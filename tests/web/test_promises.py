"""Promises and contributions on the screens: asked, listed, answered."""

from __future__ import annotations

from typing import Any

import pytest

from engine.casework import actions
from tests.web.places import House, Officer, Page, file_of


@pytest.fixture
def asked(house: House) -> tuple[House, str]:
    """A case of two points about which the manager was asked by the investigator."""
    reference, _ = house.investigated()
    values = {"question": "Who has the log?", "officer": house.actors["manager"].officer_id}
    actions.perform(house.office, house.actors["investigator"], reference, "contribution", values)
    return house, reference


def promised(house: House, **values: object) -> str:
    """A case in which the investigator promised a refund."""
    reference, _ = house.investigated()
    given = {"text": "We will refund you.", "due": "2026-03-02", **values}
    actions.perform(house.office, house.actors["investigator"], reference, "promise", given)
    return reference


def links_of(page: Page, start: str) -> list[str]:
    return [link for link in page.links() if link.startswith(start)]


def test_others_are_asked_by_a_form(house: House) -> None:
    reference, _ = house.investigated()
    officer = house.officer("investigator")
    path = f"/officers/cases/{reference}/actions/contribution"
    page = officer.get(path)
    manager = str(house.actors["manager"].officer_id)
    assert page.tree.xpath(f"//select[@name='officer']/option[@value='{manager}']")
    page = officer.post(path, {"page": "1", "question": "Who has the log?"})
    assert page.errors == ["Select an officer, or name a service."]
    answers = {"page": "1", "question": "Who has the log?", "officer": manager}
    page = officer.post(path, answers)
    assert "“Ask others to contribute” is done." in page.main
    assert "Promises and contributions" in page.main
    assert "Contribution · Mia Manager · due 10 March 2026" in page.main


def test_what_is_asked_stands_in_my_actions_and_is_answered_from_there(
    asked: tuple[House, str],
) -> None:
    house, reference = asked
    manager = house.officer("manager")
    listed = manager.get("/officers/actions")
    assert "1 to do" in listed.main
    assert "Ina Investigator" in listed.main
    (link,) = links_of(listed, f"/officers/cases/{reference}/actions/give_contribution?")
    named = manager.get(link).box("promise")  # the one that the link named
    assert named
    assert "What is the answer?" in answer(manager, link, promise=named, outcome="given").main
    page = answer(manager, link, page="2", outcome="given", promise=named, answer="I")
    assert "is done" in page.main
    assert "I Mia Manager" in page.main
    assert (
        "Nothing that was promised or asked waits for you."
        in manager.get("/officers/actions").main
    )


def answer(officer: Officer, link: str, **values: object) -> Page:
    return officer.post(link, {"page": "1", **values})


def test_a_document_goes_with_an_answer(asked: tuple[House, str]) -> None:
    house, reference = asked
    manager = house.officer("manager")
    (link,) = links_of(
        manager.opens(reference), f"/officers/cases/{reference}/actions/give_contribution?"
    )
    which = manager.get(link).box("promise")
    values = {"page": "2", "outcome": "given", "promise": which, "answer": "See the log."}
    page = answer(manager, link, **values, document=file_of(b"Nobody did.", "log.txt"))
    assert "is done" in page.main
    assert [each for each in page.links() if "/documents/" in each]
    assert "log.txt" in manager.opens(reference, "/documents").main


def test_the_answers_form_shows_what_others_said(asked: tuple[House, str]) -> None:
    house, reference = asked
    task = house.task(reference, "investigator")
    page = house.officer("investigator").get(f"/officers/tasks/{task}")
    assert "Asked of Mia Manager: Who has the log?" in page.main
    assert "Not answered yet." in page.main


def test_a_promise_is_kept_from_the_case_with_its_evidence(house: House) -> None:
    reference = promised(house, due="2026-03-04")
    officer = house.officer("investigator")
    page = officer.opens(reference)
    assert "Promise · you · due 4 March 2026" in page.main
    (link,) = links_of(page, f"/officers/cases/{reference}/actions/keep_promise?")
    which = officer.get(link).box("promise")
    page = answer(officer, link, promise=which, outcome="kept")
    assert page.box("done_on-year") == "2026"
    page = answer(officer, link, page="2", outcome="kept", promise=which, **day(3))
    assert page.errors == ["Enter an answer: What was done, and how do we know?"]
    kept = {"page": "2", "outcome": "kept", "promise": which, "evidence": "Paid, reference 4711."}
    page = answer(officer, link, **kept, **day(3))
    assert "Done 3 Mar 2026" in page.main
    assert "Paid, reference 4711." in page.main
    assert "Promise kept" in officer.opens(reference, "/history").main


def day(number: int) -> dict[str, str]:
    return {"done_on-day": str(number), "done_on-month": "3", "done_on-year": "2026"}


def test_a_promise_without_a_date_says_so(house: House) -> None:
    reference = promised(house, due="")
    officer = house.officer("investigator")
    assert "no date given" in officer.opens(reference).main
    assert "No date given" in officer.get("/officers/actions").main


@pytest.mark.parametrize("page", ["x", "0", "9", "-1", ""])
def test_a_page_that_is_none_is_the_nearest(house: House, page: str) -> None:
    promised(house, due="2026-03-04")
    assert "1 to do" in house.officer("investigator").get(f"/officers/actions?page={page}").main


def test_an_action_with_nothing_to_settle_says_why_not(house: House) -> None:
    reference, _ = house.investigated()
    page = house.officer("manager").opens(reference, "/actions/keep_promise")
    assert "Nothing that was promised is still to be done, or not by you." in page.main


def test_a_finding_names_who_does_its_remedy(house: House) -> None:
    _, task = house.investigated()
    officer = house.officer("investigator")
    manager = str(house.actors["manager"].officer_id)
    found: dict[str, Any] = {
        f"points-p{number}-{part}": text
        for number in (1, 2)
        for part, text in (("finding", "upheld"), ("reason", "The log shows it."))
    }
    remedy: dict[str, Any] = {
        "points-p1-remedy": "We will train the crew.",
        "points-p1-remedy_owner": manager,
    }
    check = officer.answers(task, **found, **remedy)
    assert "Remedy: We will train the crew., Mia Manager" in check.main
    officer.completes(check)
    assert "We will train the crew." in house.officer("manager").get("/officers/actions").main
