"""The case page, a task's form, an action's form: everything an officer may see, and no more."""

from __future__ import annotations

import pytest

from engine.casework import tasks
from engine.desk import case_file, task_views
from engine.desk.picture import drawing
from engine.desk.views import TaskForm
from engine.errors import NotFound, NotPermitted
from engine.store.counting import counting
from tests.casework.council import FOUND, Council


def form(council: Council, who: str, reference: str, element: str) -> TaskForm:
    task = council.task(reference, element)
    return task_views.task_form(council.office, council.people[who], task)


def test_the_page_says_what_is_next_by_when_and_with_whom(each_council):
    council = each_council
    reference = council.accepted(investigator=council.people["investigator"].officer_id)
    file = council.file(reference, "manager")
    assert (str(file.due_on), file.overdue, file.with_whom, file.stage) == (
        "2024-04-17",
        False,
        "Investigator",
        "stage 1",
    )
    council.at("2024-04-18T09:00")
    assert council.file(reference, "manager").overdue


def test_a_clock_shows_its_working_day_by_day(council):
    (clock,) = [c for c in council.file(council.accepted()).clocks if c.name == "response1"]
    assert clock.summary == "10 working days from Wednesday 3 April 2024"
    assert [str(day.on) for day in clock.working if day.counted == 10] == ["2024-04-17"]
    assert any(day.why for day in clock.working if day.counted is None)


def test_the_history_is_told_the_newest_first_with_names(council):
    reference = council.answered()
    history = council.file(reference).history
    assert [(row.what, row.who) for row in reversed(history)] == [
        ("Complaint received", "Alice Sample"),
        ("Done: Decide what this is", "Triage"),
        ("Letter written: We are looking into your complaint", "Triage"),
        ("Letter sent: We are looking into your complaint", "Redress"),
        ("Done: Investigate and answer", "Investigator"),
        ("Letter written: Our answer to your complaint", "Investigator"),
        ("Letter sent: Our answer to your complaint", "Redress"),
        ("Case closed", "Redress"),
    ]


def test_the_outcome_is_said_in_words(council):
    reference = council.answered(finding="not_upheld")
    assert council.file(reference).outcome == "Not upheld at stage 1"
    council.acts("complainant", reference, "request_stage2", ground="G1", text="again")
    council.does("manager", reference, "test_grounds", G1="met", reason="x")
    council.does("reviewer", reference, "answer_stage2", points={"p1": FOUND})
    assert council.file(reference).outcome == "Upheld at stage 2 (was not upheld)"


def test_the_case_file_is_for_officers_and_of_cases_that_exist(council):
    reference = council.receives()
    alice = council.resident(reference)
    with pytest.raises(NotPermitted):
        case_file.case_file(council.office, alice, reference)
    with pytest.raises(NotPermitted):
        drawing(council.office, alice, reference)
    with pytest.raises(NotPermitted):
        task_views.task_form(council.office, alice, council.task(reference, "triage"))
    with pytest.raises(NotFound):
        council.file("COM-2024-99999")


def test_a_reference_is_read_however_it_is_typed(council):
    reference = council.receives()
    assert council.file(f" {reference.lower()} ").reference == reference


def test_a_task_says_why_it_is_not_for_this_officer(council):
    reference = council.accepted()
    tasks.claim(
        council.office, council.people["colleague"], council.task(reference, "answer_stage1")
    )
    why = {
        who: council.file(reference, who).tasks[0].why_not
        for who in ("colleague", "investigator", "desk")
    }
    assert why["colleague"] == ""
    assert why["investigator"] == "This is with Colleague."
    assert "stage 1 investigator" in why["desk"]


