"""A rehearsal shows the letters that would go, and changes nothing at all."""

from __future__ import annotations

import pytest

from engine.casework import tasks
from engine.errors import FormErrors, NotNow, NotPermitted
from engine.letters import letter_from_json, to_text
from tests.casework.council import FOUND


def test_a_rehearsal_shows_each_letter_and_its_recipients_and_changes_nothing(each_council):
    council = each_council
    reference = council.receives()
    task, triage = council.task(reference, "triage"), council.people["triage"]
    before = council.everything()
    (letter,) = tasks.rehearse(council.office, triage, task, {"triage": "accept"})
    assert (letter.code, letter.recipients) == ("COR-ACK1", ("Alice Sample",))
    assert "17 April 2024" in to_text(letter.letter)
    assert council.everything() == before
    assert list(council.folder.glob("outbox/**/*")) == []


def test_what_is_then_sent_is_what_was_shown(council):
    reference = council.receives()
    task, triage = council.task(reference, "triage"), council.people["triage"]
    (shown,) = tasks.rehearse(council.office, triage, task, {"triage": "accept"})
    council.does("triage", reference, "triage", triage="accept")
    (way,) = council.ways(reference)
    assert letter_from_json(way.letter) == shown.letter


def test_a_step_without_a_letter_shows_none(council):
    reference = council.receives()
    task, triage = council.task(reference, "triage"), council.people["triage"]
    assert tasks.rehearse(council.office, triage, task, {"triage": "comment"}) == ()


@pytest.mark.parametrize(
    ("who", "answers", "error"),
    [
        ("triage", {}, FormErrors),
        ("desk", {"triage": "accept"}, NotPermitted),
    ],
)
def test_a_refused_rehearsal_leaves_no_line_either(each_council, who, answers, error):
    council = each_council
    task = council.task(council.receives(), "triage")
    before = council.everything()
    with pytest.raises(error):
        tasks.rehearse(council.office, council.people[who], task, answers)
    assert council.everything() == before


def test_a_letter_that_nobody_can_get_is_refused_in_rehearsal_as_in_earnest(council):
    reference = council.receives(email="")
    task, triage = council.task(reference, "triage"), council.people["triage"]
    before = council.everything()
    with pytest.raises(NotNow, match="no address"):
        tasks.rehearse(council.office, triage, task, {"triage": "accept"})
    assert council.everything() == before
    reason = {"triage": "accept", "unsendable_reason": "No address was given."}
    (shown,) = tasks.rehearse(council.office, triage, task, reason)
    assert shown.code == "COR-ACK1"


def test_rehearsing_findings_keeps_none(council):
    reference = council.accepted()
    task = council.task(reference, "answer_stage1")
    before = council.everything()
    for finding in ("upheld", "not_upheld"):
        points = {"p1": {**FOUND, "finding": finding}}
        (shown,) = tasks.rehearse(
            council.office, council.people["investigator"], task, {"points": points}
        )
        assert shown.code == "COR-RESP1"
    assert council.everything() == before
