"""Who may never do both: judged at assignment, claim, delegation and completion."""

from __future__ import annotations

import pytest

from engine.casework import tasks
from engine.errors import NotPermitted
from engine.store.cases import Participation, by_reference
from tests.casework.council import FOUND, Council


def everywhere(council: Council, reference: str, element: str, who: str, **answers: object) -> str:
    """Why an officer may not have a task, at claim, assignment, delegation and completion."""
    actor, task = council.people[who], council.task(reference, element)
    assert actor.officer_id is not None
    mine, reasons = actor.officer_id, []
    for attempt in (
        lambda: tasks.claim(council.office, actor, task),
        lambda: tasks.assign(council.office, council.people["manager"], task, mine),
        lambda: tasks.complete(council.office, actor, task, answers),
        lambda: tasks.rehearse(council.office, actor, task, answers),
        lambda: tasks.save_draft(council.office, actor, task, answers),
    ):
        with pytest.raises(NotPermitted) as refused:
            attempt()
        reasons.append(refused.value.rule)
    assert len(set(reasons)) == 1, reasons
    return reasons[0]


def test_only_the_tasks_roles_may_have_it(each_council):
    reference = each_council.receives()
    for who in ("desk", "investigator", "approver", "reviewer", "hr", "director"):
        assert everywhere(each_council, reference, "triage", who, triage="accept") == "role"


def test_the_subject_of_a_complaint_does_not_work_on_it(council):
    """R1."""
    subject = council.people["investigator"].officer_id
    reference = council.accepted(about_staff=True, subject_officer=subject)
    council.does("hr", reference, "consult_hr", hr_scope="everything")
    points = {"p1": FOUND}
    assert everywhere(council, reference, "answer_stage1", "investigator", points=points) == "R1"
    council.does("colleague", reference, "answer_stage1", points=points)


def test_nor_does_anybody_further_down_the_subjects_line(each_council):
    """R1, through managers who have nothing to do with the case; the desk shows it, too."""
    council = each_council
    council.relates("director", "manages", "reviewer")
    council.relates("reviewer", "manages", "manager")
    council.relates("manager", "manages", "investigator")
    subject = council.people["director"].officer_id
    reference = council.accepted(about_staff=True, subject_officer=subject)
    council.does("hr", reference, "consult_hr", hr_scope="everything")
    assert everywhere(council, reference, "answer_stage1", "investigator") == "R1"
    (shown,) = [t for t in council.file(reference, "investigator").tasks if t.status == "open"]
    assert "anyone they manage" in shown.why_not
    (free,) = [t for t in council.file(reference, "colleague").tasks if t.status == "open"]
    assert free.may_complete
    council.does("colleague", reference, "answer_stage1", points={"p1": FOUND})


def test_nor_does_the_subjects_own_manager(council):
    """R1, manages_subject; nor whom the subject manages. Whoever is in no such line may."""
    council.hires({"third": (("stage1_investigator",), 3)})
    council.relates("director", "manages", "investigator")
    council.relates("colleague", "manages", "director")
    subject = council.people["director"].officer_id
    reference = council.accepted(about_staff=True, subject_officer=subject)
    council.does("hr", reference, "consult_hr", hr_scope="everything")
    for who in ("investigator", "colleague"):
        assert everywhere(council, reference, "answer_stage1", who) == "R1"
    tasks.claim(council.office, council.people["third"], council.task(reference, "answer_stage1"))


def stage2(council: Council, reference: str) -> None:
    council.acts("complainant", reference, "request_stage2", ground="G1", text="look again")
    council.does("manager", reference, "test_grounds", G1="met", reason="x")


def test_the_stage_1_investigator_does_not_review(council):
    """R2, and the whole of stage 1 counts: investigator and approver."""
    council.hires({"both": (("stage1_investigator", "stage2_reviewer"), 9)})
    reference = council.accepted()
    council.does("both", reference, "answer_stage1", points={"p1": FOUND})
    council.sweeps()
    stage2(council, reference)
    points = {"p1": FOUND}
    assert everywhere(council, reference, "answer_stage2", "both", points=points) == "R2"


