"""Points that HR deals with: no finding, no weight in the outcome, and no detail in letters."""

from __future__ import annotations

import pytest

from engine.casework import guards
from engine.casework.in_hand import take
from engine.errors import FormErrors
from engine.letters import letter_from_json, to_text
from engine.permissions import SYSTEM
from tests.casework.council import FOUND, Council

POINTS = ("The officer shouted.", "The form was lost.", "Nobody rang back.")
SEPARATELY = "This part is dealt with separately, as we wrote to you."


@pytest.fixture
def reference(council: Council) -> str:
    """A complaint about somebody's conduct and the service, with HR's task open."""
    found = council.receives(points=POINTS)
    subject = council.people["colleague"].officer_id
    return council.accepted(found, about_staff=True, subject_officer=subject)


def hr_takes(council: Council, reference: str, *points: str, **more: object) -> None:
    answers = {"hr_scope": "service_only", "hr_points": list(points), **more}
    council.does("hr", reference, "consult_hr", **answers)


def answers(council: Council, reference: str, **findings: str) -> None:
    found = {point: {**FOUND, "finding": finding} for point, finding in findings.items()}
    council.does("investigator", reference, "answer_stage1", points=found)


def aside(council: Council, reference: str) -> list[str]:
    return [point.set_aside for point in council.file(reference).points]


def test_what_hr_deals_with_gets_no_finding_and_is_not_missed(council, reference):
    hr_takes(council, reference, "p1")
    assert aside(council, reference) == ["hr", "", ""]
    with pytest.raises(FormErrors, match="gets no finding: point 1"):
        answers(council, reference, p1="upheld", p2="upheld", p3="upheld")
    with pytest.raises(FormErrors, match="Still without one: point 3"):
        answers(council, reference, p2="upheld")
    answers(council, reference, p2="upheld", p3="upheld")
    with take(council.office, SYSTEM, reference) as hand:
        assert guards.holds(hand, "answered()")
    assert council.file(reference).outcome == "Upheld at stage 1"
    assert [len(point.findings) for point in council.file(reference).points] == [0, 1, 1]


def test_the_letters_say_only_that_it_is_dealt_with_separately(council, reference):
    hr_takes(council, reference, "p1", "p3")
    answers(council, reference, p2="not_upheld")
    told, answer = [
        " ".join(to_text(letter_from_json(way.letter)).split())
        for way in council.ways(reference)[1:]
    ]
    assert (POINTS[0] in told, POINTS[1] in told, POINTS[2] in told) == (True, False, True)
    assert answer.count(SEPARATELY) == 2
    assert answer.count("We do not agree with you on this point.") == 1


def test_at_least_one_point_stays_and_one_about_the_service_may_be_added(council, reference):
    with pytest.raises(FormErrors, match="At least one point must stay with the complaint"):
        hr_takes(council, reference, "p1", "p2", "p3")
    assert aside(council, reference) == ["", "", ""]
    hr_takes(council, reference, "p1", "p2", "p3", service_points=["I had to come twice."])
    assert aside(council, reference) == ["hr", "hr", "hr", ""]
    answers(council, reference, p4="partly_upheld")
    assert council.file(reference).outcome == "Partly upheld at stage 1"


def test_hr_has_to_say_which_points_it_deals_with(council, reference):
    with pytest.raises(FormErrors, match="Which points does HR deal with"):
        hr_takes(council, reference)
    council.does("hr", reference, "consult_hr", hr_scope="everything")
    assert aside(council, reference) == ["", "", ""]


def test_the_last_point_of_the_complaint_s_own_cannot_be_split_off(council, reference):
    hr_takes(council, reference, "p1")
    split = {"parts": ["p2", "p3"], "reason": "Another service."}
    with pytest.raises(FormErrors, match="that is not dealt with separately"):
        council.acts("triage", reference, "split", **split)
    council.acts("triage", reference, "split", **{**split, "parts": ["p1", "p3"]})
    assert aside(council, reference) == [""]
    assert aside(council, "COM-2024-00002") == ["", ""]


def test_what_is_dealt_with_separately_is_not_added_to_another_case(council):
    council.receives(text="Again.", points=("Nobody came.",))
    council.at("2024-04-03T11:00")
    younger = council.receives(points=POINTS)
    subject = council.people["colleague"].officer_id
    council.accepted(younger, about_staff=True, subject_officer=subject)
    hr_takes(council, younger, "p1")
    merge = {"into": "COM-2024-00001", "adds": ["p1"], "reason": "The same."}
    with pytest.raises(FormErrors, match="cannot be added: point 1"):
        council.acts("manager", younger, "merge", **merge)


def test_asked_again_hr_says_anew_what_it_deals_with(council, reference):
    hr_takes(council, reference, "p1")
    answers(council, reference, p2="upheld", p3="upheld")
    council.sweeps()
    council.acts("manager", reference, "reopen", why_reopened="new_evidence", text="A witness.")
    kept = [{"id": f"p{number}", "text": text} for number, text in enumerate(POINTS, 1)]
    with pytest.raises(FormErrors, match="Point 2 was decided on before"):
        council.does("triage", reference, "triage", triage="accept", points=kept[:1])
    subject = council.people["colleague"].officer_id
    council.accepted(reference, points=kept, about_staff=True, subject_officer=subject)
    assert aside(council, reference) == ["hr", "", ""]
    council.does("hr", reference, "consult_hr", hr_scope="everything")
    assert aside(council, reference) == ["", "", ""]
