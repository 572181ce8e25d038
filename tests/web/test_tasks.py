"""An officer's task over HTTP: pages, draft, check, completion; refusals keep what was typed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from engine.casework import tasks
from engine.desk.case_file import case_file
from engine.desk.task_views import task_form
from tests.web.conftest import Build
from tests.web.places import House

#: bar: completing one task over HTTP
MOST_STATEMENTS, MOST_COMMITS = 12, 1


def test_a_leading_question_decides_what_the_next_page_asks(house: House) -> None:
    task = house.task(house.complaint().reference)
    officer = house.officer("triage")
    officer.answers(task, at_risk="no")
    first = officer.get(f"/officers/tasks/{task}?page=2")
    assert first.box("triage") == ""
    assert first.box("refusal_reason") is None
    second = officer.decides(task, "not_accepted")
    assert second.path == f"/officers/tasks/{task}?page=3"
    assert second.box("refusal_reason") == ""
    assert second.box("investigator") is None


def test_an_unanswered_leading_question_is_told(house: House) -> None:
    task = house.task(house.complaint().reference)
    page = house.officer("triage").decides(task, "")
    assert page.status == 422
    assert page.title.startswith("Error: ")
    assert page.errors == ["Select an answer: What should happen?"]


def test_the_list_of_points_begins_as_it_stands(house: House) -> None:
    task = house.task(house.complaint(text="The bin was missed.").reference)
    officer = house.officer("triage")
    officer.decides(task, "accept")
    page = officer.answers(task, page=3, about_staff="no")
    assert page.box("points-text") == "The bin was missed."
    assert page.box("points-id") == "p1"


def test_the_check_page_shows_the_answers_and_the_letters(house: House) -> None:
    task = house.task(house.complaint().reference)
    officer = house.officer("triage")
    page = officer.triages(task)
    assert page.path == f"/officers/tasks/{task}/check"
    assert "Accept as a complaint" in page.main
    assert "Dear Dilys Example" in page.main
    assert page.tree.xpath("//button[normalize-space()='Send']")
    pdf = officer.client.get(f"/officers/tasks/{task}/check/letters/1.pdf")
    assert pdf.data.startswith(b"%PDF")
    assert officer.get(f"/officers/tasks/{task}/check/letters/2.pdf").status == 404


def test_nothing_happens_before_the_button_is_pressed(house: House) -> None:
    receipt = house.complaint()
    task = house.task(receipt.reference)
    house.officer("triage").triages(task)
    case = case_file(house.office, house.actors["triage"], receipt.reference)
    assert not case.letters
    assert case.tasks[0].status == "open"


def test_completing_moves_the_case_and_says_so(house: House) -> None:
    receipt = house.complaint()
    officer = house.officer("triage")
    page = officer.completes(officer.triages(house.task(receipt.reference)))
    assert page.path == f"/officers/cases/{receipt.reference}"
    assert "“Decide what this is” is done." in page.main
    case = case_file(house.office, house.actors["triage"], receipt.reference)
    assert [letter.code for letter in case.letters] == ["COR-ACK1"]


@contextmanager
def counted(house: House) -> Iterator[dict[str, int]]:
    """Count the statements and commits of everything inside."""
    counts = {"statements": 0, "commits": 0}

    def statement(*_: object) -> None:
        counts["statements"] += 1

    def commit(_: object) -> None:
        counts["commits"] += 1

    for engine in house.office.store.engines:
        event.listen(engine, "before_cursor_execute", statement)
        event.listen(engine, "commit", commit)
    yield counts
    for engine in house.office.store.engines:
        event.remove(engine, "before_cursor_execute", statement)
        event.remove(engine, "commit", commit)


def test_completing_over_http_is_one_commit_and_few_statements(house: House) -> None:
    _, task = house.investigated()
    investigator, manager = house.officer("investigator"), house.officer("manager")
    found: dict[str, Any] = {"points-p1-finding": "upheld", "points-p1-reason": "It was missed.",
             "points-p2-finding": "upheld", "points-p2-reason": "Nobody rang."}  # fmt: skip
    approver = str(house.actors["manager"].officer_id)
    page = investigator.completes(investigator.answers(task, approver=approver, **found))
    task = house.task(page.path.rsplit("/", 1)[1])
    manager.answers(task, approval="return")
    check = manager.answers(task, page=2, comments="Say when the crew comes.")
    with counted(house) as counts:
        answer = manager.completes(check, follow=False)
    assert answer.status == 302
    assert counts["commits"] == MOST_COMMITS
    assert counts["statements"] <= MOST_STATEMENTS, counts


def test_over_http_a_task_costs_one_statement_more_than_through_the_verb(house: House) -> None:
    officer = house.officer("triage")
    checks = [officer.triages(house.task(house.complaint().reference)) for _ in range(2)]
    answers = json.loads(checks[0].hidden()["answers"])
    with counted(house) as verb:
        task = checks[0].path.split("/")[3]
        tasks.complete(house.office, house.actors["triage"], task, answers)
    with counted(house) as over_http:
        officer.completes(checks[1], follow=False)
    assert over_http["commits"] == verb["commits"] == MOST_COMMITS
    assert over_http["statements"] == verb["statements"] + 1  # who is it


def test_what_the_rules_find_wrong_is_told_on_the_last_page(house: House) -> None:
    task = house.task(house.complaint().reference)
    officer = house.officer("triage")
    officer.decides(task, "service_request")
    past: dict[str, Any] = {"action_by-day": "3", "action_by-month": "3", "action_by-year": "2026"}
    page = officer.answers(task, page=3, action="We will come.", **past)
    assert page.status == 422
    assert "must be after today" in page.errors[0]
    assert page.box("action_by-day") == "3"


def test_findings_are_asked_for_point_by_point(house: House) -> None:
    reference, task = house.investigated()
    officer = house.officer("investigator")
    one: dict[str, Any] = {
        "points-p1-finding": "upheld",
        "points-p1-reason": "It was missed.\n\nTwice.",
    }
    page = officer.answers(task, **one)
    assert page.status == 422
    assert "Still without one: point 2" in page.errors[0]
    assert page.box("points-p1-reason") == "It was missed.\n\nTwice."
    assert page.box("points-p1-finding") == "upheld"
    remedy: dict[str, Any] = {"points-p1-remedy": "A credit", "points-p1-remedy_by-day": "1",
              "points-p1-remedy_by-month": "4", "points-p1-remedy_by-year": "2026"}  # fmt: skip
    two: dict[str, Any] = {"points-p2-finding": "not_upheld", "points-p2-reason": "We rang."}
    check = officer.answers(task, **one, **two, **remedy)
    assert "by 1 April 2026" in check.main
    officer.completes(check)
    case = case_file(house.office, house.actors["manager"], reference)
    assert [point.findings[0].finding for point in case.points] == ["upheld", "not_upheld"]
    assert case.points[0].findings[0].reason == "It was missed.\n\nTwice."


def test_a_remedys_date_that_cannot_be_read_is_told_at_its_box(house: House) -> None:
    _, task = house.investigated()
    page = house.officer("investigator").answers(
        task, page=1, **{"points-p2-remedy": "A call", "points-p2-remedy_by-day": "32"}
    )
    assert page.status == 422
    assert "#points-p2-remedy_by-day" in page.links()
    assert page.box("points-p2-remedy_by-day") == "32"


def test_a_second_submit_is_told_who_was_first_and_keeps_the_text(house: House) -> None:
    reference, task = house.investigated()
    one, two = house.officer("investigator"), house.officer("other")
    given: dict[str, Any] = {"points-p1-finding": "upheld", "points-p1-reason": "It was missed.",
             "points-p2-finding": "upheld", "points-p2-reason": "Nobody rang."}  # fmt: skip
    first = one.answers(task, **given)
    answers = first.hidden()
    one.completes(first)
    answers["csrf_token"] = two.token()
    page = two.post(f"/officers/tasks/{task}/check", answers)
    assert page.status == 409
    assert "This was completed at 10:00 by Ina Investigator" in page.main
    assert "Nobody rang." in page.main
    assert f"/officers/cases/{reference}" in page.links()


def test_a_late_answer_to_a_done_task_keeps_the_text_too(house: House) -> None:
    _, task = house.investigated()
    found = {p: {"finding": "upheld", "reason": "So."} for p in ("p1", "p2")}
    tasks.complete(house.office, house.actors["investigator"], task, {"points": found})
    page = house.officer("investigator").answers(task, what_we_did="I went there myself.")
    assert page.status == 409
    assert "I went there myself." in page.main


def test_a_task_of_another_role_cannot_be_answered_and_says_why(house: House) -> None:
    task = house.task(house.complaint().reference)
    officer = house.officer("reviewer")
    page = officer.get(f"/officers/tasks/{task}")
    assert "You cannot do this task" in page.main
    assert page.box("triage") is None
    answer = officer.answers(task, triage="accept")
    assert answer.status == 403


def test_a_completed_task_says_when_and_by_whom(house: House) -> None:
    receipt = house.complaint()
    officer = house.officer("triage")
    task = house.task(receipt.reference)
    officer.completes(officer.triages(task))
    page = officer.get(f"/officers/tasks/{task}")
    assert "This was completed at 10:00am on 3 March 2026 by Tess Triage" in page.main


def test_a_letter_without_an_address_needs_its_reason(house: House) -> None:
    receipt = house.complaint(email="", address=())
    task = house.task(receipt.reference)
    officer = house.officer("triage")
    page = officer.triages(task)
    assert page.status == 409
    assert "no address" in page.main
    assert page.box("unsendable_reason") == ""
    kept: dict[str, Any] = {"points-id": "p1", "points-text": "The bin"}
    check = officer.answers(task, page=4, unsendable_reason="Told by phone.", **kept)
    assert "Told by phone." in check.main
    assert officer.completes(check).path == f"/officers/cases/{receipt.reference}"


def test_answers_that_did_not_arrive_whole_change_nothing(house: House) -> None:
    receipt = house.complaint()
    task = house.task(receipt.reference)
    officer = house.officer("triage")
    for answers in ("", "{", "[]", "null", "[" * 100_000):
        page = officer.post(f"/officers/tasks/{task}/check", {"answers": answers})
        assert page.status == 422
    assert not case_file(house.office, house.actors["triage"], receipt.reference).letters


HOSTILE = [
    {"triage": ["accept"]},
    {"triage": {"accept": 1}},
    {"triage": "accept", "points": [[]]},
    {"triage": "accept", "points": "p1"},
    {"triage": "accept", "points": [{"id": "p99", "text": "x"}]},
    {"triage": "accept", "investigator": "²"},
    {"triage": "accept", "investigator": 10**40},
    {"triage": "accept", "about_staff": []},
    {"triage": "service_request", "action": "x", "action_by": "9999-99-99"},
    {"triage": "service_request", "action": 7, "action_by": "2026-04-01"},
    {"__class__": "x"},
    {"triage": "__import__('os')"},
]


@pytest.mark.parametrize("answers", HOSTILE, ids=str)
def test_hostile_answers_are_refused_in_a_sentence(house: House, answers: dict[str, Any]) -> None:
    task = house.task(house.complaint().reference)
    sent = {"answers": json.dumps(answers)}
    page = house.officer("triage").post(f"/officers/tasks/{task}/check", sent)
    assert page.path == f"/officers/tasks/{task}"
    assert "Not done" in page.main


def test_a_task_that_is_not_there_is_not_found(house: House) -> None:
    assert house.officer("triage").get("/officers/tasks/none").status == 404


@pytest.mark.parametrize("profile", ["NHDC-2019", "LGSCO-2024", "BUCKS-2020"])
def test_every_form_of_every_council_can_be_shown(build: Build, profile: str) -> None:
    house = build(profile=profile)
    receipt = house.answered()
    with house.app.test_request_context("/"):
        form = task_form(
            house.office, house.actors["triage"], house.task(house.complaint().reference)
        )
    assert form.form.fields
    assert house.officer("manager").opens(receipt.reference).status == 200
