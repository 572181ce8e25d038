"""Withdrawing: asked, checked with the person, confirmed or declined."""

from __future__ import annotations

import pytest

from engine.errors import NotNow, NotPermitted
from tests.casework.council import FOUND


def test_a_confirmed_withdrawal_ends_everything_and_closes_with_its_letter(each_council):
    council = each_council
    reference = council.accepted()
    council.sweeps()
    council.acts("complainant", reference, "withdraw", reason="It was put right.")
    assert council.open_tasks(reference) == ["answer_stage1", "confirm_withdrawal"]
    assert council.due(reference, "withdrawal") == "2024-04-05"
    council.does("manager", reference, "confirm_withdrawal", withdrawal="confirmed")
    file = council.file(reference)
    assert (file.status, council.open_tasks(reference)) == ("open", [])  # its letter is not out
    council.sweeps()
    assert council.letters(reference) == ["COR-ACK1", "COR-WD"]
    assert council.file(reference).status == "closed"
    assert council.due(reference, "response1").endswith("stopped")
    assert council.rows("case_file")[0].outcome == {"stage": 1, "overall": "withdrawn"}
    assert council.rows("timer") == []


def test_a_declined_withdrawal_changes_nothing_and_may_be_asked_again(council):
    reference = council.accepted()
    council.acts("complainant", reference, "withdraw")
    council.does("manager", reference, "confirm_withdrawal", withdrawal="declined")
    assert council.open_tasks(reference) == ["answer_stage1"]
    assert council.due(reference, "withdrawal").endswith("met")
    assert council.due(reference, "response1") == "2024-04-17"
    council.acts("complainant", reference, "withdraw")
    assert council.open_tasks(reference) == ["answer_stage1", "confirm_withdrawal"]
    assert council.due(reference, "withdrawal") == "2024-04-05"


def test_it_is_not_asked_twice_at_once_nor_of_a_closed_case(council):
    reference = council.accepted()
    council.acts("complainant", reference, "withdraw")
    with pytest.raises(NotNow, match="already checking"):
        council.acts("complainant", reference, "withdraw")
    closed = council.answered()
    with pytest.raises(NotNow, match="closed"):
        council.acts("complainant", closed, "withdraw")


def test_nothing_is_left_to_withdraw_while_the_last_letter_waits(council):
    reference = council.accepted()
    council.does("investigator", reference, "answer_stage1", points={"p1": FOUND})
    with pytest.raises(NotNow, match="last letter is on its way"):
        council.acts("complainant", reference, "withdraw")


def test_only_the_person_or_an_officer_who_speaks_with_them_asks(council):
    reference = council.accepted()
    for who in ("approver", "hr", "director"):
        with pytest.raises(NotPermitted):
            council.acts(who, reference, "withdraw")
    council.acts("desk", reference, "withdraw")
    with pytest.raises(NotPermitted):
        council.does("desk", reference, "confirm_withdrawal", withdrawal="confirmed")


def test_a_withdrawal_at_stage_2_keeps_what_stage_1_found(council):
    reference = council.answered()
    council.acts("complainant", reference, "request_stage2", ground="G1", text="again")
    council.acts("complainant", reference, "withdraw")
    council.does("manager", reference, "confirm_withdrawal", withdrawal="confirmed")
    council.sweeps()
    assert council.file(reference).status == "closed"
    assert council.rows("case_file")[0].outcome["was"] == "upheld"