def test_a_form_comes_with_its_draft_its_choices_and_what_is_barred(council):
    reference = council.accepted()
    asked = form(council, "investigator", reference, "answer_stage1")
    approvers = [name for _, name in asked.officers["approver"]]
    assert approvers == ["Approver, approver"]
    assert asked.clock is not None
    assert str(asked.clock.due_on) == "2024-04-17"
    tasks.save_draft(
        council.office, council.people["investigator"], asked.task.id, {"what_we_did": "so far"}
    )
    again = form(council, "investigator", reference, "answer_stage1")
    assert again.values["what_we_did"] == "so far"
    council.passes("2024-04-18T09:00")
    late = form(council, "manager", reference, "late1")
    assert late.barred == {
        "decision": {"not_needed": "The answer is due, so the person must be told."}
    }


def test_a_form_of_no_task_is_not_found(council):
    with pytest.raises(NotFound):
        task_views.task_form(council.office, council.people["desk"], "nothing")
    with pytest.raises(NotFound):
        case_file.action_form(
            council.office, council.people["desk"], council.receives(), "nothing"
        )


def test_an_extension_asks_what_the_late_task_of_the_running_clock_asks(council):
    reference = council.answered()
    council.acts("complainant", reference, "request_stage2", ground="G1", text="again")
    council.does("manager", reference, "test_grounds", G1="met", reason="x")
    view = case_file.action_form(council.office, council.people["manager"], reference, "extend")
    assert view.form is not None
    assert (view.allowed, view.form.id) == (True, "extend_stage2")


def test_the_picture_shows_where_the_case_stands(council):
    planes = drawing(council.office, council.people["desk"], council.accepted())
    here = {e.id for plane in planes for e in plane.elements if e.here}
    assert {"answer_stage1", "stage1", "stage1_wrap"} <= here
    assert planes[0].here
    been = {e.id for plane in planes for e in plane.elements if e.been}
    assert {"triage", "send_ack1"} <= been


def test_the_desk_reads_and_never_writes(council):
    reference = council.accepted()
    before = council.everything()
    with counting(council.office.store) as counted:
        council.file(reference, "manager")
        form(council, "investigator", reference, "answer_stage1")
        drawing(council.office, council.people["desk"], reference)
    assert {statement.split()[0] for statement in counted.statements} <= {"SELECT", "WITH"}
    assert council.everything() == before


def test_a_page_costs_the_same_however_long_the_history(council):
    """The case page asks as many questions of an old case as of a new one."""
    young, old = council.accepted(), council.accepted()
    for n in range(30):
        council.acts("desk", old, "contact", text=f"Call {n}")
    counts = []
    for reference in (young, old):
        with counting(council.office.store) as counted:
            council.file(reference, "manager")
        counts.append(len(counted.statements))
    assert counts[1] <= counts[0] + 1  # the one who recorded the contacts has a name


def test_who_checks_an_answer_reads_its_findings_beside_it(council):
    chosen = council.people["investigator"].officer_id
    reference = council.accepted(investigator=chosen)
    approver = council.people["approver"].officer_id
    council.does(
        "investigator", reference, "answer_stage1", points={"p1": FOUND}, approver=approver
    )
    (point,) = form(council, "approver", reference, "approve_stage1").points
    assert [each.reason for each in point.findings] == [FOUND["reason"]]


def test_what_one_officer_was_told_is_not_told_on_the_case_to_others(council):
    reference = council.accepted(investigator=council.people["investigator"].officer_id)
    asked = council.people["reviewer"].officer_id
    council.acts("investigator", reference, "contribution", question="Why?", officer=asked)
    told = {
        who: [n.text for n in council.file(reference, who).notices]
        for who in ("manager", "reviewer")
    }
    assert not told["manager"]
    assert [text.startswith("You are asked") for text in told["reviewer"]] == [True]


def test_a_case_says_what_is_late_only_until_it_is_done(council):
    reference = council.accepted(investigator=council.people["investigator"].officer_id)
    council.passes("2024-04-18T10:00")

    def told():
        return [n.text for n in council.file(reference, "manager").notices]

    assert [text for text in told() if text.startswith("Stage 1 response was due on")]
    council.answered_now(reference)
    council.acts("complainant", reference, "request_stage2", ground="G1", text="again")
    assert council.file(reference, "manager").status == "open"
    assert not [text for text in told() if text.startswith("Stage 1 response was due on")]
