"""Promises: made with the letter or by hand, followed after the case is closed, kept or not."""

from __future__ import annotations

from datetime import date

import pytest

from engine.clock import london
from engine.desk import dated_actions
from engine.errors import FormErrors, NotNow, NotPermitted
from tests.casework.council import FOUND, Council

REMEDY = {"remedy": "We will refund it.", "remedy_by": "2024-05-01"}
KEPT = {"outcome": "kept", "evidence": "Paid, reference 4711.", "done_on": "2024-04-30"}


@pytest.fixture
def promised(council: Council) -> tuple[Council, str]:
    """A closed case in which a refund was promised by 1 May 2024, a Wednesday."""
    reference = council.accepted()
    points = {"p1": {**FOUND, **REMEDY}}
    council.does("investigator", reference, "answer_stage1", points=points)
    council.sweeps()
    return council, reference


def only(council: Council, reference: str) -> str:
    (action,) = council.file(reference).dated
    return str(action.id)


def test_a_remedy_is_promised_with_its_letter_and_belongs_to_whoever_answered(promised):
    council, reference = promised
    (row,) = council.file(reference, "investigator").dated
    assert (row.text, row.due_on, row.state) == ("We will refund it.", date(2024, 5, 1), "open")
    assert (row.owner, row.mine, row.point, row.late) == ("Investigator", True, 1, False)
    assert row.action == "keep_promise"
    assert council.file(reference).status == "closed"


def test_an_answer_that_waits_for_its_check_promises_nothing_yet(council):
    reference = council.accepted()
    approver = council.people["approver"].officer_id
    points = {"p1": {**FOUND, **REMEDY, "remedy_owner": council.people["colleague"].officer_id}}
    council.does("investigator", reference, "answer_stage1", points=points, approver=approver)
    assert council.file(reference).dated == ()
    council.does("approver", reference, "approve_stage1", approval="approve")
    (row,) = council.file(reference, "colleague").dated
    assert (row.owner, row.mine, row.due_on) == ("Colleague", True, date(2024, 5, 1))


def test_a_remedy_of_nobody_who_could_do_it_is_refused(council):
    reference = council.accepted()
    points = {"p1": {**FOUND, **REMEDY, "remedy_owner": "99999"}}
    with pytest.raises(FormErrors, match="Choose an officer who does the remedy on point 1"):
        council.does("investigator", reference, "answer_stage1", points=points)


def test_a_remedy_without_a_date_gets_none_and_reminds_nobody(council):
    reference = council.accepted()
    points = {"p1": {**FOUND, "remedy": "We will train the team."}}
    council.does("investigator", reference, "answer_stage1", points=points)
    council.passes("2024-12-24T12:00")
    (row,) = council.file(reference).dated
    assert (row.due_on, row.chased) == (None, 0)
    assert council.told(reference) == []


def test_a_promise_is_kept_after_the_case_is_closed_on_the_day_that_is_said(promised):
    council, reference = promised
    council.at("2024-05-02T12:00")
    which = only(council, reference)
    council.acts("manager", reference, "keep_promise", promise=which, **KEPT)
    (row,) = council.file(reference).dated
    assert (row.state, row.done_on, row.late) == ("done", date(2024, 4, 30), False)
    assert (row.answer, row.settled_by) == ("Paid, reference 4711.", "Manager")
    (event,) = [e for e in council.rows("ledger_event") if e.kind == "keep_promise"]
    assert f"{london(event.happened_at):%Y-%m-%d %H:%M}" == "2024-04-30 12:00"
    assert council.file(reference).status == "closed"
    assert ("case:promise:kept", "We will refund it.") in council.audit(reference)
    with pytest.raises(NotNow, match="Nothing that was promised is still to be done"):
        council.acts("manager", reference, "keep_promise", promise=which, **KEPT)


