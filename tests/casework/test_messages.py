"""Messages from the tracking page: recorded with their files, told once to whoever is at it."""

from __future__ import annotations

import pytest

from engine.casework import intake, messages, tasks
from engine.casework.documents import Upload
from engine.desk import worklists
from engine.errors import BadInput, FormErrors, NotPermitted
from tests.casework.council import Council

PHOTO = Upload("photo.png", "image/png", b"\x89PNG\r\n\x1a\n and so on")
TOLD = "Alice Sample has sent a message."


def writes(council: Council, reference: str, text: str, *files: Upload) -> None:
    messages.send(council.office, council.resident(reference), reference, text, files)


def notices(council: Council, who: str) -> list[str]:
    return [n.text for n in worklists.notices(council.office, council.people[who])]


def test_a_message_is_a_contact_and_its_files_are_documents(each_council):
    council = each_council
    reference = council.receives()
    writes(council, reference, "Here is the photo.\r\nMore to come.", PHOTO)
    file = council.file(reference)
    (contact,) = file.contacts
    assert (contact.direction, contact.channel, contact.who) == ("in", "portal", "Alice Sample")
    assert contact.text == "Here is the photo.\nMore to come.\n\nFiles: photo.png"
    assert [(d.filename, d.added_by) for d in file.documents] == [("photo.png", "Alice Sample")]


def test_files_may_come_without_a_word(council):
    reference = council.receives()
    writes(council, reference, " ", PHOTO)
    assert council.file(reference).contacts[0].text == "Files: photo.png"


def test_whoever_may_take_the_task_is_told_or_whoever_has_it(council):
    reference = council.accepted()
    writes(council, reference, "Hello?")
    assert TOLD in notices(council, "investigator")
    assert TOLD in notices(council, "colleague")
    assert TOLD not in notices(council, "manager")
    held = council.accepted()
    task = council.task(held, "answer_stage1")
    tasks.claim(council.office, council.people["colleague"], task)
    before = notices(council, "investigator")
    writes(council, held, "Hello?")
    assert notices(council, "investigator") == before
    assert notices(council, "colleague").count(TOLD) == 2


def test_many_messages_make_one_unread_notice(council):
    reference = council.accepted()
    for number in range(5):
        writes(council, reference, f"And another thing, {number}.")
    assert notices(council, "investigator").count(TOLD) == 1
    assert len(council.file(reference).contacts) == 5


def test_a_message_about_a_closed_case_is_told_too(council):
    reference = council.answered()
    writes(council, reference, "Thank you.")
    assert notices(council, "manager") == [TOLD]


CHECKED = (
    "investigated", "right_decision", "communicated", "nothing_new", "need_considered",
    "adjustments_considered", "less_tried", "safeguarding_checked", "services_kept",
)  # fmt: skip


def limited(council: Council) -> str:
    """Somebody who may write letters only, after a threat; the case's reference."""
    council.hires({"assessor": (("contact_assessor",), 3)})
    reference = council.receives("manager", procedure="unreasonable-contact", channel="phone")
    goes_through(council, reference)
    council.does(
        "director",
        reference,
        "decide_restriction",
        conditions_hold="yes",
        decision="restrict",
        grounds="You called us 84 times.",
        proportionate="A warning would change nothing.",
        terms="Please write to us by letter.",
        form_of_contact="letter",
        services="You can call us about anything else.",
        current_complaints="You have no open complaint.",
        copy_to=council.people["manager"].officer_id,
        review_on="2024-10-02",
    )
    council.sweeps()
    return reference


def goes_through(council: Council, reference: str) -> None:
    """The evidence is gathered and the list of what to look at first is gone through."""
    count = {"since": "2024-03-01", "until": "2024-04-02", "channel": "phone", "count": 84}
    council.does(
        "manager",
        reference,
        "gather_evidence",
        contacts=[{**count, "what": "One bin."}],
        impact="The desk could take no other calls.",
        threat=True,
        complaint_status="stage2",
        adjustments_known="none",
        vulnerability="We know of nothing.",
    )
    council.does(
        "manager",
        reference,
        "go_through_checklist",
        **dict.fromkeys(CHECKED, "yes"),
        reasons_checked="The file was read again.",
        route="director",
        no_warning_reason="He threatened an officer.",
    )


def test_a_message_of_somebody_whose_contact_is_limited_is_put_to_be_read(council):
    reference = limited(council)
    assert council.open_tasks(reference) == []
    writes(council, reference, "My Council Tax is wrong.", PHOTO)
    assert council.open_tasks(reference) == ["assess_incoming"]
    assert council.due(reference, "file_ack") == "2024-04-05"
    writes(council, reference, "And the bin.")  # read with the first
    assert council.open_tasks(reference) == ["assess_incoming"]
    said = [contact.text for contact in council.file(reference).contacts]
    assert sorted(said) == ["And the bin.", "My Council Tax is wrong.\n\nFiles: photo.png"]
    assert TOLD in notices(council, "assessor")


def test_where_nobody_is_called_complaints_manager_those_who_record_are_told(council):
    council.hires({"desk2": (("communications_officer",), 3)})
    told = {"platform": "x", "account_name": "A", "account_handle": "@a"}
    reference = council.receives("desk2", procedure="social-media", answers=told)
    post = {"posted_on": "2024-04-02", "post": "Useless.", "rule": "criticism"}
    council.does("desk2", reference, "record_post", **post, next_step="leave")
    writes(council, reference, "Thank you.")
    assert TOLD in notices(council, "desk2")
    assert TOLD not in notices(council, "manager")


def test_hr_is_not_told_what_the_person_writes(council):
    council.hires({"blamed": (("customer_services",), 1)})
    reference = council.receives()
    blamed = council.people["blamed"].officer_id
    council.accepted(reference, about_staff=True, subject_officer=blamed)
    assert council.open_tasks(reference) == ["consult_hr"]
    writes(council, reference, "Hello?")
    assert notices(council, "hr") == []
    assert notices(council, "manager") == [TOLD]


def test_a_representative_writes_in_their_own_name(council):
    helper = intake.Someone(name="Bob", email="bob@example.org")
    reference = council.receives(representative=helper)
    bob = council.resident(reference, "representative")
    messages.send(council.office, bob, reference, "I speak for her.")
    assert council.file(reference).contacts[0].who == "Bob"


@pytest.mark.parametrize(
    ("text", "files", "box"),
    [
        ("", (), "text"),
        ("x" * 20_001, (), "text"),
        ("half \ud800", (), "text"),
        ("Six files", (PHOTO,) * 6, "files"),
    ],
)
def test_what_cannot_be_kept_is_refused_whole(council, text, files, box):
    reference = council.receives()
    before = council.everything()
    with pytest.raises(FormErrors) as wrong:
        writes(council, reference, text, *files)
    assert set(wrong.value.errors) == {box}
    assert council.everything() == before


def test_a_file_that_cannot_be_kept_takes_the_message_with_it(council):
    reference = council.receives()
    with pytest.raises(BadInput):
        writes(council, reference, "A program", PHOTO, Upload("a.exe", "", b"MZ"))
    file = council.file(reference)
    assert (file.contacts, file.documents) == ((), ())


def test_nobody_writes_into_anothers_case(council):
    theirs, other = council.receives(), council.receives(name="Eve", email="eve@example.org")
    eve = council.resident(other)
    for actor in (eve, council.people["manager"]):
        with pytest.raises(NotPermitted):
            messages.send(council.office, actor, theirs, "Hello?")
    assert council.file(theirs).contacts == ()
