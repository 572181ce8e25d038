"""Letters as they are written: to whom, by which channel, in which form, and what they keep."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from engine.casework import intake
from engine.errors import NotNow
from engine.letters import letter_from_json, to_text
from tests.casework.council import FOUND, POSTAL, catalogue

HELPER = intake.Someone(name="Bob Helper", email="bob@example.org")


@pytest.mark.parametrize(
    ("person", "channel", "address"),
    [
        ({}, "email", ["alice@example.org"]),
        ({"preferred_channel": "post", "address": POSTAL}, "post", list(POSTAL)),
        ({"preferred_channel": "post"}, "email", ["alice@example.org"]),
        ({"email": "", "address": POSTAL}, "post", list(POSTAL)),
        (
            {"preferred_channel": "private_message", "handle": "@alice"},
            "private_message",
            ["@alice"],
        ),
        ({"preferred_channel": "portal"}, "portal", []),
        ({"adjustments": ("post_only",), "address": POSTAL}, "post", list(POSTAL)),
        (
            {"adjustments": ("email_only",), "preferred_channel": "post", "address": POSTAL},
            "email",
            ["alice@example.org"],
        ),
    ],
)
def test_a_letter_goes_as_the_person_needs_then_prefers_then_as_is_possible(
    council, person, channel, address
):
    reference = council.accepted(council.receives(**person))
    (way,) = council.ways(reference)
    assert (way.channel, way.address, way.status) == (channel, address, "queued")


@pytest.mark.parametrize(
    "person",
    [
        {"email": ""},
        {"adjustments": ("post_only",)},
        {"adjustments": ("email_only",), "email": "", "address": POSTAL},
        {"email": "", "address": ("somewhere",)},
    ],
)
def test_who_cannot_be_reached_needs_a_recorded_reason(council, person):
    reference = council.receives(**person)
    with pytest.raises(NotNow, match="has no address that a letter can reach") as refused:
        council.accepted(reference)
    assert refused.value.rule == "no_address"
    council.accepted(reference, unsendable_reason="They will call in.")
    (way,) = council.ways(reference)
    assert (way.status, way.error, way.next_attempt_at) == (
        "unsendable",
        "They will call in.",
        None,
    )
    council.sweeps()
    assert council.letters(reference) == []
    assert [letter.status for letter in council.file(reference).letters] == ["unsendable"]


def became(council):
    """What the ledger says of letters."""
    return [e.kind for e in council.rows("ledger_event") if "COR-" in e.kind]


def test_a_letter_that_can_be_sent_to_nobody_ends_what_waited_for_it(council):
    reference = council.receives(email="")
    council.accepted(reference, unsendable_reason="They will call in.")
    assert became(council) == ["unsendable COR-ACK1"]
    assert council.due(reference, "ack1") == "2024-04-05 stopped"


def test_one_recipient_who_can_be_reached_is_enough(council):
    reference = council.receives(email="", representative=HELPER)
    council.accepted(reference, unsendable_reason="She will call in.")
    council.sweeps()
    assert [way.status for way in council.ways(reference)] == ["unsendable", "sent"]
    assert became(council) == ["letter COR-ACK1"]


def test_the_code_s_dates_run_without_an_acknowledgement_that_could_be_sent(found):
    council = found(profile="LGSCO-2024")
    reference = council.receives(email="")
    council.accepted(reference, unsendable_reason="They will call in.")
    assert council.due(reference, "response1") == "2024-04-17"
    council.at("2024-04-08T10:00")
    details = {"email": "alice@example.org", "send_again": True, "how_known": "She phoned."}
    council.acts("desk", reference, "change_details", **details)
    council.sweeps()
    assert council.letters(reference) == ["COR-ACK1"]
    assert council.due(reference, "response1") == "2024-04-22"  # counted from the letter after all


def test_a_case_whose_last_letter_cannot_be_sent_closes_and_stays_quiet(council):
    reference = council.receives(email="")
    council.accepted(reference, unsendable_reason="x")
    points = {"points": {"p1": FOUND}, "unsendable_reason": "No address."}
    council.does("investigator", reference, "answer_stage1", **points)
    assert council.file(reference).status == "closed"
    council.passes("2024-07-01T12:00")
    assert council.told(reference) == []
    assert {timer.due_at for timer in council.rows("timer")} == {None}


def test_representatives_get_a_copy_of_their_own(council):
    reference = council.accepted(council.receives(representative=HELPER))
    council.sweeps()
    ways = council.ways(reference)
    assert [(w.recipient, w.capacity, w.status) for w in ways] == [
        ("Alice Sample", "complainant", "sent"),
        ("Bob Helper", "representative", "sent"),
    ]
    greetings = [letter_from_json(way.letter).greeting for way in ways]
    assert greetings == ["Dear Alice Sample", "Dear Bob Helper"]
    assert council.letters(reference) == ["COR-ACK1"]  # one letter, two ways


def test_a_writer_without_consent_gets_a_text_without_the_case(council):
    secret = "My neighbour's bins are never emptied."
    reference = council.receives(representative=HELPER, text=secret, summary=secret)
    council.does("triage", reference, "triage", triage="ask_customer", reply_by=date(2024, 4, 17))
    own, copy = [to_text(letter_from_json(way.letter)) for way in council.ways(reference)]
    assert own != copy
    assert secret not in copy


def test_large_print_belongs_to_the_person_and_holds_for_every_letter(council):
    reference = council.answered(council.receives(adjustments=("large_print",)))
    ways = council.ways(reference)
    assert [way.large_print for way in ways] == [True, True]
    assert all(letter_from_json(way.letter).large_print for way in ways)


def test_a_letter_is_signed_by_the_role_in_which_the_officer_acted(council):
    reference = council.answered()
    signed = [letter_from_json(way.letter).signed_by[0] for way in council.ways(reference)]
    assert signed == ["Customer Service Centre", "Investigating manager"]


def test_rules_freeze_at_receipt_and_contacts_are_read_on_the_day(council):
    """A profile changed after receipt: the case keeps its days, its letters have the new phone."""
    reference = council.receives()
    profiles = council.office.catalogue.profiles
    old = profiles["NHDC-2019"]
    rules = dict(old.clocks["corporate-complaint"])
    rules["response1"] = rules["ack1"]
    new = dataclasses.replace(
        old,
        version="f" * 64,
        clocks={"corporate-complaint": rules},
        council=dataclasses.replace(old.council, phone="01632 960999"),
    )
    council.office.catalogue = dataclasses.replace(
        catalogue(), profiles={**profiles, "NHDC-2019": new}
    )
    council.accepted(reference)
    assert council.due(reference, "response1") == "2024-04-17"
    (way,) = council.ways(reference)
    letter = letter_from_json(way.letter)
    assert letter.letterhead.phone == "01632 960999"
    assert "17 April 2024" in to_text(letter)


def test_a_case_of_a_version_that_is_gone_from_the_files_runs_on_from_the_store(found):
    first = found()
    reference = first.receives()
    office = first.office
    office._procedures.clear()
    office._profiles.clear()
    office.catalogue = dataclasses.replace(office.catalogue, procedures={}, profiles={})
    first.accepted(reference)
    assert first.open_tasks(reference) == ["answer_stage1"]
