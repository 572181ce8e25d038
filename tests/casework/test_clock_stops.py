"""Pause and resume: only where the profile lets a date stop, and what moves with it."""

from __future__ import annotations

import pytest

from engine.errors import FormErrors, NotNow, NotPermitted
from tests.casework.conftest import Founding
from tests.casework.council import Council

PAUSABLE = {"clocks.corporate-complaint.response1.pause": True}


@pytest.fixture
def pausing(found: Founding) -> Council:
    """A council whose profile lets the stage 1 answer wait."""
    return found(changed=PAUSABLE)


def test_a_pause_moves_the_date_by_the_days_strictly_between(pausing):
    reference = pausing.accepted()
    pausing.sweeps("2024-04-08T12:00")  # Monday, used
    pausing.acts("investigator", reference, "pause", reason="We asked for the invoice.")
    assert pausing.due(reference, "response1") == "2024-04-17 paused"
    pausing.sweeps("2024-04-11T12:00")  # Thursday, counted
    pausing.acts("investigator", reference, "resume", reason="It came.")
    assert pausing.due(reference, "response1") == "2024-04-19"
    lines = [action for action, _ in pausing.audit(reference)]
    assert lines[-2:] == ["case:clock:paused", "case:clock:resumed"]


def test_only_that_it_is_paused_is_said_while_a_clock_stands_still(pausing):
    reference = pausing.accepted()
    pausing.passes("2024-04-08T12:00")
    pausing.acts("investigator", reference, "pause", reason="x")
    before = pausing.told(reference)
    pausing.passes("2024-04-22T08:00")  # the tenth working day, before the council opens
    assert pausing.told(reference) == before
    pausing.passes("2024-06-03T12:00")
    assert pausing.open_tasks(reference) == ["answer_stage1"]
    said = [text for _, text in pausing.told(reference)[len(before) :]]
    paused = "Stage 1 response has been paused since Monday 8 April 2024."
    assert said == [f"{paused} Start the clock again if nothing is awaited."] * 6  # 3 times, to 2
    pausing.acts("investigator", reference, "resume")
    assert pausing.due(reference, "response1") == "2024-06-11"
    pausing.passes("2024-06-05T12:00")
    after = [text for _, text in pausing.told(reference)[len(before) + 6 :]]
    assert after == ["Stage 1 response is due on Tuesday 11 June 2024."]


def test_what_came_while_nobody_looked_is_said_once(pausing):
    reference = pausing.accepted()
    pausing.acts("investigator", reference, "pause", reason="x")
    before = pausing.told(reference)
    pausing.sweeps("2025-04-22T12:00")
    assert len(pausing.told(reference)) == len(before) + 2


def test_a_reminder_that_was_given_before_the_pause_is_not_given_again(pausing):
    reference = pausing.accepted()
    pausing.passes("2024-04-15T12:00")  # the second working day before the answer is due
    told = pausing.told(reference)
    assert {text for _, text in told} == {"Stage 1 response is due on Wednesday 17 April 2024."}
    pausing.acts("investigator", reference, "pause", reason="x")
    pausing.acts("investigator", reference, "resume")
    pausing.sweeps()
    assert pausing.told(reference) == told


def test_where_the_profile_has_no_pause_none_is_possible(council):
    reference = council.accepted()
    with pytest.raises(NotNow, match="does not let any running date be paused"):
        council.acts("investigator", reference, "pause", reason="x")
    with pytest.raises(NotNow, match="No date is paused"):
        council.acts("investigator", reference, "resume")


def test_a_pause_has_a_reason_and_is_not_for_everybody(pausing):
    reference = pausing.accepted()
    with pytest.raises(FormErrors, match="waiting for"):
        pausing.acts("investigator", reference, "pause")
    for who in ("desk", "complainant"):
        with pytest.raises(NotPermitted):
            pausing.acts(who, reference, "pause", reason="x")


def test_a_clock_is_not_paused_twice_nor_after_the_answer(pausing):
    reference = pausing.accepted()
    pausing.acts("investigator", reference, "pause", reason="x")
    with pytest.raises(NotNow, match="No clock is running"):
        pausing.acts("investigator", reference, "pause", reason="x")
    pausing.acts("investigator", reference, "resume")
    done = pausing.answered()
    with pytest.raises(NotNow, match="No clock is running"):
        pausing.acts("investigator", done, "pause", reason="x")


def test_an_answer_that_leaves_during_a_pause_ends_the_clock(pausing):
    reference = pausing.accepted()
    pausing.acts("investigator", reference, "pause", reason="x")
    pausing.answered_now(reference)
    assert pausing.due(reference, "response1").endswith("met")
