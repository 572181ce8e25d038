"""Side diagrams beside the case: once at a time, with their form's answers, ended or not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from engine.desk.tracking import tracking
from engine.errors import NotNow, NotPermitted
from tests.casework.small import FOUND, accepted, answered, case_row

SPACES = (
    'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:redress="urn:redress:bpmn:1"'
)
RISK = f"""<?xml version="1.0" encoding="UTF-8"?>
<definitions {SPACES} id="definitions_risk" targetNamespace="urn:redress:small">
  <process id="risk" name="A risk to somebody" isExecutable="true">
    <startEvent id="risk_seen"/>
    <exclusiveGateway id="g_risk" name="Urgent?" default="f_calm"/>
    <sendTask id="tell_them" name="Write at once" redress:letter="SML-UPD"/>
    <userTask id="look_at_it" name="Look at the risk"
      redress:role="investigator" redress:clock="safe"/>
    <endEvent id="e_looked" name="Looked at" redress:outcome="not_accepted"/>
    <sequenceFlow id="f_risk" sourceRef="risk_seen" targetRef="g_risk"/>
    <sequenceFlow id="f_urgent" name="yes" sourceRef="g_risk" targetRef="tell_them">
      <conditionExpression xsi:type="tFormalExpression">urgent</conditionExpression>
    </sequenceFlow>
    <sequenceFlow id="f_calm" name="no" sourceRef="g_risk" targetRef="look_at_it"/>
    <sequenceFlow id="f_told" sourceRef="tell_them" targetRef="look_at_it"/>
    <sequenceFlow id="f_looked" sourceRef="look_at_it" targetRef="e_looked"/>
  </process>
