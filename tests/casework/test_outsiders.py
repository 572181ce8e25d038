"""People who are no employees: who may be appointed, and what they may do where."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from engine.casework import tasks
from engine.errors import FormErrors, NotNow, NotPermitted
from engine.store.people import Relationship
from tests.casework.council import Council
from tests.casework.outsiders import CHANGE, appoints, hires
from tests.casework.small import FOUND, accepted, answered

Small = Callable[..., Council]


@pytest.fixture
def council(small: Small) -> Council:
    made = small(**CHANGE)
    hires(made)
    return made


def refused(council: Council, reference: str, **people: str) -> str:
    with pytest.raises(NotPermitted) as no:
        appoints(council, reference, **people)
    assert no.value.reason
    return no.value.rule


def at_stage_2(council: Council) -> str:
    reference = answered(council)
    council.acts("complainant", reference, "request_stage2", text="again")
    return reference


def test_an_impossible_appointment_is_refused_with_its_separation_and_kept(council):
    reference = accepted(council)
    council.relates("iris", "spouse", "ivan")  # an employee
    assert refused(council, reference, first="iris") == "R9"
    assert refused(council, reference, first="cora") == "R9"  # a councillor
    council.relates("cora", "civil_partner", "otto")  # the other way round is the same
    assert refused(council, reference, first="otto") == "R9"
    assert [action for action, _ in council.audit(reference)].count("case:refused") == 3
    appoints(council, reference, first="pia")


def test_a_marriage_that_is_over_bars_nobody(council):
    reference = accepted(council)
    iris, ivan = council.people["iris"], council.people["ivan"]
    with council.office.store.write() as session:
        tie = {"person_id": iris.person_id, "other_id": ivan.person_id, "kind": "spouse"}
        session.add(Relationship(**tie, until=date(2024, 4, 2)))  # yesterday
    appoints(council, reference, first="iris")
    with council.office.store.write() as session:
        session.add(Relationship(**tie, since=date(2024, 4, 3), until=date(2024, 4, 3)))
    assert refused(council, reference, first="iris") == "R9"


def test_a_friend_of_whom_the_complaint_is_about_is_not_independent_of_it(council):
    reference = council.receives(procedure="small")
    rita = council.people["rita"].officer_id
    council.relates("otto", "friend", "rita")
    council.does("mandy", reference, "triage", triage="accept", subject_officer=rita)
    assert refused(council, reference, first="otto") == "R9"


def test_one_form_does_not_name_somebody_twice(council):
    with pytest.raises(FormErrors, match="somebody else than for “Who”"):
        appoints(council, accepted(council), first="iris", second="iris")


def test_employees_are_not_asked_for_by_a_role_that_is_theirs_alone(council):
    """An account from outside holds the role of an employee: it may not be chosen for it."""
    hires_as_investigator = {"ivan": council.people["iris"].officer_id}
    reference = council.receives(procedure="small")
    with pytest.raises(FormErrors, match="choose an officer who has that role"):
        council.does(
            "mandy",
            reference,
            "triage",
            triage="accept",
            investigator=hires_as_investigator["ivan"],
        )


def test_they_act_only_where_they_were_asked_to(council):
    reference, elsewhere = at_stage_2(council), accepted(council)
    appoints(council, reference, first="iris")
    council.acts("iris", reference, "remark", text="Looks thin.")
    with pytest.raises(NotPermitted, match="is for"):
        council.acts("otto", reference, "remark", text="Me too.")
    with pytest.raises(NotPermitted, match="is for"):
        council.acts("iris", elsewhere, "remark", text="And here?")
    with pytest.raises(NotNow):  # nobody holds the capacity there: present() says so
        council.acts("mandy", elsewhere, "remark", text="Nobody is here.")
    with pytest.raises(NotPermitted, match="was not asked to do"):
        tasks.claim(council.office, council.people["otto"], council.task(reference, "review"))


def test_whoever_is_given_the_task_has_it_without_an_appointment(council):
    reference = at_stage_2(council)
    otto = council.people["otto"].officer_id
    assert otto is not None
    task = council.task(reference, "review")
    tasks.assign(council.office, council.people["mandy"], task, otto)
    council.does("otto", reference, "review", points=FOUND, changed="Nothing.")


def test_a_successor_takes_the_place_and_the_work_of_whoever_was_appointed(council):
    reference = at_stage_2(council)
    appoints(council, reference, first="iris")
    appoints(council, reference, first="otto")
    with pytest.raises(NotPermitted):
        council.acts("iris", reference, "remark", text="Still here?")
    council.acts("otto", reference, "remark", text="My turn.")


def test_whoever_steps_down_gives_the_work_back(council):
    reference = at_stage_2(council)
    task = council.task(reference, "review")
    iris = council.people["iris"].officer_id
    assert iris is not None
    appoints(council, reference, second="iris")
    tasks.assign(council.office, council.people["mandy"], task, iris)
    council.acts("mandy", reference, "stand_down", person=iris, reason="Ill.")
    (row,) = [row for row in council.rows("task") if row.id == task]
    assert row.assignee_id is None
    with pytest.raises(NotPermitted):
        council.does("iris", reference, "review", points=FOUND, changed="Nothing.")
    with pytest.raises(FormErrors, match="is not “Independent person” in this case"):
        council.acts("mandy", reference, "stand_down", person=iris, reason="Again.")
