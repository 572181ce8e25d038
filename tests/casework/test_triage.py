"""Triage, and each way out of it."""

from __future__ import annotations

from datetime import date

import pytest

from engine.errors import FormErrors

REFUSED = {"triage": "not_accepted", "reason": "It was decided in court.", "discretion": "None."}


def test_an_accepted_complaint_is_acknowledged_and_goes_to_the_investigators(each_council):
    reference = each_council.accepted()
    assert each_council.open_tasks(reference) == ["answer_stage1"]
    assert each_council.letters(reference) == []
    each_council.sweeps()
    assert each_council.letters(reference) == ["COR-ACK1"]
    assert each_council.due(reference, "ack1") == "2024-04-05 met"
    assert each_council.file(reference).stage == "stage 1"


def test_the_chosen_investigator_gets_the_task(council):
    chosen = council.people["colleague"].officer_id
    reference = council.accepted(investigator=chosen)
    (task,) = [t for t in council.file(reference).tasks if t.element == "answer_stage1"]
    assert task.assignee == "Colleague"


@pytest.mark.parametrize(
    ("answers", "letters", "outcome"),
    [
        (
            {"triage": "service_request", "action": "Empty it", "action_by": date(2024, 4, 5)},
            ["COR-SR"],
            "service_request",
        ),
        ({"triage": "comment"}, [], "comment"),
        (
            {"triage": "comment", "wants_reply": True, "reply": "We passed it on."},
            ["COR-COMMENT"],
            "comment",
        ),
        ({"triage": "compliment"}, ["COR-COMPLIMENT"], "compliment"),
        (
            {"triage": "signpost", "signpost_to": "highways", "signpost_contact": "Call them."},
            ["COR-SIGNPOST"],
            "referred",
        ),
        ({**REFUSED, "refusal_reason": "legal_proceedings"}, ["COR-REJ"], "not_accepted"),
        ({"triage": "not_accepted", "refusal_reason": "anonymous"}, [], "not_accepted"),
    ],
)
def test_each_way_out_sends_its_letter_and_closes_the_case(council, answers, letters, outcome):
    reference = council.receives()
    council.does("triage", reference, "triage", **answers)
    council.sweeps()
    assert council.letters(reference) == letters
    file = council.file(reference)
    assert (file.status, file.tasks[0].status) == ("closed", "completed")
    assert council.rows("case_file")[0].outcome["overall"] == outcome
    assert council.due(reference, "response1").endswith("stopped")


def test_a_complaint_may_go_straight_to_stage_2(council):
    reference = council.receives()
    reviewer = council.people["reviewer"].officer_id
    council.does(
        "manager",
        reference,
        "triage",
        triage="direct_stage2",
        direct_reason="serious",
        direct_why="The director decided it.",
        reviewer=reviewer,
    )
    assert council.open_tasks(reference) == ["answer_stage2"]
    assert council.due(reference, "response2") == "2024-04-17"  # dated from receipt
    assert council.due(reference, "response1").endswith("stopped")


def test_somebody_elses_complaint_waits_for_the_customers_word(council):
    reference = council.receives()
    council.does("triage", reference, "triage", triage="ask_customer", reply_by=date(2024, 4, 17))
    council.sweeps()
    assert council.letters(reference) == ["COR-CONSENT"]
    council.at("2024-04-09T12:00")
    council.does("triage", reference, "ask_customer", customer_answer="confirmed")
    assert council.open_tasks(reference) == ["triage"]
    council.accepted(reference)
    assert council.due(reference, "response1") == "2024-04-23"  # from the confirmation


@pytest.mark.parametrize(
    ("answers", "field", "said"),
    [
        ({}, "triage", "Select an answer"),
        (
            {"triage": "later"},
            "triage",
            "What should happen? Choose one of “Accept as a complaint”",
        ),
        ({"triage": "service_request", "action_by": date(2024, 4, 5)}, "action", "Enter"),
        (
            {"triage": "service_request", "action": "x", "action_by": date(2024, 4, 3)},
            "action_by",
            "after today",
        ),
        ({"triage": "accept", "investigator": "999"}, "investigator", "has that role"),
        ({"triage": "accept", "surprise": 1}, "surprise", "no field called"),
        ({"triage": "not_accepted", "refusal_reason": "pcn"}, "reason", "Enter"),
        ({"triage": "accept", "points": [{"id": "p7", "text": "x"}]}, "points", "no point p7"),
    ],
)
def test_a_wrong_answer_is_said_by_its_field_and_nothing_moves(council, answers, field, said):
    reference = council.receives()
    with pytest.raises(FormErrors) as refused:
        council.does("triage", reference, "triage", **answers)
    assert said in refused.value.errors[field]
    assert council.open_tasks(reference) == ["triage"]


def test_an_answer_to_a_question_that_was_not_asked_changes_nothing(council):
    reference = council.receives()
    council.does("triage", reference, "triage", triage="accept", refusal_reason="pcn")
    (run,) = council.rows("run")
    assert run.variables["refusal_reason"] is None


def test_points_are_agreed_at_triage(council):
    reference = council.receives(points=("first", "second", "third"))
    agreed = [{"id": "p3", "text": "the third, better"}, {"id": "p1", "text": "first"}, "a fourth"]
    council.accepted(reference, points=agreed)
    points = {p.number: p.text for p in council.file(reference).points}
    assert points == {1: "first", 3: "the third, better", 4: "a fourth"}