</definitions>
"""
BESIDE: dict[str, Any] = {
    "files": {"processes/small/risk.bpmn": RISK},
    "yaml": {
        "clocks": {"safe": {"title": "Safety", "met_by": ["letter SML-RESP2"], "ladder": "short"}},
        "forms": {
            "risk": {
                "title": "A risk",
                "fields": [
                    {"id": "urgent", "type": "bool", "label": "Is it urgent?"},
                    {"id": "until", "type": "date", "label": "Until when?"},
                    {
                        "id": "watcher",
                        "type": "officer",
                        "label": "Who looks at it?",
                        "role": "investigator",
                        "assigns": "look_at_it",
                        "capacity": "risk_officer",
                        "tells": True,
                    },
                ],
            }
        },
        "any_time": {
            "risk": {
                "title": "Somebody is at risk",
                "by": ["manager", "complainant"],
                "run": "risk.bpmn",
                "form": "risk",
            }
        },
    },
    "profile": {
        "clocks": {
            "small": {
                "safe": {
                    "from": ["risk_asked"],
                    "number": 0,
                    "unit": "calendar_days",
                    "source": "setting",
                    "confidence": "setting",
                }
            }
        }
    },
}


def test_its_form_gives_the_variables_the_letter_and_the_officer(small):
    council = small(**BESIDE)
    reference = accepted(council)
    ivan = council.people["ivan"].officer_id
    council.acts("mandy", reference, "risk", urgent=True, watcher=ivan, until="2024-05-01")
    council.sweeps()
    assert council.letters(reference) == ["SML-ACK", "SML-UPD"]
    (task,) = [t for t in council.file(reference).tasks if t.element == "look_at_it"]
    assert (task.assignee, task.due_on.isoformat()) == ("Ivan", "2024-04-03")
    (run,) = [row for row in council.rows("run") if row.kind == "side"]
    assert run.variables["urgent"] is True
    (notice,) = [n for n in council.rows("notice") if n.officer_id == ivan]
    assert reference in notice.text
    assert "risk_officer" in {p.capacity for p in council.rows("participation")}


def test_what_it_came_to_is_its_own_and_not_the_cases(small):
    council = small(**BESIDE)
    reference = accepted(council)
    council.acts("mandy", reference, "risk")
    council.does("ivan", reference, "look_at_it")
    assert council.open_tasks(reference) == ["answer"]
    assert case_row(council).outcome == {}
    assert case_row(council).stage == "stage 1"
    answered(council, reference)
    assert case_row(council).outcome["overall"] == "upheld"


def test_the_case_is_closed_when_all_that_runs_has_ended(small):
    council = small(**BESIDE)
    reference = accepted(council)
    council.acts("mandy", reference, "risk")
    answered(council, reference)
    assert council.file(reference).status == "open"
    council.does("ivan", reference, "look_at_it")
    assert council.file(reference).status == "closed"


SURVIVING: dict[str, Any] = json.loads(json.dumps(BESIDE))
SURVIVING["yaml"]["any_time"]["risk"]["survives"] = True


def withdrawn_beside_a_risk(council):
    """A case whose withdrawal is confirmed while a risk is looked at; its reference."""
    reference = accepted(council)
    council.acts("mandy", reference, "risk")
    council.acts("complainant", reference, "withdraw")
    council.does("mandy", reference, "confirm", withdrawal="confirmed")
    council.sweeps()
    return reference


def test_one_that_survives_goes_on_with_its_clock_when_the_case_ends(small):
    council = small(**SURVIVING)
    reference = withdrawn_beside_a_risk(council)
    assert council.open_tasks(reference) == ["look_at_it"]
    assert council.due(reference, "safe") == "2024-04-03"
    assert council.due(reference, "response1").endswith("stopped")
    assert case_row(council).outcome["overall"] == "withdrawn"
    assert council.file(reference).status == "open"
    assert tracking(council.office, reference).step == "Your complaint is closed."
    council.passes("2024-04-05T12:00")
    assert [text for _, text in council.told(reference) if text.startswith("Safety was due")]
    council.does("ivan", reference, "look_at_it")
    assert council.file(reference).status == "closed"
    assert case_row(council).outcome["overall"] == "withdrawn"


def test_any_other_ends_with_the_case(small):
    council = small(**BESIDE)
    reference = withdrawn_beside_a_risk(council)
    assert council.open_tasks(reference) == []
    assert council.due(reference, "safe").endswith("stopped")
    assert council.file(reference).status == "closed"


def test_it_may_begin_when_the_case_has_ended(small):
    council = small(**BESIDE)
    reference = answered(council)
    assert council.file(reference).status == "closed"
    council.acts("mandy", reference, "risk")
    assert council.file(reference).status == "open"
    assert [row.clock for row in council.rows("timer") if row.kind == "ladder" and row.due_at]
    council.does("ivan", reference, "look_at_it")
    assert council.file(reference).status == "closed"
    assert case_row(council).outcome["overall"] == "upheld"


def test_the_same_one_never_runs_twice_at_a_time(small):
    council = small(**BESIDE)
    reference = accepted(council)
    council.acts("mandy", reference, "risk")
    (offered,) = [a for a in council.file(reference, "mandy").actions if a.id == "risk"]
    assert not offered.allowed
    with pytest.raises(NotNow, match="already"):
        council.acts("mandy", reference, "risk")
    council.does("ivan", reference, "look_at_it")
    council.acts("mandy", reference, "risk")
    assert "look_at_it" in council.open_tasks(reference)


def test_a_resident_is_not_told_that_they_withdraw_when_something_else_runs_beside(small):
    council = small(**BESIDE)
    reference = accepted(council)
    council.acts("complainant", reference, "risk")
    seen = tracking(council.office, reference)
    assert (seen.withdraw_asked, seen.may_withdraw) == (False, True)
    council.acts("complainant", reference, "withdraw")
    seen = tracking(council.office, reference)
    assert (seen.withdraw_asked, seen.may_withdraw) == (True, False)


def test_whoever_is_chosen_must_be_somebody_who_may_have_the_step(small):
    change = {**BESIDE, "yaml": {**BESIDE["yaml"]}}
    change["yaml"]["separations"] = [
        {"id": "S", "task": "look_at_it", "never": ["investigator"], "say": "Not again."}
    ]
    council = small(**change)
    reference = accepted(council)
    council.does("ivan", reference, "answer", points=FOUND)
    with pytest.raises(NotPermitted, match="Not again"):
        council.acts("mandy", reference, "risk", watcher=council.people["ivan"].officer_id)


def test_withdrawing_is_not_offered_while_only_the_last_letter_is_on_its_way(small):
    yaml = {"any_time": {"withdraw": {"by": ["complainant", "manager"]}}}
    council = small(yaml=yaml)
    reference = accepted(council)
    council.does("ivan", reference, "answer", points=FOUND)
    file = council.file(reference, "mandy")
    (offered,) = [action for action in file.actions if action.id == "withdraw"]
    assert (file.status, offered.allowed) == ("open", False)
    assert not tracking(council.office, reference).may_withdraw
    with pytest.raises(NotNow, match="last letter is on its way"):
        council.acts("complainant", reference, "withdraw")
