"""No letter promises a day that is past, or one that an update has replaced."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest

from engine.letters import letter_from_json, to_text
from tests.casework.council import FOUND
from tests.casework.test_letters_written import HELPER

PROMISE = re.compile(r"\bby \w+day (\d+ \w+ \d{4})")
SOON, LATER = date(2024, 4, 5), "2024-04-09T10:00"
DUE, NEXT_DAY = "Wednesday 17 April 2024", "2024-04-18T10:00"


def text_of(council, reference, code):
    """The letter as its first recipient gets it; none of its promises is past."""
    of_code = {each.id for each in council.file(reference).letters if each.code == code}
    ways = [way for way in council.ways(reference) if way.letter_id in of_code]
    letter = letter_from_json(ways[0].letter)
    text = " ".join(to_text(letter).split())
    for promised in PROMISE.findall(text):
        assert datetime.strptime(promised, "%d %B %Y").date() >= letter.issued, promised  # noqa: DTZ007
    return text


@pytest.fixture
def late(council):
    """A complaint whose stage 1 answer was due yesterday; nobody has looked at it."""
    reference = council.receives(points=("The bin was not emptied.",))
    council.passes(NEXT_DAY)
    return reference


def test_an_acknowledgement_after_the_due_day_says_that_we_are_late(council, late):
    council.accepted(late)
    council.sweeps()
    text = text_of(council, late, "COR-ACK1")
    assert f"We are late, and we are sorry. Our answer was due on {DUE}." in text
    assert "late1" in council.open_tasks(late)  # whoever owes them a date is asked for one at once


def test_an_acknowledgement_on_the_due_day_may_still_promise_it(council):
    reference = council.receives()
    council.at("2024-04-17T09:00")
    council.accepted(reference)
    assert f"full answer by {DUE}" in text_of(council, reference, "COR-ACK1")


def test_an_acknowledgement_gives_the_date_that_an_update_gave(council):
    reference = council.receives()
    council.passes("2024-04-17T11:00")
    council.acts("manager", reference, "extend", until=date(2024, 4, 26), reason="We lost it.")
    council.passes(NEXT_DAY)
    council.accepted(reference)
    text = text_of(council, reference, "COR-ACK1")
    assert "We now expect to send you a full answer by Friday 26 April 2024." in text
    assert DUE not in text


def test_a_date_given_and_not_kept_is_not_promised_again(council):
    reference = council.receives()
    council.passes("2024-04-17T11:00")
    council.acts("manager", reference, "extend", until=date(2024, 4, 26), reason="We lost it.")
    council.passes("2024-04-29T10:00")
    council.accepted(reference)
    assert "We are late, and we are sorry." in text_of(council, reference, "COR-ACK1")


def test_an_acknowledgement_while_the_clock_stands_still_promises_no_day(found):
    waits = [{"from": "information_asked", "until": "information_received"}]
    council = found(changed={"clocks.corporate-complaint.response1.pauses": waits})
    reference = council.receives()
    needed = {"what_we_need": "The bill.", "why_needed": "To see it.", "reply_by": SOON}
    council.acts("manager", reference, "ask_complainant", **needed)
    council.accepted(reference)
    assert "stands still until we hear from you" in text_of(council, reference, "COR-INFO")
    text = text_of(council, reference, "COR-ACK1")
    assert "the time that we have to answer you stands still" in text
    assert "We are late" not in text


def test_hr_s_letter_after_the_due_day_promises_nothing(council, late):
    subject = council.people["colleague"].officer_id
    council.accepted(late, about_staff=True, subject_officer=subject)
    separately = {"hr_points": ["p1"], "service_points": ["Nobody rang back."]}
    council.does("hr", late, "consult_hr", hr_scope="service_only", **separately)
    assert "We are late with our answer" in text_of(council, late, "COR-HR")


def test_a_stage_2_acknowledgement_after_the_due_day_says_that_we_are_late(council, late):
    serious = {"triage": "direct_stage2", "direct_reason": "serious", "direct_why": "Grave."}
    council.does("manager", late, "triage", **serious)
    assert f"Our answer was due on {DUE}." in text_of(council, late, "COR-ACK2")


@pytest.mark.parametrize(
    ("code", "answers"),
    [
        ("COR-CONSENT", {"triage": "ask_customer", "reply_by": SOON}),
        (
            "COR-CONTR",
            {
                "triage": "contractor",
                "contractor": "Example Waste",
                "contractor_contact": "Call them.",
                "reply_by": SOON,
            },
        ),
        ("COR-INFO", {"triage": "ask_late", "reply_by": SOON}),
        ("COR-SR", {"triage": "service_request", "action": "We empty it.", "action_by": SOON}),
    ],
)
def test_a_letter_that_waited_past_its_own_date_says_so(council, code, answers):
    reference = council.receives(representative=HELPER)
    council.does("triage", reference, "triage", **answers)
    assert "by Friday 5 April 2024" in text_of(council, reference, code)
    council.sweeps(LATER)
    assert code in council.letters(reference)
    text = text_of(council, reference, code)
    assert "as soon as you can" in text or "The day for this was Friday 5 April 2024." in text


def test_an_answer_that_waited_past_the_day_of_its_remedy_says_so(council):
    reference = council.accepted(council.receives())
    council.sweeps()
    found = {**FOUND, "remedy": "We will empty it", "remedy_by": SOON}
    council.does("investigator", reference, "answer_stage1", points={"p1": found})
    council.sweeps(LATER)
    assert "The day for this was Friday 5 April 2024." in text_of(council, reference, "COR-RESP1")


def test_an_update_that_waited_past_its_new_date_is_not_sent(council):
    reference = council.accepted(council.receives())
    council.sweeps("2024-04-15T10:00")
    council.acts("manager", reference, "extend", until=date(2024, 4, 22), reason="We lost it.")
    council.sweeps("2024-04-23T10:00")
    assert "COR-UPD1" not in council.letters(reference)
    assert any("new_date" in said for kind, said in council.told(reference) if kind == "doubtful")
