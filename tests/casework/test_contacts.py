"""What was said beside the letters."""

from __future__ import annotations

import pytest

from engine.errors import FormErrors, NotPermitted


def test_a_contact_is_recorded_with_who_how_and_what(each_council):
    council = each_council
    reference = council.receives()
    council.acts("desk", reference, "contact", direction="in", channel="phone", text="Any news?")
    council.acts("desk", reference, "contact", direction="out", channel="email", text="Soon.")
    last, first = council.file(reference).contacts
    assert (first.direction, first.channel, first.who, first.text) == (
        "in",
        "phone",
        "Alice Sample",
        "Any news?",
    )
    assert (last.direction, last.who) == ("out", "Desk")


def test_a_contact_moves_no_clock_and_opens_no_task(council):
    reference = council.receives()
    clocks, timers = council.rows("clock"), council.rows("timer")
    council.acts("desk", reference, "contact", text="Any news?")
    assert (council.rows("clock"), council.rows("timer")) == (clocks, timers)
    assert council.open_tasks(reference) == ["triage"]


def test_a_closed_case_still_takes_contacts(council):
    reference = council.answered()
    council.acts("manager", reference, "contact", text="Thank you.")
    assert council.file(reference).status == "closed"


def test_a_contact_says_something_and_is_for_whoever_is_in_touch_with_the_person(council):
    reference = council.receives()
    with pytest.raises(FormErrors, match="What was said"):
        council.acts("desk", reference, "contact")
    with pytest.raises(NotPermitted):
        council.acts("director", reference, "contact", text="x")
