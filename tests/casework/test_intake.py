"""A complaint comes in: what it opens, and what cannot be opened."""

from __future__ import annotations

from datetime import date

import pytest

from engine.casework import intake
from engine.casework.documents import Upload
from engine.errors import BadInput, FormErrors, NotFound, NotPermitted
from tests.casework.council import ALICE, POSTAL, london

PDF = Upload("letter.pdf", "application/pdf", b"%PDF-1.7 a letter")


def test_a_complaint_opens_a_case_with_a_task_a_point_and_its_dates(each_council):
    reference = each_council.receives(points=("The bin was not emptied", "Nobody called back"))
    file = each_council.file(reference)
    assert (file.status, [p.text for p in file.points]) == (
        "open",
        ["The bin was not emptied", "Nobody called back"],
    )
    assert each_council.open_tasks(reference) == ["triage"]
    assert each_council.due(reference, "ack1") == "2024-04-05"  # a Friday, two working days on
    assert each_council.due(reference, "response1") == "2024-04-17"
    assert each_council.audit(reference) == [("case:opened", reference)]


def test_references_count_up_within_the_year_of_receipt(council):
    assert [council.receives(), council.receives()] == ["COM-2024-00001", "COM-2024-00002"]
    assert council.receives(received_at=london("2023-12-29T12:00")) == "COM-2023-00001"


def test_dates_run_from_when_it_reached_the_council_not_from_when_it_was_typed_in(council):
    reference = council.receives("desk", channel="post", received_at=london("2024-03-28T10:15"))
    assert council.due(reference, "ack1") == "2024-04-03"  # over Good Friday and Easter Monday
    assert council.due(reference, "response1") == "2024-04-15"
    received, *_ = [e for e in council.rows("ledger_event") if e.kind == "received"]
    assert (received.happened_at, received.recorded_at) == (
        london("2024-03-28T10:15"),
        london("2024-04-03T10:00"),
    )


def test_a_complaint_after_hours_counts_from_the_next_working_day(council):
    council.at("2024-04-05T18:30")  # a Friday evening
    assert council.due(council.receives(), "ack1") == "2024-04-10"  # Monday is day 0


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"name": " "}, "name", "Enter the name"),
        ({"text": "\n"}, "text", "Enter what happened"),
        ({"happened_on": date(2024, 4, 4)}, "happened_on", "today or in the past"),
        ({"received_at": london("2024-04-03T10:01")}, "received_at", "not be in the future"),
        (
            {"happened_on": date(2024, 4, 2), "received_at": london("2024-04-01T12:00")},
            "happened_on",
            "after the complaint was received",
        ),
        ({"email": "alice at home"}, "email", "name@example.com"),
        ({"text": "a\x00b"}, "text", "cannot be kept"),
        ({"name": "half of \ud83d"}, "name", "cannot be kept"),
        ({"preferred_channel": "pigeon"}, "preferred_channel", "one of"),
        ({"adjustments": ("braille",)}, "adjustments", "braille"),
        ({"documents": (PDF,) * 6}, "documents", "no more than 5"),
        ({"documents": (Upload("a.exe", "", b"MZ"),)}, "documents", "must be one of these"),
        (
            {"representative": intake.Someone(name="", email="nowhere")},
            "representative_email",
            "name@example.com",
        ),
    ],
)
def test_what_cannot_be_opened_is_said_field_by_field_and_leaves_nothing(
    council, values, field, said
):
    before = council.everything()
    with pytest.raises(FormErrors) as refused:
        council.receives(**values)
    assert said in refused.value.errors[field]
    assert council.everything() == before


def test_every_wrong_field_is_said_at_once(council):
    with pytest.raises(FormErrors) as refused:
        council.receives(name="", text="", email="x")
    assert set(refused.value.errors) == {"name", "text", "email"}


def test_documents_sent_with_a_complaint_are_kept_with_their_hash(each_council):
    reference = each_council.receives(documents=(PDF,))
    (document,) = each_council.file(reference).documents
    assert (document.filename, document.media_type) == ("letter.pdf", "application/pdf")
    assert each_council.rows("document_content")[0].content == PDF.content
    assert ("case:document:added", "letter.pdf") in each_council.audit(reference)


def test_the_code_is_kept_as_a_digest_only(council):
    receipt = council.receipt()
    (case,) = council.rows("case_file")
    assert receipt.code not in str(case)
    assert len(receipt.code) == 10


def test_only_an_officer_may_say_that_somebody_is_known_already(council):
    council.receives()
    known = council.rows("person")[-1].id
    with pytest.raises(NotPermitted, match="who somebody is"):
        council.receives(person_id=known)
    with pytest.raises(NotFound, match="no such person"):
        council.receives("desk", person_id=9_999)
    with pytest.raises(FormErrors, match="how you checked"):
        council.receives("desk", person_id=known)
    second = council.receives("desk", person_id=known, how_checked="They told us the reference.")
    assert council.resident(second).person_id == known


def test_a_person_with_a_representative_has_two_parties(council):
    helper = intake.Someone(name="Bob Helper", email="bob@example.org", address=POSTAL)
    reference = council.receives(representative=helper)
    parties = {(p.name, p.capacity) for p in council.file(reference).parties}
    assert parties == {(ALICE["name"], "complainant"), ("Bob Helper", "representative")}


def test_an_unknown_procedure_or_entry_is_refused(council):
    with pytest.raises(NotFound, match="no procedure"):
        council.receives(procedure="parking")
    with pytest.raises(BadInput, match="no entry"):
        council.receives(entry="stage9")
