"""A confidential role's work is readable by its holders alone, and they read little else."""

from __future__ import annotations

import dataclasses

import pytest

from engine.casework import correspondence, documents, tasks
from engine.casework.documents import Upload
from engine.desk import case_file, task_views, worklists
from engine.desk.picture import drawing
from engine.errors import NotPermitted
from engine.store.audit import AuditPayload
from tests.casework.council import ONLOOKER, Council

SECRET = "Grievance 17 is open against them."
OTHERS = ("investigator", "manager", "triage", "director", "reviewer")


def about_staff(council: Council) -> str:
    """A complaint about somebody's conduct, accepted, with HR's task open."""
    council.hires({"blamed": (("customer_services",), 1)})
    reference = council.receives()
    blamed = council.people["blamed"].officer_id
    council.accepted(reference, about_staff=True, subject_officer=blamed)
    return reference


def told(council: Council) -> str:
    """The same, after HR has said what stays with the complaint."""
    reference = about_staff(council)
    said = {"hr_points": ["p1"], "service_points": ["Nobody rang back."], "continues": SECRET}
    council.does("hr", reference, "consult_hr", hr_scope="service_only", **said)
    return reference


def said(council: Council, reference: str, who: str) -> str:
    """All that an officer's screens say of the case."""
    actor = council.people[who]
    file = case_file.case_file(council.office, actor, reference)
    forms = [
        task_views.task_form(council.office, actor, task.id)
        for task in file.tasks
        if who != "hr" or task.role == "hr_adviser"
    ]
    shown = [(form.values, form.said, form.task, form.text, form.draft_saved_at) for form in forms]
    return repr((dataclasses.asdict(file), shown))


def test_what_hr_answers_is_on_nobody_elses_screens(council):
    reference = told(council)
    for who in OTHERS:
        assert SECRET not in said(council, reference, who), who


def test_what_hr_is_typing_is_on_nobody_elses_screens(council):
    reference = about_staff(council)
    hr, task = council.people["hr"], council.task(reference, "consult_hr")
    tasks.save_draft(council.office, hr, task, {"continues": SECRET})
    assert SECRET in said(council, reference, "hr")
    for who in OTHERS:
        assert SECRET not in said(council, reference, who), who


def test_the_audit_keeps_that_hr_answered_and_not_what(council):
    told(council)
    with council.office.store.read() as session:
        payloads = [row.payload for row in session.query(AuditPayload)]
    assert not [payload for payload in payloads if SECRET in str(payload)]
    assert ("task:completed", "consult_hr") in council.audit("COM-2024-00001")


def test_others_still_read_what_was_said_before_hr(council):
    reference = told(council)
    form = task_views.task_form(
        council.office,
        council.people["investigator"],
        council.task(reference, "answer_stage1"),
    )
    assert ("What should happen", "Accept as a complaint") in form.said


def test_hr_sees_of_a_case_what_its_task_needs(council):
    reference = about_staff(council)
    council.sweeps()
    council.acts("desk", reference, "contact", text="She rang about her health.")
    file = council.file(reference, "hr")
    assert file.confined
    assert [task.element for task in file.tasks] == ["consult_hr"]
    assert file.text
    assert [party.capacity for party in file.parties] == ["subject"]
    hidden = (file.letters, file.documents, file.history, file.contacts, file.clocks)
    assert hidden == ((), (), (), (), ())
    assert not council.file(reference, "manager").confined
    assert not council.file(reference).confined


def test_hr_reads_no_letters_documents_or_diagrams(council):
    reference = about_staff(council)
    council.sweeps()
    hr, office = council.people["hr"], council.office
    documents.add(office, council.people["desk"], reference, Upload("a.txt", "", b"text"))
    letter = council.file(reference).letters[0].id
    document = council.file(reference).documents[0].id
    for look in (
        lambda: correspondence.letter_of(office, hr, letter),
        lambda: correspondence.letter_pdf(office, hr, letter),
        lambda: documents.content(office, hr, document),
        lambda: drawing(office, hr, reference),
    ):
        with pytest.raises(NotPermitted):
            look()
    correspondence.letter_of(office, ONLOOKER, letter)
    documents.content(office, ONLOOKER, document)


def test_hr_opens_and_finds_only_cases_that_were_asked_of_it(each_council):
    council = each_council
    other, reference = council.accepted(), told(council)
    hr = council.people["hr"]
    with pytest.raises(NotPermitted):
        council.file(other, "hr")
    with pytest.raises(NotPermitted):
        task_views.task_form(council.office, hr, council.task(other, "answer_stage1"))
    for wanted in ("Alice", other, reference, "alice@example.org"):
        found = [row.reference for row in worklists.search(council.office, hr, wanted)]
        assert found == ([] if wanted == other else [reference])
    council.file(reference, "hr")


def test_an_officer_with_other_work_too_is_not_confined(council):
    council.hires({"both": (("hr_adviser", "complaints_manager"), 5)})
    reference = told(council)
    assert not council.file(reference, "both").confined
    assert SECRET not in said(council, reference, "manager")


def investigated(council: Council) -> str:
    """A letter from the Ombudsman, in the file of those who deal with them."""
    council.hires({"link": (("ombudsman_link_officer",), 5), "roads": ((), 4)})
    known = {"ombudsman_reference": "1", "category": "none"}
    return council.receives("link", procedure="ombudsman-investigation", answers=known)


def test_a_confidential_file_is_closed_to_whoever_has_no_part_in_its_procedure(council):
    reference = investigated(council)
    assert council.file(reference, "link").reference == reference
    for who in ("investigator", "triage", "manager"):
        actor = council.people[who]
        with pytest.raises(NotPermitted, match="kept apart"):
            case_file.case_file(council.office, actor, reference)
        with pytest.raises(NotPermitted, match="kept apart"):
            drawing(council.office, actor, reference)
        assert worklists.search(council.office, actor, reference) == ()


def test_whoever_is_asked_about_a_confidential_file_may_read_it(council):
    reference = investigated(council)
    roads = council.people["roads"]
    asked = {"question": "Was the road closed?", "officer": roads.officer_id}
    council.acts("link", reference, "contribution", **asked)
    assert council.file(reference, "roads").reference == reference
    assert [row.reference for row in worklists.search(council.office, roads, reference)]
