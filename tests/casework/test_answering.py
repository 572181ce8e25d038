"""Findings on every point, the check of an answer, and the stage that follows."""

from __future__ import annotations

from datetime import date

import pytest

from engine.errors import FormErrors, NotPermitted
from tests.casework.council import FOUND

TWO = ("first", "second")


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ({}, "Every point needs a finding. Still without one: point 1, 2."),
        ({"p1": FOUND}, "Still without one: point 2."),
        ({"p1": FOUND, "p2": {"finding": "upheld"}}, "reason for the finding on point 2"),
        ({"p1": FOUND, "p2": {"finding": "upheld", "reason": "  "}}, "reason for the finding"),
        ({"p1": FOUND, "p2": {"finding": "maybe", "reason": "x"}}, "must be one of"),
        ({"p1": FOUND, "p2": FOUND, "p3": FOUND}, "there is no point p3"),
        ({"p1": FOUND, "p2": {**FOUND, "remedy_by": "soon"}}, "must be a real date"),
        ({"p1": FOUND, "p2": {**FOUND, "remedy_by": "2100-01-01"}}, "must be a real date"),
        ({"p1": FOUND, "p2": {**FOUND, "remedy_by": "2023-01-01"}}, "must not be in the past"),
        ("upheld", "a finding for each point"),
    ],
)
def test_no_answer_goes_before_each_point_has_finding_and_reason(council, points, said):
    reference = council.accepted(council.receives(points=TWO))
    with pytest.raises(FormErrors, match=said):
        council.does("investigator", reference, "answer_stage1", points=points)
    assert council.rows("finding") == []


def test_the_answer_says_each_finding_and_its_remedies_become_dated_actions(each_council):
    reference = each_council.accepted(each_council.receives(points=TWO))
    remedy = {"remedy": "Refund the payment.", "remedy_by": date(2024, 5, 1)}
    each_council.does(
        "investigator",
        reference,
        "answer_stage1",
        points={"p1": {**FOUND, **remedy}, "p2": {**FOUND, "finding": "not_upheld"}},
        what_we_did="I read the log.",
    )
    (promised,) = each_council.rows("dated_action")  # with the letter that says so
    each_council.sweeps()
    assert (promised.text, promised.due_on) == ("Refund the payment.", date(2024, 5, 1))
    assert promised.owner_officer_id == each_council.people["investigator"].officer_id
    outcome = each_council.rows("case_file")[0].outcome
    assert outcome == {"stage": 1, "overall": "partly_upheld"}
    assert each_council.due(reference, "window2") == "2024-04-17"
    assert each_council.file(reference).status == "closed"


def test_an_approver_returns_an_answer_to_the_investigator_who_gave_it(council):
    chosen = council.people["colleague"].officer_id
    reference = council.accepted(investigator=chosen)
    approver = council.people["approver"].officer_id
    council.does("colleague", reference, "answer_stage1", points={"p1": FOUND}, approver=approver)
    assert council.open_tasks(reference) == ["approve_stage1"]
    council.sweeps()
    assert council.letters(reference) == ["COR-ACK1"]
    with pytest.raises(FormErrors, match="What should be changed"):
        council.does("approver", reference, "approve_stage1", approval="return")
    council.does("approver", reference, "approve_stage1", approval="return", comments="why?")
    (again,) = [t for t in council.file(reference).tasks if t.status == "open"]
    assert (again.element, again.assignee) == ("answer_stage1", "Colleague")
    council.does("colleague", reference, "answer_stage1", points={"p1": FOUND})
    council.does("approver", reference, "approve_stage1", approval="approve")
    council.sweeps()
    assert council.letters(reference) == ["COR-ACK1", "COR-RESP1"]
    assert [f.current for f in council.rows("finding")] == [False, True]


def test_an_investigator_cannot_approve_their_own_answer(council):
    council.hires({"both": (("stage1_investigator", "stage1_approver"), 3)})
    reference = council.accepted()
    own = council.people["both"].officer_id
    with pytest.raises(NotPermitted, match="investigate, check that answer") as refused:
        council.does("both", reference, "answer_stage1", points={"p1": FOUND}, approver=own)
    assert refused.value.rule == "R2"


def test_points_missed_at_stage_1_are_added_and_answered_at_stage_2(council):
    reference = council.answered()
    council.acts("complainant", reference, "request_stage2", ground="G2", text="you forgot one")
    council.does("manager", reference, "test_grounds", G2="met", reason="x", add_points=["missed"])
    points = council.file(reference).points
    assert [(p.number, p.text) for p in points] == [(1, points[0].text), (2, "missed")]
    with pytest.raises(FormErrors, match="point 2"):
        council.does("reviewer", reference, "answer_stage2", points={"p1": FOUND})
    findings = {"p1": {**FOUND, "finding": "not_upheld"}, "p2": FOUND}
    council.does("reviewer", reference, "answer_stage2", points=findings)
    council.sweeps()
    outcome = council.rows("case_file")[0].outcome
    assert outcome == {"stage": 2, "overall": "partly_upheld", "was": "upheld"}
    assert [(f.stage, f.finding) for f in council.rows("finding")] == [
        ("stage 1", "upheld"),
        ("stage 2", "not_upheld"),
        ("stage 2", "upheld"),
    ]
