"""A case that begins again, as often as it must: its stages, letters and windows start anew."""

from __future__ import annotations

from typing import Any

import pytest

from engine.errors import NotNow
from tests.casework.small import FOUND, answered, case_row

REOPENING: dict[str, Any] = {
    "yaml": {
        "entries": ["new", "stage2", "reopened"],
        "clocks": {
            "window2": {"title": "Time to ask for stage 2", "met_by": ["request_stage2"]},
            "reopening": {"title": "Time to reopen", "met_by": ["reopened"]},
        },
        "any_time": {
            "reopened": {
                "title": "Open the complaint again",
                "by": ["manager"],
                "entry": "reopened",
                "afresh": True,
                "when": "closed()",
                "say": "The complaint is still open.",
            },
            "request_stage2": {"when": "sent('SML-RESP') and not sent('SML-ACK2')"},
        },
    },
    "profile": {
        "clocks": {
            "small": {
                "response1": {"from": ["reopened", "received"]},
                "window2": {
                    "from": ["letter SML-RESP"],
                    "number": 14,
                    "unit": "calendar_days",
                    "source": "setting",
                    "confidence": "setting",
                },
                "reopening": {
                    "from": ["letter SML-RESP"],
                    "number": 12,
                    "unit": "months_after",
                    "source": "setting",
                    "confidence": "setting",
                },
            }
        }
    },
}


def test_a_closed_case_begins_again_without_a_stage_and_with_what_it_was(small):
    council = small(**REOPENING)
    reference = answered(council)
    assert council.file(reference).status == "closed"
    council.at("2024-06-03T10:00")  # a Monday
    council.acts("mandy", reference, "reopened")
    case = case_row(council)
    assert (case.status, case.stage, case.outcome) == ("open", "", {"was": "upheld"})
    assert council.open_tasks(reference) == ["triage"]
    assert council.due(reference, "response1") == "2024-06-17"
    assert council.due(reference, "window2") == "2024-04-17 stopped"
    assert council.due(reference, "reopening") == "2025-04-03 met"
    ladders = {row.clock for row in council.rows("timer") if row.kind == "ladder" and row.due_at}
    assert "response1" in ladders  # watched from the first


def test_after_the_new_answer_stage_2_can_be_asked_for_again(small):
    council = small(**REOPENING)
    reference = answered(council)
    council.acts("complainant", reference, "request_stage2")
    council.sweeps()
    council.does("rita", reference, "review", points=FOUND, changed="Nothing.")
    council.sweeps()
    with pytest.raises(NotNow):
        council.acts("complainant", reference, "request_stage2")
    council.at("2024-06-03T10:00")
    council.acts("mandy", reference, "reopened")
    with pytest.raises(NotNow):  # the answer of the first time does not count
        council.acts("complainant", reference, "request_stage2")
    council.does("mandy", reference, "triage", triage="accept")
    council.does(
        "ivan", reference, "answer", points={"p1": {**FOUND["p1"], "finding": "not_upheld"}}
    )
    council.sweeps()
    assert case_row(council).outcome == {"stage": 1, "overall": "not_upheld", "was": "upheld"}
    assert council.due(reference, "window2") == "2024-06-17"
    council.acts("complainant", reference, "request_stage2")
    assert council.due(reference, "response2") == "2024-06-17"
    assert "review" in council.open_tasks(reference)


def test_a_case_may_be_opened_again_and_again_but_not_while_it_is_open(small):
    council = small(**REOPENING)
    reference = answered(council)
    for month in ("05", "06"):
        council.at(f"2024-{month}-03T10:00")
        council.acts("mandy", reference, "reopened")
        with pytest.raises(NotNow, match="still open"):
            council.acts("mandy", reference, "reopened")
        council.does("mandy", reference, "triage", triage="accept")
        answered(council, reference)
    assert council.file(reference).status == "closed"
    assert [e.kind for e in council.rows("ledger_event")].count("reopened") == 2


def test_findings_of_before_do_not_answer_the_points_of_now(small):
    change = {"any_time": {**REOPENING["yaml"]["any_time"]}}
    change["any_time"]["all_answered"] = {
        "title": "Say so",
        "by": ["manager"],
        "when": "answered()",
    }
    council = small(**{**REOPENING, "yaml": {**REOPENING["yaml"], **change}})
    reference = answered(council)
    council.acts("mandy", reference, "all_answered")
    council.acts("mandy", reference, "reopened")
    with pytest.raises(NotNow):
        council.acts("mandy", reference, "all_answered")
