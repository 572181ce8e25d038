"""Asking for stage 2: in the window, late, twice, or because stage 1 stayed silent."""

from __future__ import annotations

from datetime import date

import pytest

from engine.errors import FormErrors, NotNow, NotPermitted
from tests.casework.council import FOUND

ASKED = {"ground": "G1", "text": "You misunderstood me."}


def test_a_request_in_the_window_opens_the_case_again(each_council):
    council = each_council
    reference = council.answered()
    assert council.file(reference).status == "closed"
    council.acts("complainant", reference, "request_stage2", **ASKED)
    file = council.file(reference)
    assert (file.status, council.open_tasks(reference)) == ("open", ["test_grounds"])
    assert council.due(reference, "decide2") == "2024-04-05"
    assert council.due(reference, "window2").endswith("met")
    assert [c.text for c in file.contacts] == [ASKED["text"]]


def test_a_request_says_why_where_grounds_are_asked_for(council):
    reference = council.answered()
    with pytest.raises(FormErrors, match="why you are not satisfied"):
        council.acts("complainant", reference, "request_stage2", ground="G1")


def test_under_the_code_no_reason_is_asked_for(found):
    council = found("LGSCO-2024")
    reference = council.answered()
    council.acts("complainant", reference, "request_stage2")
    assert council.open_tasks(reference) == ["accept_stage2"]


def test_a_second_request_is_refused_while_and_after_the_first_is_dealt_with(council):
    reference = council.answered()
    council.acts("complainant", reference, "request_stage2", **ASKED)
    for step in (
        lambda: None,
        lambda: council.does("manager", reference, "test_grounds", G1="met", reason="x"),
        council.sweeps,
        lambda: council.does("reviewer", reference, "answer_stage2", points={"p1": FOUND}),
        council.sweeps,
    ):
        step()
        with pytest.raises(NotNow, match=r"ask for stage 2 once|asked for already") as refused:
            council.acts("complainant", reference, "request_stage2", **ASKED)
        assert refused.value.rule == "request_stage2"
    assert council.letters(reference)[-2:] == ["COR-ACK2", "COR-RESP2"]


def test_a_late_request_is_decided_with_recorded_discretion(council):
    reference = council.answered()
    council.passes("2024-04-18T09:00")  # the fourteen days ended yesterday
    council.acts("complainant", reference, "request_stage2", **ASKED)
    with pytest.raises(FormErrors) as refused:
        council.does("manager", reference, "test_grounds", G1="met", reason="x")
    assert set(refused.value.errors) == {"late_decision", "late_reason"}
    council.does(
        "manager",
        reference,
        "test_grounds",
        G1="met",
        reason="x",
        late_decision="refuse_late",
        late_reason="Nothing kept them.",
    )
    council.sweeps()
    assert council.letters(reference)[-1] == "COR-REF2"
    outcome = council.rows("case_file")[0].outcome
    assert outcome == {"stage": 1, "overall": "upheld", "stage2": "refused"}
    assert council.due(reference, "response2").endswith("stopped")


def test_on_the_last_day_it_is_not_late(council):
    reference = council.answered()
    council.passes("2024-04-17T23:59")
    council.acts("complainant", reference, "request_stage2", **ASKED)
    council.does("manager", reference, "test_grounds", G1="met", reason="x")
    assert council.open_tasks(reference) == ["answer_stage2"]


def test_nobody_goes_on_while_stage_1_is_in_time(council):
    reference = council.accepted()
    with pytest.raises(NotNow, match="when our answer is late"):
        council.acts("complainant", reference, "request_stage2", **ASKED)


def test_a_silent_stage_1_is_ended_and_ground_3_is_open(each_council):
    council = each_council
    reference = council.accepted()
    council.passes("2024-04-18T09:00")
    council.acts("complainant", reference, "request_stage2", ground="G3", text="where is it?")
    assert council.open_tasks(reference) == ["test_grounds"]
    assert council.due(reference, "response1").endswith("stopped")
    assert {(r.entry, r.status) for r in council.rows("run")} == {
        ("new", "cut"),
        ("stage2", "running"),
    }
    with pytest.raises(FormErrors, match="no stage 1 answer to judge"):
        council.does("manager", reference, "test_grounds", G1="met", reason="x")
    council.does("manager", reference, "test_grounds", G3="met")
    assert council.open_tasks(reference) == ["answer_stage2"]


def test_who_was_told_in_time_waits_until_the_promised_date_has_passed(council):
    reference = council.accepted()
    council.passes("2024-04-17T10:00")
    council.does("manager", reference, "late1", until=date(2024, 4, 24), reason="illness")
    council.passes("2024-04-22T12:00")
    with pytest.raises(NotNow):
        council.acts("complainant", reference, "request_stage2", ground="G3", text="late")
    council.passes("2024-04-25T12:00")  # that date was broken too
    council.acts("complainant", reference, "request_stage2", ground="G3", text="late")
    council.does("manager", reference, "test_grounds", G3="met")


def test_whoever_takes_requests_in_may_ask_for_somebody_and_others_may_not(council):
    reference = council.answered()
    for who in ("investigator", "approver", "reviewer"):
        with pytest.raises(NotPermitted):
            council.acts(who, reference, "request_stage2", **ASKED)
    council.acts("desk", reference, "request_stage2", **ASKED)


def test_a_complainant_elsewhere_is_nobody_here(council):
    mine, another = council.answered(), council.answered()
    alice = council.resident(mine)
    council.people["alice"] = alice
    with pytest.raises(NotPermitted):
        council.acts("alice", another, "request_stage2", **ASKED)
    assert council.open_tasks(another) == []
    assert council.audit(another)[-1][0] == "case:refused"