@pytest.mark.parametrize(("reviewer", "grade"), [("junior", 2), ("equal", 3)])
def test_at_north_hertfordshire_a_reviewer_is_senior_to_the_investigator(council, reviewer, grade):
    council.hires({reviewer: (("stage2_reviewer",), grade)})
    reference = council.answered()  # by somebody of grade 3
    stage2(council, reference)
    assert everywhere(council, reference, "answer_stage2", reviewer) == "R2"
    tasks.claim(
        council.office, council.people["reviewer"], council.task(reference, "answer_stage2")
    )


def test_under_the_code_a_reviewer_is_only_not_junior(found):
    council = found("LGSCO-2024")
    council.hires({"junior": (("stage2_reviewer",), 2), "equal": (("stage2_reviewer",), 3)})
    reference = council.answered()
    council.acts("complainant", reference, "request_stage2")
    council.does("manager", reference, "accept_stage2")
    assert everywhere(council, reference, "answer_stage2", "junior") == "R2"
    tasks.claim(council.office, council.people["equal"], council.task(reference, "answer_stage2"))


def test_whoever_decided_the_information_request_does_not_review_it(council):
    """R3."""
    reference = council.receives()
    council.does(
        "triage",
        reference,
        "triage",
        triage="direct_stage2",
        direct_reason="information_rights",
        original_officer=council.people["reviewer"].officer_id,
    )
    assert everywhere(council, reference, "answer_stage2", "reviewer") == "R3"


@pytest.mark.parametrize(
    ("profile", "task", "rule"),
    [("NHDC-2019", "test_grounds", "R4"), ("LGSCO-2024", "accept_stage2", "R4-late")],
)
def test_the_investigator_does_not_decide_whether_their_answer_is_reviewed(
    found, profile, task, rule
):
    council = found(profile)
    council.hires({"both": (("stage1_investigator", "complaints_manager"), 5)})
    reference = council.accepted()
    council.does("both", reference, "answer_stage1", points={"p1": FOUND})
    council.sweeps()
    council.acts("complainant", reference, "request_stage2", text="look again")
    assert everywhere(council, reference, task, "both") == rule


def test_a_reviewer_has_had_no_dealings_with_the_complaint(council):
    """R5: not whoever triaged it."""
    council.hires({"both": (("triage_officer", "stage2_reviewer"), 9)})
    reference = council.receives()
    council.does("both", reference, "triage", triage="accept")
    council.does("investigator", reference, "answer_stage1", points={"p1": FOUND})
    council.sweeps()
    stage2(council, reference)
    assert everywhere(council, reference, "answer_stage2", "both") == "R5"


def test_a_reviewer_chosen_on_the_form_is_judged_too(council):
    council.hires({"both": (("complaints_manager", "stage2_reviewer"), 9)})
    reference = council.receives()
    with pytest.raises(NotPermitted) as refused:
        council.does(
            "both",
            reference,
            "triage",
            triage="direct_stage2",
            direct_reason="serious",
            direct_why="x",
            reviewer=council.people["both"].officer_id,
        )
    assert refused.value.rule == "R5"
    assert council.open_tasks(reference) == ["triage"]


def test_work_that_comes_back_goes_to_somebody_else_when_it_may_not_be_theirs(council):
    """An investigator who is named as subject meanwhile does not get the returned answer."""
    reference = council.accepted()
    approver = council.people["approver"].officer_id
    council.does(
        "investigator", reference, "answer_stage1", points={"p1": FOUND}, approver=approver
    )
    council.relates("director", "manages", "investigator")
    with council.office.store.write() as session:
        session.add(
            Participation(
                case_id=by_reference(session, reference).id,
                person_id=council.people["director"].person_id,
                capacity="subject",
                since=council.clock.now(),
            )
        )
    council.does("approver", reference, "approve_stage1", approval="return", comments="x")
    (again,) = [t for t in council.file(reference).tasks if t.status == "open"]
    assert (again.element, again.assignee) == ("answer_stage1", "")


def test_whoever_is_chosen_to_approve_is_judged_beside_the_one_who_chooses_them(council):
    """The investigator takes part by this very step; the approver must not be their junior."""
    council.hires({"junior": (("stage1_approver",), 2)})
    reference = council.accepted()
    junior = council.people["junior"].officer_id
    with pytest.raises(NotPermitted) as refused:
        council.does(
            "investigator", reference, "answer_stage1", points={"p1": FOUND}, approver=junior
        )
    assert refused.value.rule == "R2"
