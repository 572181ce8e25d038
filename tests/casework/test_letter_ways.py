"""How letters go: as a person needs them, or otherwise with a reason that is recorded."""

from __future__ import annotations

import pytest

from engine.casework.in_hand import take
from engine.casework.writing import write_letter
from engine.errors import FormErrors, NotNow
from engine.letters import letter_from_json
from engine.permissions import SYSTEM
from tests.casework.council import POSTAL

CALL = {"adjustments": ("phone_first",), "phone": "01632 960001"}
BOTH = {"address": POSTAL}


def kept(council, reference):
    """(action, letter) of each audit line about a need."""
    return [line for line in council.audit(reference) if line[0].startswith("case:adj")]


@pytest.mark.parametrize(
    ("need", "said"),
    [
        ("phone_first", "Alice Sample asked for a call before each letter."),
        ("language:Polish", "Alice Sample asked for letters in Polish."),
        ("language", "Alice Sample asked for letters in another language."),
        ("easy_read", "Alice Sample asked for letters in Easy Read."),
    ],
)
def test_what_no_letter_does_by_itself_is_asked_of_the_officer(council, need, said):
    reference = council.receives(adjustments=(need,))
    with pytest.raises(NotNow, match=said) as refused:
        council.accepted(reference)
    assert refused.value.rule == "adjustment"
    assert council.ways(reference) == []
    assert ("case:refused", "triage") in council.audit(reference)


def test_how_a_need_was_met_is_recorded_and_the_letter_goes(council):
    reference = council.accepted(council.receives(**CALL), adjustments_met="I rang her at ten.")
    (way,) = council.ways(reference)
    assert (way.channel, way.status) == ("email", "queued")
    assert kept(council, reference) == [("case:adjustment:met", "COR-ACK1")]
    assert ("adjustment_met", "I rang her at ten.") in [
        (row.kind, row.data.get("reason")) for row in council.rows("ledger_event")
    ]


def test_each_letter_needs_a_call_of_its_own(council):
    reference = council.accepted(council.receives(**CALL), adjustments_met="I rang her at ten.")
    with pytest.raises(NotNow, match="a call before each letter"):
        council.answered_now(reference)


def test_a_need_is_set_aside_only_with_a_reason(council):
    reference = council.accepted(council.receives(**CALL), override_reason="No answer, 3 times.")
    assert kept(council, reference) == [("case:adjustment:overridden", "COR-ACK1")]
    assert council.ways(reference)[0].status == "queued"


@pytest.mark.parametrize(
    ("person", "way", "asked"),
    [
        ({"adjustments": ("post_only",), **BOTH}, "email", "letters by post only"),
        ({"adjustments": ("email_only",), **BOTH}, "post", "letters by e-mail only"),
        ({"adjustments": ("large_print",)}, "standard_print", "large print"),
        ({"adjustments": ("large_print", "email_only")}, "email standard_print", "large print"),
    ],
)
def test_another_way_than_the_one_needed_takes_a_reason(council, person, way, asked):
    reference = council.receives(**person)
    chosen = {"send_by": {"complainant": way}}
    with pytest.raises(NotNow, match=f"asked for {asked}") as refused:
        council.accepted(reference, **chosen)
    assert refused.value.rule == "adjustment"
    council.accepted(reference, **chosen, override_reason="She asked for it on the phone.")
    (sent,) = council.ways(reference)
    assert (sent.channel in way or sent.channel == "email", sent.large_print) == (True, False)


def test_another_way_than_the_one_preferred_takes_none(council):
    reference = council.accepted(council.receives(**BOTH), send_by={"complainant": "post"})
    (way,) = council.ways(reference)
    assert (way.channel, way.address) == ("post", list(POSTAL))
    assert kept(council, reference) == []


def test_a_letter_cannot_be_sent_where_there_is_no_address(council):
    with pytest.raises(NotNow, match="no address to send post to") as refused:
        council.accepted(council.receives(), send_by={"complainant": "post"})
    assert refused.value.rule == "no_address"


@pytest.mark.parametrize(
    "send_by", ["post", {"complainant": "pigeon"}, {"complainant": "post email"}]
)
def test_a_way_that_is_none_is_refused(council, send_by):
    with pytest.raises(FormErrors, match="one of: email"):
        council.accepted(council.receives(), send_by=send_by)


def test_a_letter_that_leaves_a_day_later_still_goes_the_way_that_was_chosen(council):
    need = {"adjustments": ("large_print", "post_only"), **BOTH}
    chosen = {"complainant": "email standard_print"}
    reference = council.accepted(
        council.receives(**need), send_by=chosen, override_reason="She is abroad."
    )
    council.sweeps("2024-04-05T10:00")
    (way,) = council.ways(reference)
    assert (way.status, way.channel, way.address) == ("sent", "email", ["alice@example.org"])
    letter = letter_from_json(way.letter)
    assert (letter.large_print, letter.issued.isoformat()) == (False, "2024-04-05")


def test_only_officers_choose_how_a_letter_goes(council):
    reference = council.answered()
    with pytest.raises(FormErrors, match="no field called"):
        council.acts(
            "complainant", reference, "request_stage2", ground="G2", text="x", override_reason="x"
        )


def test_at_any_time_actions_take_it_too(council):
    reference = council.accepted(council.receives(**CALL), adjustments_met="Rang at ten.")
    council.sweeps()
    council.sweeps("2024-04-10T10:00")
    more = {"until": "2024-04-19", "reason": "The crew is away"}
    with pytest.raises(NotNow, match="a call before each letter"):
        council.acts("manager", reference, "extend", **more)
    council.acts("manager", reference, "extend", **more, adjustments_met="Rang again.")
    assert kept(council, reference)[-1] == ("case:adjustment:met", "COR-UPD1")


def test_a_letter_that_comes_by_itself_follows_every_need_and_asks_for_the_rest(council):
    need = {"adjustments": ("phone_first", "large_print", "post_only"), **BOTH}
    reference = council.accepted(council.receives(**need), adjustments_met="Rang at ten.")
    with take(council.office, SYSTEM, reference) as hand:
        hand.form_values = {"reason": "The crew is away.", "until": "2024-04-26"}
        write_letter(hand, hand.runs[-1], "COR-UPD1", "send_update", None)
    last = council.ways(reference)[-1]
    assert (last.channel, last.large_print, last.status) == ("post", True, "queued")
    said = "asked for a call before each letter. Letter COR-UPD1 went by itself: see to it now."
    assert [kind for kind, text in council.told(reference) if said in text] == ["info"]


def test_who_has_no_address_needs_no_word_about_calls(council):
    reference = council.receives(email="", adjustments=("phone_first",))
    council.accepted(reference, unsendable_reason="She calls in.")
    assert [way.status for way in council.ways(reference)] == ["unsendable"]


def test_a_letter_is_in_english_whatever_the_person_reads(council):
    """A screen reader would otherwise read English words as if they were Polish."""
    reference = council.receives(adjustments=("language:Polish",))
    council.accepted(reference, adjustments_met="A translation is enclosed.")
    assert letter_from_json(council.ways(reference)[0].letter).language == "en-GB"


def test_the_case_shows_how_a_need_was_met(council):
    reference = council.accepted(council.receives(**CALL), adjustments_met="I rang her at ten.")
    said = [(row.what, row.detail) for row in council.file(reference).history]
    assert (
        "What they asked for was done: a call before each letter",
        "I rang her at ten.",
    ) in said
