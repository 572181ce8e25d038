"""Tasks on desks: claimed, assigned, put back, drafted, done once."""

from __future__ import annotations

import pytest

from engine.casework import tasks
from engine.errors import AlreadyDone, FormErrors, NotFound, NotPermitted
from tests.casework.council import FOUND, Council


def desk_of(council: Council, reference: str, element: str) -> str:
    (task,) = [t for t in council.file(reference).tasks if t.element == element]
    return task.assignee


def test_a_claimed_task_is_on_the_claimers_desk_and_nobody_elses(each_council):
    council = each_council
    reference = council.accepted()
    task = council.task(reference, "answer_stage1")
    tasks.claim(council.office, council.people["investigator"], task)
    assert desk_of(council, reference, "answer_stage1") == "Investigator"
    with pytest.raises(NotPermitted, match="already with Investigator"):
        tasks.claim(council.office, council.people["colleague"], task)
    with pytest.raises(NotPermitted, match="is with Investigator"):
        council.does("colleague", reference, "answer_stage1", points={"p1": FOUND})
    assert ("task:claimed", "answer_stage1") in council.audit(reference)


def test_claiming_twice_is_harmless(council):
    task = council.task(council.accepted(), "answer_stage1")
    for _ in range(2):
        tasks.claim(council.office, council.people["investigator"], task)


def test_a_manager_reassigns_with_a_reason(council):
    reference = council.accepted()
    task = council.task(reference, "answer_stage1")
    tasks.claim(council.office, council.people["investigator"], task)
    colleague = council.people["colleague"].officer_id
    tasks.assign(council.office, council.people["manager"], task, colleague, "she is ill")
    assert desk_of(council, reference, "answer_stage1") == "Colleague"
    (line,) = [row for row in council.file(reference).history if row.what.startswith("Assigned")]
    assert line.detail == "she is ill"


def test_work_that_somebody_holds_does_not_change_hands_without_a_reason(council):
    reference = council.accepted()
    task = council.task(reference, "answer_stage1")
    manager, holder = council.people["manager"], council.people["investigator"]
    colleague = council.people["colleague"].officer_id
    tasks.assign(council.office, manager, task, holder.officer_id)  # nobody had it
    tasks.assign(council.office, manager, task, holder.officer_id)  # it stays where it is
    for who in (manager, holder):
        with pytest.raises(FormErrors, match="Say why the work changes hands"):
            tasks.assign(council.office, who, task, colleague, "  ")
    assert desk_of(council, reference, "answer_stage1") == "Investigator"


def test_whoever_has_a_task_may_hand_it_on_and_nobody_else_of_the_same_role(council):
    reference = council.accepted()
    task = council.task(reference, "answer_stage1")
    colleague = council.people["colleague"]
    with pytest.raises(NotPermitted, match="Only a manager"):
        tasks.assign(council.office, colleague, task, colleague.officer_id)
    tasks.claim(council.office, council.people["investigator"], task)
    with pytest.raises(NotPermitted, match="Only a manager"):
        tasks.release(council.office, colleague, task)
    with pytest.raises(NotPermitted, match="Only a manager"):
        tasks.assign(council.office, colleague, task, colleague.officer_id)
    mine = council.people["investigator"]
    tasks.assign(council.office, mine, task, colleague.officer_id, "she knows the street")
    assert desk_of(council, reference, "answer_stage1") == "Colleague"


def test_a_resident_hands_out_no_tasks(council):
    reference = council.receives()
    task, alice = council.task(reference, "triage"), council.resident(reference)
    with pytest.raises(NotPermitted):
        tasks.assign(council.office, alice, task, council.people["triage"].officer_id)
    with pytest.raises(NotPermitted):
        tasks.release(council.office, alice, task)
    with pytest.raises(NotPermitted):
        tasks.claim(council.office, alice, task)
    with pytest.raises(NotPermitted):
        tasks.complete(council.office, alice, task, {"triage": "accept"})
    with pytest.raises(NotPermitted):
        tasks.save_draft(council.office, alice, task, {})


def test_a_task_is_assigned_only_to_active_officers_who_may_have_it(council):
    task = council.task(council.accepted(), "answer_stage1")
    manager = council.people["manager"]
    for officer in (council.people["desk"].officer_id, 9_999):
        with pytest.raises(NotPermitted):
            tasks.assign(council.office, manager, task, officer)


def test_a_released_task_is_in_the_queue_again(council):
    reference = council.accepted()
    task = council.task(reference, "answer_stage1")
    tasks.claim(council.office, council.people["investigator"], task)
    tasks.release(council.office, council.people["investigator"], task, "not mine")
    assert desk_of(council, reference, "answer_stage1") == ""


def test_the_second_to_complete_is_told_who_was_first_and_when(each_council):
    council = each_council
    reference = council.receives()
    task = council.task(reference, "triage")
    council.at("2024-04-03T10:42")
    council.does("triage", reference, "triage", triage="accept")
    council.at("2024-04-03T10:45")
    for attempt in (tasks.complete, tasks.rehearse, tasks.save_draft):
        with pytest.raises(AlreadyDone) as done:
            attempt(council.office, council.people["manager"], task, {"triage": "compliment"})
        assert str(done.value) == "This was completed at 10:42 by Triage, triage."
    for desk in (tasks.claim, tasks.release):
        with pytest.raises(AlreadyDone, match="This was completed at 10:42 by Triage"):
            desk(council.office, council.people["manager"], task)
    council.at("2024-04-05T09:00")
    with pytest.raises(AlreadyDone, match="10:42 on Wednesday 3 April 2024 by Triage"):
        tasks.claim(council.office, council.people["manager"], task)


def test_a_task_that_has_gone_is_said_to_have_gone(council):
    reference = council.accepted()
    task = council.task(reference, "answer_stage1")
    council.acts("complainant", reference, "withdraw")
    council.does("manager", reference, "confirm_withdrawal", withdrawal="confirmed")
    with pytest.raises(AlreadyDone, match="“Investigate and answer” is no longer open"):
        tasks.complete(
            council.office, council.people["investigator"], task, {"points": {"p1": FOUND}}
        )


def test_there_is_no_such_task(council):
    with pytest.raises(NotFound, match="no such task"):
        tasks.claim(council.office, council.people["triage"], "nothing")


def test_a_draft_is_kept_unchecked_and_claims_a_free_task(each_council):
    council = each_council
    reference = council.accepted()
    task = council.task(reference, "answer_stage1")
    half = {"points": {"p1": {"finding": "upheld"}}, "what_we_did": "so far"}
    tasks.save_draft(council.office, council.people["investigator"], task, half)
    (kept,) = [row for row in council.rows("task") if row.id == task]
    assert (kept.draft, kept.draft_saved_at) == (half, council.clock.now())
    assert desk_of(council, reference, "answer_stage1") == "Investigator"
    with pytest.raises(NotPermitted, match="is with Investigator"):
        tasks.save_draft(council.office, council.people["colleague"], task, {})


def test_a_draft_goes_when_the_task_is_done_and_stays_when_it_is_refused(council):
    reference = council.receives()
    triage, task = council.people["triage"], council.task(reference, "triage")
    tasks.save_draft(council.office, triage, task, {"triage": "compliment"})
    with pytest.raises(FormErrors):
        council.does("triage", reference, "triage")
    assert council.rows("task")[0].draft == {"triage": "compliment"}
    council.does("triage", reference, "triage", triage="accept")
    (done,) = [row for row in council.rows("task") if row.id == task]
    assert (done.draft, done.answers["triage"]) == ({}, "accept")
