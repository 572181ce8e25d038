"""Restrictions on contact: recorded, seen, ended, and over by themselves."""

from __future__ import annotations

from datetime import date

import pytest

from engine.casework.in_hand import take
from engine.casework.restrictions import review
from engine.catalogue.definition import AnyTime
from engine.desk.case_file import action_form
from engine.desk.case_restrictions import register
from engine.desk.task_views import task_form
from engine.errors import FormErrors, NotNow, NotPermitted

DECISION = {
    "grounds": "Forty calls a week about one decision.",
    "terms": "One e-mail a week, to the complaints inbox.",
    "decided_by": "The service director",
    "decided_on": "2024-04-01",
    "letter_on": "2024-04-02",
    "review_on": "2024-10-01",
}


def restricted(council, **values):
    reference = council.receives()
    council.acts("manager", reference, "restriction", **{**DECISION, **values})
    return reference


def test_a_restriction_stands_beside_every_case_and_task_of_the_person(each_council):
    council = each_council
    reference = restricted(council, acknowledge=False)
    (found,) = council.file(reference).restrictions
    assert (found.terms, str(found.review_on)) == (DECISION["terms"], "2024-10-01")
    assert (found.capacity, found.acknowledge) == ("complainant", False)
    form = task_form(council.office, council.people["triage"], council.task(reference, "triage"))
    assert form.restrictions == (found,)
    person = council.resident(reference).person_id
    second = council.receives("desk", person_id=person, how_checked="Her voice.")
    assert council.file(second).restrictions == (found,)
    assert ("case:restriction:recorded", "2024-10-01") in council.audit(reference)


def test_a_new_complaint_of_a_restricted_person_is_taken_and_the_candidate_says_so(council):
    restricted(council)
    second = council.receives()
    (candidate,) = council.file(second, "triage").candidates
    assert candidate.restrictions[0].terms == DECISION["terms"]
    assert council.file(second).restrictions == ()  # nobody has said who it is
    assert council.open_tasks(second) == ["triage"]


def test_it_is_over_after_its_review_date_and_no_timer_extends_it(council):
    reference = restricted(council)
    council.passes("2024-10-01T23:00")
    assert len(council.file(reference).restrictions) == 1
    assert not action_form(
        council.office, council.people["manager"], reference, "restriction"
    ).allowed
    council.passes("2024-10-02T09:00")
    assert council.file(reference).restrictions == ()
    view = action_form(council.office, council.people["manager"], reference, "restriction")
    assert view.allowed
    with pytest.raises(NotNow):
        council.acts("manager", reference, "end_restriction", reason="It is over.")


def test_it_can_be_ended_before_and_recorded_anew(each_council):
    council = each_council
    reference = restricted(council)
    with pytest.raises(NotNow, match="in force already"):
        council.acts("manager", reference, "restriction", **DECISION)
    council.acts("director", reference, "end_restriction", reason="She has kept to it.")
    assert council.file(reference).restrictions == ()
    council.acts("director", reference, "restriction", **DECISION)
    assert len(council.file(reference).restrictions) == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"letter_on": "2024-03-31"}, "letter_on"),
        ({"review_on": "2024-04-01"}, "review_on"),
        ({"decided_on": "2024-04-04"}, "decided_on"),
        ({"terms": ""}, "terms"),
        ({"grounds": ""}, "grounds"),
    ],
)
def test_a_decision_that_does_not_hang_together_is_refused(council, values, field):
    with pytest.raises(FormErrors) as wrong:
        restricted(council, **values)
    assert field in wrong.value.errors
    assert council.rows("restriction") == []


def test_only_managers_and_directors_record_one_and_read_the_register(council):
    reference = council.receives()
    for who in ("desk", "triage", "investigator", "complainant"):
        with pytest.raises(NotPermitted):
            council.acts(who, reference, "restriction", **DECISION)
    for who in ("desk", "triage", "reviewer"):
        with pytest.raises(NotPermitted, match="register"):
            register(council.office, council.people[who])
    assert register(council.office, council.people["director"]) == ()


def test_the_register_lists_all_of_them_with_contacts_since(each_council):
    council = each_council
    first = restricted(council)
    council.acts("manager", first, "end_restriction", reason="Kept to it.")
    second = restricted(council, register_reference="URC-2024-3")
    council.at("2024-04-04T10:00")
    council.acts("desk", second, "contact", text="She called again.")
    council.acts("desk", second, "contact", direction="out", text="We wrote.")
    rows = register(council.office, council.people["manager"])
    assert [(r.reference, r.state, r.contacts) for r in rows] == [
        (second, "in force", 1),
        (first, "ended", 0),
    ]
    assert (rows[0].register_reference, rows[1].ended_why) == ("URC-2024-3", "Kept to it.")


def test_one_that_was_extended_stands_in_the_register_once_with_all_its_steps(council):
    reference = restricted(council)
    council.at("2024-09-30T10:00")
    reviewed = {"ruling": "extend", "reason": "Forty calls in August.", "review_on": "2025-10-01"}
    with pytest.raises(FormErrors, match="12 months"):
        reviews(council, reference, **reviewed)
    reviews(council, reference, **{**reviewed, "review_on": "2025-03-31"})
    council.at("2025-04-01T09:00")
    (row,) = register(council.office, council.people["manager"])
    assert (row.state, str(row.began_on), row.terms) == ("over", "2024-04-01", DECISION["terms"])
    assert [(step.what.split(",")[0], step.by) for step in row.steps] == [
        ("Decided", "The service director"),
        ("Extended", council.people["director"].name),
        ("Over at its review date: nobody decided anew", ""),
    ]


def reviews(council, reference, **values):
    """What a form that reviews a restriction does."""
    said = {
        name: date.fromisoformat(v) if name == "review_on" else v for name, v in values.items()
    }
    with take(council.office, council.people["director"], reference) as hand:
        review(hand, AnyTime("review_restriction", "Review", ()), said)
