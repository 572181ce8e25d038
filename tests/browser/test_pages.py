"""Pages and states that the journeys do not pass: each looked at, at both widths."""

from __future__ import annotations

import pytest

from engine.desk.case_file import case_file
from tests.browser.council import Council
from tests.browser.visiting import Visit

#: who, whose case, which of its open tasks
TASKS = (
    ("triage", "Dogwood", "ask_customer"),
    ("hr", "Maple", "consult_hr"),
    ("approver", "Hazel", "approve_stage1"),
    ("investigator2", "Holly", "answer_stage1"),
    ("manager", "Olive", "confirm_withdrawal"),
    ("manager", "Sallow", "test_grounds"),
    ("reviewer", "Spruce", "answer_stage2"),
)
#: who, whose case, which part of it
PARTS = (
    ("manager", "Whitebeam", ""),
    ("manager", "Whitebeam", "/points"),
    ("manager", "Whitebeam", "/diagram"),
    ("manager", "Walnut", "/letters"),
    ("manager", "Sycamore", "/history"),
    ("manager", "Pine", "/people"),
    ("manager", "Juniper", ""),
    ("manager", "Cherry", "/letters"),
    ("contact", "Elder", "/actions/request_stage2"),
    ("contact", "Elder", "/actions/withdraw"),
    ("manager", "Spruce", "/actions/pause"),
    ("manager", "Spruce", "/actions/resume"),
)


def test_pages_that_tell_about_the_site(visit: Visit) -> None:
    for page in ("/privacy", "/accessibility", "/no-such-page"):
        visit.open(page)
        visit.looks(f"site {page}")


def test_a_complaint_for_somebody_else(visit: Visit) -> None:
    visit.open("/complain/who")
    visit.choose("Somebody else")
    visit.press("Continue")
    visit.press("Continue")
    assert "Enter your full name" in visit.problem()
    visit.looks("complain for other error")


@pytest.mark.parametrize(("who", "tree", "element"), TASKS)
def test_every_kind_of_task(
    visit: Visit, council: Council, who: str, tree: str, element: str
) -> None:
    case = case_file(council.office, council.manager, council.case_of(tree))
    (task,) = (t.id for t in case.tasks if t.element == element and t.status == "open")
    visit.sign_in_as(who)
    visit.open(f"/officers/tasks/{task}")
    if visit.page.get_by_role("button", name="Claim").count():
        visit.press("Claim")
    assert visit.page.get_by_role("button", name="Continue").count(), visit.text
    visit.looks(f"task {element}")
    visit.press("Continue")
    visit.looks(f"task {element} next")


@pytest.mark.parametrize("who", sorted({who for who, _, _ in PARTS}))
def test_parts_of_cases_of_every_kind(visit: Visit, council: Council, who: str) -> None:
    visit.sign_in_as(who)
    for _, tree, part in (each for each in PARTS if each[0] == who):
        visit.open(f"/officers/cases/{council.case_of(tree)}{part}")
        visit.looks(f"case {tree} {part}")


def test_an_empty_desk_and_a_search_without_result(visit: Visit) -> None:
    visit.sign_in_as("director")
    assert "Nothing is on your desk" in visit.text
    visit.looks("queue empty")
    visit.open("/officers/search?q=nobody+of+this+name")
    visit.looks("search without result")


def test_a_letter_in_large_print(visit: Visit, council: Council) -> None:
    visit.sign_in_as("investigator2")
    visit.open(f"/officers/cases/{council.case_of('Mulberry')}/letters")
    assert "large print" in visit.text
    visit.follow("We are looking into your complaint")
    visit.looks("letter in large print")
    assert "Resident Mulberry" in visit.pdf("PDF")
