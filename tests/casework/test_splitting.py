"""Splitting: a part of a complaint goes its own way, from the same receipt, with the same code."""

from __future__ import annotations

from typing import Any

import pytest

from engine.casework import documents
from engine.casework.documents import Upload
from engine.desk import tracking
from engine.errors import FormErrors, NotFound, NotNow, NotPermitted
from tests.casework.council import FOUND, POSTAL, Council
from tests.casework.crashing import crashing
from tests.casework.states import HELPER

TWO = ("The notice is wrong.", "The warden was rude.")
WHY = "The notice can be challenged elsewhere."
FAR = 400


def part_of(council: Council, reference: str) -> str:
    """The case that was split off last."""
    split = [link for link in council.file(reference).links if link.words == "Split off"]
    return split[-1].reference


def splits(council: Council, reference: str, who: str = "triage", **answers: object) -> str:
    given = {"parts": ["p1"], "reason": WHY, **answers}
    council.acts(who, reference, "split", **given)
    return part_of(council, reference)


def test_the_chosen_points_move_to_a_case_that_begins_in_triage(each_council):
    council = each_council
    reference = council.receives(points=TWO)
    council.at("2024-04-04T09:00")
    part = splits(council, reference)
    assert [(p.id, p.text) for p in council.file(reference).points] == [("p2", TWO[1])]
    assert [(p.id, p.text) for p in council.file(part).points] == [("p1", TWO[0])]
    assert council.file(part).title == TWO[0]
    assert council.open_tasks(part) == council.open_tasks(reference) == ["triage"]
    assert council.file(part).text == council.file(reference).text


def test_both_cases_say_what_the_other_is_and_why(council):
    reference = council.receives(points=TWO)
    part = splits(council, reference)
    (there,) = council.file(reference).links
    (here,) = council.file(part).links
    assert (there.words, there.reference, there.title) == ("Split off", part, TWO[0])
    assert (here.words, here.reference) == ("Split off from", reference)
    assert there.reason == here.reason == WHY
    assert (there.by, there.standing) == ("Triage", "open")
    assert ("case:split", part) in council.audit(reference)
    assert ("case:split_off", reference) in council.audit(part)
    assert council.file(reference).history[0].what == f"Part of this was split off as {part}"


def test_its_dates_count_from_the_first_receipt_and_acknowledgement(council):
    reference = council.accepted(council.receives(points=TWO))
    council.sweeps()
    council.passes("2024-04-10T10:00")
    part = splits(council, reference)
    assert council.due(part, "response1") == council.due(reference, "response1") == "2024-04-17"
    assert council.due(part, "ack1") == "2024-04-05 met"
    assert council.file(part).received_at == council.file(reference).received_at
    council.does("triage", part, "triage", triage="accept")
    council.sweeps()
    assert council.due(part, "response1") == "2024-04-17"
    assert council.letters(part) == ["COR-ACK1"]


def test_each_part_then_goes_its_own_way(council):
    reference = council.receives(points=TWO)
    part = splits(council, reference)
    signpost = {"signpost_to": "pcn", "signpost_contact": "Write to the address on it."}
    council.does("triage", part, "triage", triage="signpost", **signpost)
    council.accepted(reference)
    council.sweeps()
    council.answered_now(reference)
    assert council.letters(part) == ["COR-SIGNPOST"]
    assert council.letters(reference) == ["COR-ACK1", "COR-RESP1"]
    assert council.file(reference).links[0].standing == "closed: sent to the right place"


def test_a_part_that_is_no_point_yet_is_described(council):
    reference = council.receives()
    words: dict[str, Any] = {
        "parts": [],
        "part_text": "The crew swore at me.",
        "part_service": "Waste",
    }
    part = splits(council, reference, **words)
    assert [p.text for p in council.file(part).points] == ["The crew swore at me."]
    assert council.file(part).service == "Waste"
    assert len(council.file(reference).points) == 1


def test_the_people_and_documents_of_the_case_are_the_parts_too(council):
    reference = council.receives(points=TWO, representative=HELPER, help_needed="Call me.")
    photograph = Upload("bin.png", "image/png", b"\x89PNG\r\n\x1a\n 1")
    documents.add(council.office, council.resident(reference), reference, photograph)
    council.does("triage", reference, "triage", triage="accept")
    part = splits(council, reference)
    people = {(p.name, p.capacity) for p in council.file(part).parties}
    assert people == {("Alice Sample", "complainant"), (HELPER.name, "representative")}
    (document,) = council.file(part).documents
    assert document.filename == "bin.png"
    kept = documents.content(council.office, council.people["triage"], document.id)
    assert kept[2] == photograph.content
    assert ("Help they asked for", "Call me.") in council.file(part).about


