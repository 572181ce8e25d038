"""Rows that become recommendations: owned, dated, accepted or declined, followed to the end."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from engine.casework import accounts, guards
from engine.casework.accounts import Reach
from engine.casework.in_hand import take
from engine.desk.dated_actions import mine
from engine.errors import FormErrors, NotNow, NotPermitted
from engine.letters import letter_from_json, to_text
from engine.permissions import SYSTEM
from engine.reports import between, write_report
from tests.casework.council import Council
from tests.casework.small import FOUND, accepted

REPORTED: dict[str, Any] = {
    "forms": {
        "answer": {
            "title": "Report",
            "fields": [
                {"id": "points", "type": "findings", "label": "Findings", "required": True},
                {
                    "id": "recommended",
                    "type": "rows",
                    "label": "Recommendations",
                    "becomes": "recommendation",
                    "columns": [
                        {"id": "text", "type": "text", "label": "What", "required": True},
                        {"id": "owner", "type": "officer", "label": "Who"},
                        {"id": "body", "type": "text", "label": "Or which body"},
                        {"id": "due", "type": "date", "label": "By when"},
                    ],
                },
            ],
        },
        "answer_recommendation": {
            "title": "Answer a recommendation",
            "fields": [
                {"id": "promise", "type": "promise", "label": "Which?", "required": True},
                {
                    "id": "response",
                    "type": "choice",
                    "label": "Do you accept it?",
                    "required": True,
                    "of": ["accepted", "declined"],
                },
                {"id": "reason", "type": "text", "label": "Why not?"},
                {"id": "due", "type": "date", "label": "By when?"},
            ],
        },
        "keep_promise": {
            "title": "Say what became of it",
            "fields": [
                {"id": "promise", "type": "promise", "label": "Which?", "required": True},
                {"id": "evidence", "type": "text", "label": "What was done?", "required": True},
            ],
        },
    },
    "any_time": {
        name: {"title": name, "by": ["contributor", "manager"], "form": name}
        for name in ("answer_recommendation", "keep_promise")
    },
    "roles": {"contributor": {"title": "Asked"}},
}
TOLD = """
{% for each in form.recommended %}{{ each.text }} by {{ each.due | long_date }}. {% endfor %}
{% for each in case.actions %}{{ each.state }} {{ each.due | long_date }}{% endfor %}
"""
ROWS: list[dict[str, Any]] = [
    {"text": "Fit a lock.", "owner": 0, "due": "2024-05-01"},
    {"text": "Patrol on Fridays.", "body": "Police", "due": "2024-04-19"},
]


@pytest.fixture
def council(small: Callable[..., Council]) -> Council:
    return small(
        yaml=REPORTED,
        letters={
            "SML-RESP.md.j2": [
                ("uses: [", "uses: [form.recommended, case.actions, "),
                ('{% says "answer" %}', '{% says "answer" %}' + TOLD),
            ]
        },
        profile={
            "ladders": {
                "recommendation": {
                    "breach": [{"after": "1 working_day", "tells": ["owner"]}],
                    "source": "setting",
                }
            }
        },
    )


@pytest.fixture
def reference(council: Council) -> str:
    """A case whose answer recommends two things."""
    found = accepted(council)
    rows = [{**ROWS[0], "owner": council.people["rita"].officer_id}, ROWS[1]]
    council.does("ivan", found, "answer", points=FOUND, recommended=rows)
    council.sweeps()
    return found


def dated(council: Council, reference: str, who: str = "") -> dict[str, Any]:
    return {each.text: each for each in council.file(reference, who).dated}


def outstanding(council: Council, reference: str) -> bool:
    with take(council.office, SYSTEM, reference) as hand:
        return guards.holds(hand, "outstanding('recommendation')")


def test_rows_become_recommendations_that_letters_say_and_owners_see(council, reference):
    patrol, lock = dated(council, reference, "rita").values()
    assert (lock.kind, lock.mine, lock.answers) == (
        "recommendation",
        True,
        "answer_recommendation",
    )
    assert (patrol.owner, patrol.mine, patrol.answers) == ("Police", False, "")
    (line,) = mine(council.office, council.people["rita"]).rows
    assert (line.text, line.action) == ("Fit a lock.", "answer_recommendation")
    said = " ".join(to_text(letter_from_json(council.ways(reference)[-1].letter)).split())
    assert "Fit a lock. by Wednesday 1 May 2024" in said
    assert "open Friday 19 April 2024" in said


def test_a_recommendation_is_declined_with_a_reason_or_accepted_and_carried_out(
    council, reference
):
    patrol, lock = (str(each.id) for each in dated(council, reference).values())
    with pytest.raises(NotPermitted):
        council.acts("ivan", reference, "answer_recommendation", promise=lock, response="accepted")
    answer = "answer_recommendation"
    with pytest.raises(FormErrors, match="still open"):
        council.acts("rita", reference, answer, promise=patrol, response="accepted")
    with pytest.raises(FormErrors, match="Say why"):
        council.acts("mandy", reference, answer, promise=patrol, response="declined")
    council.acts("mandy", reference, answer, promise=patrol, response="declined", reason="No.")
    council.acts("rita", reference, answer, promise=lock, response="accepted", due="2024-05-10")
    with pytest.raises(NotNow, match="waits for an answer"):
        council.acts("mandy", reference, answer, promise=lock, response="accepted")
    found = dated(council, reference)
    assert (found["Patrol on Fridays."].state, found["Patrol on Fridays."].response) == (
        "given_up",
        "declined",
    )
    assert str(found["Fit a lock."].due_on) == "2024-05-10"
    assert outstanding(council, reference)
    council.acts("rita", reference, "keep_promise", promise=lock, evidence="It is fitted.")
    assert not outstanding(council, reference)
    april, manager = between(date(2024, 4, 1), date(2024, 4, 30)), council.people["manager"]
    report = write_report(council.office, manager, "recommendations", april, "small")
    table = report.table("recommendations")
    assert table.figure("given_up", "declined").value == 1
    assert table.figure("done_in_time", "accepted").value == 1


def test_the_owner_is_chased_as_the_profile_says(council, reference):
    council.passes("2024-05-03T12:00")
    assert any(
        "A recommendation was due on Wednesday 1 May" in text
        for _, text in council.told(reference)
    )
    assert dated(council, reference)["Fit a lock."].chased == 1


def test_another_body_that_does_not_sign_in_is_sent_a_link_and_says_what_became_of_it(small):
    change = json.loads(json.dumps(REPORTED))
    change["roles"]["landlord"] = {"title": "Landlord", "outside": True}
    change["forms"]["answer"]["fields"][1]["columns"][1]["role"] = "landlord"
    council = small(yaml=change)
    found = accepted(council)
    with council.office.store.write() as session:
        reach = Reach(email="trust@example.org")
        row = accounts.add_officer(
            session,
            council.office,
            "The trust",
            "trust",
            "Housing trust",
            ("landlord",),
            1,
            reach,
            "body",
        )
        council.people["trust"] = accounts.as_actor(row)
    rows = [{**ROWS[0], "owner": council.people["trust"].officer_id}]
    council.does("ivan", found, "answer", points=FOUND, recommended=rows)
    (link,) = council.rows("access_link")
    assert link.officer_id == council.people["trust"].officer_id
    lock = str(dated(council, found)["Fit a lock."].id)
    council.acts("trust", found, "keep_promise", promise=lock, evidence="It is fitted.")
    assert dated(council, found)["Fit a lock."].state == "done"
