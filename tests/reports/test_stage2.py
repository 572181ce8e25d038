"""Stage 2 in April and May: where it came from, what it found, how much was escalated."""

from __future__ import annotations

import pytest

from tests.reports.april import BOTH, MAY, behind, numbers, table

NAME = "stage2-timeliness"


def test_answers_in_time_are_counted_from_the_request(april):
    # direct: answered on the day it came; the review: 24 April to 2 May
    assert numbers(table(april, NAME, "indicator")) == {"all": [1, 1, 0, 100.0, 0.0]}
    assert numbers(table(april, NAME, "indicator", MAY)) == {"all": [1, 1, 0, 100.0, 6.0]}


def test_everything_that_was_at_stage_2_is_in_one_row(april):
    found = table(april, NAME, "flow")
    assert numbers(found) == {
        "in_time": [0, 1, 1],
        "open_in_time": [0, 1, 1],
        "undecided": [0, 1, 1],
        "total": [0, 3, 3],
    }
    assert behind(found, "open_in_time", "all") == ["in time"]
    assert behind(found, "undecided", "all") == ["silent"]


def test_origins_are_told_apart(april):
    found = table(april, NAME, "origins")
    assert numbers(found) == {"serious": [1], "escalated": [1], "total": [2]}
    assert behind(found, "serious", "cases") == ["direct"]


def test_a_review_that_found_otherwise_is_seen(april):
    found = table(april, NAME, "reviewed", MAY)
    assert numbers(found) == {"upheld": [1, 100.0, 1], "total": [1, 100.0, 1]}
    assert behind(found, "upheld", "changed") == ["in time"]
    assert "1 of 1 decided, 100.0 %" in found.note


def test_a_direct_complaint_is_no_review(april):
    assert numbers(table(april, NAME, "reviewed")) == {}


def test_the_escalation_rate_shows_what_it_is_made_of(april):
    found = table(april, NAME, "escalation", BOTH)
    assert numbers(found) == {"all": [1, 5, 20.0]}
    assert found.figure("all", "rate").of == (1, 5)
    assert behind(found, "all", "stage1") == ["in time", "late", "open", "silent", "withdrawn"]


def test_a_review_that_is_withdrawn_is_decided_by_nobody(council):
    reference = council.answered(finding="not_upheld")
    council.acts("complainant", reference, "request_stage2", ground="G1", text="Look again.")
    council.does("manager", reference, "test_grounds", G1="met", reason="It was misread.")
    council.sweeps()
    council.acts("complainant", reference, "withdraw")
    council.does("manager", reference, "confirm_withdrawal", withdrawal="confirmed")
    council.sweeps()
    found = table(council, NAME, "reviewed")
    assert numbers(found) == {"withdrawn": [1, None, 0], "total": [1, None, 0]}
    assert found.figure("withdrawn", "cases").cases == (reference,)
    assert numbers(table(council, "stage1-timeliness", "outcomes"))["not_upheld"] == [1, 100.0]


@pytest.mark.parametrize("reason", ["information_rights", "serious"])
def test_why_a_complaint_went_straight_to_stage_2_is_counted(council, reason):
    reference = council.receives()
    answers = {"triage": "direct_stage2", "direct_reason": reason, "direct_why": "A life."}
    if reason == "information_rights":
        del answers["direct_why"]
    council.does("manager", reference, "triage", **answers)
    council.sweeps()
    assert numbers(table(council, NAME, "origins")) == {reason: [1], "total": [1]}


def test_a_refused_request_never_reached_stage_2(council):
    reference = council.answered()
    council.acts("complainant", reference, "request_stage2", ground="G1", text="Look again.")
    council.does("manager", reference, "test_grounds", reason="All was answered.")
    council.sweeps()
    assert numbers(table(council, NAME, "flow")) == {
        "never_began": [0, 1, 1],
        "total": [0, 1, 1],
    }
    assert numbers(table(council, NAME, "escalation")) == {"all": [0, 1, 0.0]}
