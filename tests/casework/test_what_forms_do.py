"""A step that also does what an at-any-time action does, with the same answers."""

from __future__ import annotations

from typing import Any

from engine.casework.machinery import AFTERWARDS, VERBS
from engine.catalogue.forms import DOES
from engine.desk.task_views import task_form
from tests.casework.test_restrictions import DECISION

DATES = ("decided_on", "letter_on", "review_on")
FIELDS: list[dict[str, Any]] = [
    {"id": "triage", "type": "choice", "label": "What?", "required": True},
    {"id": "urgent", "type": "bool", "label": "Restrict?", "required": True},
    *(
        {
            "id": name,
            "type": "date" if name in DATES else "text",
            "label": name,
            "required": True,
            "when": "urgent",
        }
        for name in DECISION
    ),
]
DECIDES: dict[str, Any] = {
    "intake": {"residents": True},
    "forms": {"triage": {"title": "Decide", "does": "restriction", "fields": FIELDS}},
}


def test_a_step_restricts_contact_when_that_is_what_was_decided(small):
    council = small(yaml=DECIDES)
    first, second = (council.receives(procedure="small") for _ in range(2))
    council.does("mandy", first, "triage", triage="accept", urgent=False)
    assert council.rows("restriction") == []
    council.does("mandy", second, "triage", triage="accept", urgent=True, **DECISION)
    (row,) = council.rows("restriction")
    assert (row.terms, str(row.review_on)) == (DECISION["terms"], DECISION["review_on"])


def test_every_form_that_does_something_has_its_verb():
    assert DOES.keys() <= VERBS.keys()
    assert DOES.keys() >= AFTERWARDS


def test_a_day_may_stand_there_at_first_by_the_profile(small):
    fields = [
        {"id": "triage", "type": "choice", "label": "What?", "required": True},
        {"id": "until", "type": "date", "label": "Until?", "suggests": "restriction_usual_months"},
    ]
    months = {"restriction_usual_months": {"value": 6, "source": "setting"}}
    council = small(
        yaml={
            "intake": {"residents": True},
            "forms": {"triage": {"title": "T", "fields": fields}},
        },
        profile={"values": months},
    )
    reference = council.receives(procedure="small")
    found = task_form(council.office, council.people["mandy"], council.task(reference, "triage"))
    assert str(found.values["until"]) == "2024-10-03"


def test_what_was_answered_before_stands_beside_the_form_that_shows_it(small):
    asked = {"id": "text", "type": "long_text", "label": "Why?"}
    yaml = {
        "intake": {"residents": True},
        "forms": {"answer": {"title": "Answer", "shows": ["triage"], "fields": [asked]}},
    }
    council = small(yaml=yaml)
    reference = council.receives(procedure="small")
    council.does("mandy", reference, "triage", triage="accept", urgent=True)
    found = task_form(council.office, council.people["ivan"], council.task(reference, "answer"))
    assert ("Is it urgent", "Yes") in found.said