def test_a_promise_that_will_not_be_kept_needs_a_reason(promised):
    council, reference = promised
    which = only(council, reference)
    with pytest.raises(FormErrors, match="Why will it not be done"):
        council.acts("manager", reference, "keep_promise", promise=which, outcome="given_up")
    council.acts(
        "manager",
        reference,
        "keep_promise",
        promise=which,
        outcome="given_up",
        reason="Paid before.",
    )
    (row,) = council.file(reference).dated
    assert (row.state, row.answer, row.done_on) == ("given_up", "Paid before.", None)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"promise": "77"}, "still open"),
        ({"promise": ""}, "Which promise"),
        ({"evidence": " "}, "What was done"),
        ({"done_on": "2024-05-03"}, "today or in the past"),
    ],
)
def test_what_cannot_be_is_not_kept(promised, changed, said):
    council, reference = promised
    council.at("2024-05-02T12:00")
    values = {"promise": only(council, reference), **KEPT, **changed}
    with pytest.raises(FormErrors, match=said):
        council.acts("manager", reference, "keep_promise", **values)


def test_whoever_was_named_may_keep_a_promise_and_others_of_the_kind_may_not(council):
    council.hires({"works": (("contributor",), 2), "parks": (("contributor",), 2)})
    reference = council.accepted()
    owner = council.people["works"].officer_id
    council.acts("manager", reference, "promise", text="We will cut the hedge.", owner=owner)
    which = only(council, reference)
    values = {"promise": which, **KEPT, "done_on": "2024-04-03"}
    with pytest.raises(NotNow, match="or not by you"):
        council.acts("parks", reference, "keep_promise", **values)
    with pytest.raises(NotPermitted):
        council.acts("approver", reference, "keep_promise", **values)
    council.acts("works", reference, "keep_promise", **values)
    assert council.file(reference).dated[0].settled_by == "Works"


def test_a_promise_by_hand_tells_whoever_has_to_do_it_until_it_is_done(council):
    reference = council.accepted()
    owner = council.people["colleague"].officer_id
    council.acts(
        "manager", reference, "promise", text="We will call.", owner=owner, due="2024-04-10"
    )
    (notice,) = council.rows("notice")
    assert (notice.officer_id, notice.read_at) == (owner, None)
    assert notice.text == "You are to do what was promised: We will call."
    values = {"promise": only(council, reference), **KEPT, "done_on": "2024-04-03"}
    council.acts("colleague", reference, "keep_promise", **values)
    (notice, thanks) = council.rows("notice")
    assert notice.read_at is not None
    assert thanks.officer_id == council.people["manager"].officer_id


@pytest.mark.parametrize(
    ("due", "said"), [("2024-04-03", "must be after today"), ("9999-01-01", "must be a real date")]
)
def test_a_promise_by_hand_is_for_a_day_to_come(council, due, said):
    reference = council.accepted()
    with pytest.raises(FormErrors, match=said):
        council.acts("manager", reference, "promise", text="Soon.", due=due)


def test_the_same_remedy_again_at_stage_2_moves_the_date_of_the_first(promised):
    council, reference = promised
    council.acts("complainant", reference, "request_stage2", ground="G1", text="Look again.")
    council.does("manager", reference, "test_grounds", G1="met", reason="It was misread.")
    again = {"remedy": "we will  refund it.", "remedy_by": "2024-05-20"}
    council.does("reviewer", reference, "answer_stage2", points={"p1": {**FOUND, **again}})
    (row,) = council.file(reference).dated
    assert (row.due_on, row.owner) == (date(2024, 5, 20), "Investigator")


def test_my_actions_are_mine_and_my_roles_by_date_a_page_at_a_time(council):
    reference, mine = council.accepted(), council.people["investigator"].officer_id
    for number in range(60):
        due = f"2024-05-{number % 28 + 1:02}" if number else None
        council.acts(
            "manager", reference, "promise", text=f"promise {number}", owner=mine, due=due
        )
    council.at("2024-05-03T10:00")
    found = dated_actions.mine(council.office, council.people["investigator"])
    assert (found.count, found.pages, len(found.rows)) == (60, 2, 50)
    days = [row.due_on for row in found.rows]
    assert days == sorted(days, key=str)
    assert [row.overdue for row in found.rows].count(True) == found.overdue == 5
    last = dated_actions.mine(council.office, council.people["investigator"], 9)
    assert (last.page, last.rows[-1].text, last.rows[-1].due_on) == (2, "promise 0", None)
    assert dated_actions.mine(council.office, council.people["reviewer"]).rows == ()


def test_residents_have_no_list(council):
    with pytest.raises(NotPermitted):
        dated_actions.mine(council.office, council.resident(council.receives()))
