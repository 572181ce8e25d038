"""What came by post counts from its own date: clocks, windows and lateness judge by that day."""

from __future__ import annotations

from typing import Any

import pytest

from engine.clock import london
from engine.errors import FormErrors
from tests.casework.small import FOUND, answered

POSTED: dict[str, Any] = {
    "yaml": {
        "variables": {"too_late": {"type": "bool", "derived": "late('window2')"}},
        "forms": {
            "ask_again": {
                "title": "Ask for stage 2",
                "residents": True,
                "fields": [
                    {"id": "text", "type": "long_text", "label": "Why"},
                    {
                        "id": "came_on",
                        "type": "date",
                        "label": "When did it come?",
                        "asked_of": "officer",
                        "after": "received",
                        "dates_event": True,
                    },
                ],
            },
            "came": {
                "title": "Record what came",
                "fields": [
                    {"id": "on", "type": "date", "label": "When?", "dates_event": True},
                ],
            },
        },
        "clocks": {
            "window2": {
                "title": "Time to ask for stage 2",
                "met_by": ["request_stage2"],
                "tells": "complainant",
            },
            "search": {"title": "The search", "met_by": ["letter SML-RESP"]},
        },
        "any_time": {
            "request_stage2": {"by": ["complainant", "manager"]},
            "came": {"title": "Something came", "by": ["manager"], "form": "came"},
        },
    },
    "profile": {
        "clocks": {
            "small": {
                "window2": {
                    "from": ["letter SML-RESP"],
                    "number": 14,
                    "unit": "calendar_days",
                    "source": "setting",
                    "confidence": "setting",
                },
                "search": {
                    "from": ["came"],
                    "number": 5,
                    "unit": "working_days",
                    "source": "setting",
                    "confidence": "setting",
                },
            }
        }
    },
}


def test_a_request_by_post_that_is_typed_late_counts_from_its_own_date(small):
    council = small(**POSTED)
    reference = answered(council)  # on Wednesday 3 April: until the 17th
    council.at("2024-04-22T15:00")
    council.acts("mandy", reference, "request_stage2", came_on="2024-04-16")
    assert council.due(reference, "response2") == "2024-04-30"  # ten working days from the 16th
    assert council.due(reference, "window2") == "2024-04-17 met"
    (run,) = [row for row in council.rows("run") if row.entry == "stage2"]
    assert run.variables.get("too_late") in (None, False)
    (event,) = [e for e in council.rows("ledger_event") if e.kind == "request_stage2"]
    assert f"{london(event.happened_at):%Y-%m-%d %H:%M}" == "2024-04-16 12:00"
    assert f"{london(event.recorded_at):%Y-%m-%d %H:%M}" == "2024-04-22 15:00"


@pytest.mark.parametrize(("who", "channel"), [("mandy", ""), ("complainant", "portal")])
def test_what_an_officer_types_did_not_come_from_the_persons_page(small, who, channel):
    council = small(**POSTED)
    reference = answered(council)
    council.acts(who, reference, "request_stage2", text="Look again.")
    (contact,) = council.file(reference).contacts
    assert (contact.text, contact.channel) == ("Look again.", channel)


def test_today_is_now_and_no_date_is_now(small):
    council = small(**POSTED)
    reference = answered(council)
    council.at("2024-04-16T15:00")
    council.acts("mandy", reference, "request_stage2", came_on="2024-04-16")
    (event,) = [e for e in council.rows("ledger_event") if e.kind == "request_stage2"]
    assert f"{london(event.happened_at):%H:%M}" == "15:00"


def test_a_clock_that_began_after_the_requests_date_stops_when_it_is_typed(small):
    council = small(**POSTED)
    reference = council.receives(procedure="small")
    council.does("mandy", reference, "triage", triage="accept")
    council.at("2024-04-19T12:00")  # the answer was due on the 17th, and nobody was told
    council.sweeps()
    council.acts("mandy", reference, "came", on="2024-04-19")
    council.acts("mandy", reference, "request_stage2", came_on="2024-04-18")
    assert council.due(reference, "response1") == "2024-04-17 stopped"
    assert council.due(reference, "response2") == "2024-05-02"


@pytest.mark.parametrize(
    ("on", "says"),
    [
        ("2024-04-23", "today or in the past"),
        ("2024-04-02", "must not be before the complaint was received on Wednesday 3 April 2024"),
        ("2024-04-04", "must not be before Friday 5 April 2024, when “Time to ask for stage 2”"),
    ],
)
def test_a_request_is_neither_of_the_future_nor_older_than_what_it_answers(small, on, says):
    council = small(**POSTED)
    reference = council.receives(procedure="small")
    council.does("mandy", reference, "triage", triage="accept")
    council.at("2024-04-05T12:00")
    answered(council, reference)
    council.at("2024-04-22T15:00")
    with pytest.raises(FormErrors, match=says):
        council.acts("mandy", reference, "request_stage2", came_on=on)


def test_a_request_of_the_answers_own_day_came_after_it(small):
    council = small(**POSTED)
    reference = council.receives(procedure="small")
    council.does("mandy", reference, "triage", triage="accept")
    council.at("2024-04-05T15:00")
    answered(council, reference)
    council.at("2024-04-22T15:00")
    council.acts("mandy", reference, "request_stage2", came_on="2024-04-05")
    assert council.due(reference, "window2") == "2024-04-19 met"


def test_a_resident_is_not_asked_and_cannot_say_when_it_came(small):
    council = small(**POSTED)
    reference = answered(council)
    with pytest.raises(FormErrors, match="no field called “came_on”"):
        council.acts("complainant", reference, "request_stage2", came_on="2024-04-03")
    council.acts("complainant", reference, "request_stage2", text="again")
    assert council.due(reference, "response2") == "2024-04-17"


def test_a_step_that_records_an_event_may_say_when_it_happened(small):
    yaml = {
        "forms": {
            "triage": {
                "title": "Decide",
                "fields": [
                    {"id": "triage", "type": "choice", "label": "What?", "required": True},
                    {"id": "seen_on", "type": "date", "label": "When?", "dates_event": True},
                    {"id": "urgent", "type": "bool", "label": "Urgent?", "default": False},
                    {
                        "id": "reason",
                        "type": "long_text",
                        "label": "Why?",
                        "required": True,
                        "when": "triage == 'refuse'",
                    },
                ],
            }
        }
    }
    council = small(yaml=yaml)
    reference = council.receives(procedure="small")
    council.at("2024-04-08T12:00")
    council.does("mandy", reference, "triage", triage="accept", seen_on="2024-04-04")
    (event,) = [e for e in council.rows("ledger_event") if e.kind == "triaged"]
    assert f"{london(event.happened_at):%Y-%m-%d %H:%M}" == "2024-04-04 12:00"
    council.does("ivan", reference, "answer", points=FOUND)
    (later,) = [e for e in council.rows("ledger_event") if e.kind == "outcome"]
    assert f"{london(later.happened_at):%Y-%m-%d}" == "2024-04-08"