def test_what_cannot_go_stays_and_the_reason_is_said(council):
    reference = council.receives(points=TWO)
    with pytest.raises(FormErrors, match="At least one point must stay"):
        splits(council, reference, parts=["p1", "p2"])
    with pytest.raises(FormErrors, match="Choose the points"):
        splits(council, reference, parts=[])
    council.accepted(reference)
    approver = council.people["approver"].officer_id
    findings = {"p1": FOUND, "p2": FOUND}
    council.does("investigator", reference, "answer_stage1", points=findings, approver=approver)
    with pytest.raises(FormErrors, match="finding cannot go: point 1"):
        splits(council, reference)
    council.does("approver", reference, "approve_stage1", approval="approve")
    council.sweeps()
    with pytest.raises(NotNow, match="closed"):
        splits(council, reference)
    with pytest.raises(NotPermitted):
        splits(council, council.receives(points=TWO), "investigator")


def test_a_draft_forgets_the_points_that_went(council):
    from engine.casework import tasks

    reference = council.accepted(council.receives(points=TWO))
    task = council.task(reference, "answer_stage1")
    officer = council.people["investigator"]
    tasks.save_draft(council.office, officer, task, {"points": {"p1": FOUND, "p2": FOUND}})
    splits(council, reference, "manager")
    (kept,) = [row.draft for row in council.rows("task") if row.id == task]
    assert kept == {"points": {"p2": FOUND}}
    council.does("investigator", reference, "answer_stage1", **kept)


def test_the_same_code_opens_both_and_no_other(council):
    receipt = council.receipt(points=TWO, address=POSTAL)
    part = splits(council, receipt.reference)
    further = splits(council, part, parts=[], part_text="And the queue was long.")
    for reference in (receipt.reference, part, further):
        shown = tracking.track(council.office, reference, receipt.code, POSTAL[-1])
        assert shown.reference == reference
        for code in ("", "0000000000"):
            with pytest.raises(NotFound):
                tracking.track(council.office, reference, code, POSTAL[-1])
    shown = tracking.track(council.office, receipt.reference, receipt.code, POSTAL[-1])
    (told,) = shown.parts
    assert told.words == "Part of your contact is dealt with under reference"
    assert (told.reference, told.opens) == (part, True)
    assert [p.reference for p in tracking.tracking(council.office, part).parts] == [
        receipt.reference,
        further,
    ]


def test_a_stranger_with_a_code_of_their_own_opens_neither(council):
    receipt = council.receipt(points=TWO)
    part = splits(council, receipt.reference)
    stranger = council.receipt(name="Bob Example")
    with pytest.raises(NotFound):
        tracking.track(council.office, part, stranger.code)


def test_the_carried_letter_is_shown_only_where_it_was_sent(council):
    reference = council.accepted(council.receives(points=TWO))
    council.sweeps()
    part = splits(council, reference)
    assert [text for _, text in tracking.tracking(council.office, part).events] == [
        "We received your complaint"
    ]


def test_a_part_waits_while_the_customer_is_asked(council):
    reference = council.receives(points=TWO, representative=HELPER)
    council.does("triage", reference, "triage", triage="ask_customer", reply_by="2024-04-17")
    with pytest.raises(NotNow, match="customer"):
        splits(council, reference)


def test_a_split_is_whole_or_not_at_all_under_a_crash_at_every_point(council):
    office = council.office
    for at in range(1, FAR):
        reference = council.receives(points=TWO)
        before = council.everything()
        with crashing(office.store, at) as bounds:
            council.acts("triage", reference, "split", parts=["p1"], reason=WHY)
        crashed = bounds.passed >= at
        links = [row for row in council.rows("case_link") if row.reason == WHY]
        if not council.file(reference).links:
            assert crashed
            assert council.everything() == before
        else:
            part = part_of(council, reference)
            assert len(council.file(part).points) == len(council.file(reference).points) == 1
            assert council.open_tasks(part) == ["triage"]
            assert {row.id for row in links} >= {links[-1].id}
        if not crashed:
            break
    assert 20 < at < FAR - 1


def test_whoever_was_taken_for_somebody_else_is_put_back_in_both(council):
    first = council.receives(name="Bob Example", email="bob@example.org")
    bob = council.resident(first).person_id
    how = {"how_checked": "They said so.", "beside_email": "Nothing else."}
    reference = council.receives("desk", points=TWO, person_id=bob, **how)
    part = splits(council, reference)
    for each in (reference, part):
        assert council.resident(each).person_id == bob
        council.acts("triage", each, "not_same_person", reason="It was their brother.")
        assert council.file(each).person == "Alice Sample"
