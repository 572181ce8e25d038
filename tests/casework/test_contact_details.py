"""Addresses and needs change while a case goes on, and its letters follow."""

from __future__ import annotations

import pytest

from engine.casework.intake import Someone
from engine.desk.case_file import action_form
from engine.errors import FormErrors, NotNow, NotPermitted
from engine.letters import letter_from_json
from tests.casework.council import POSTAL

ADDRESS = "\n".join(POSTAL)
SAID = {"how_known": "She phoned on 3 April."}


def party(council, reference, capacity="complainant"):
    return next(p for p in council.file(reference).parties if p.capacity == capacity)


def needs(**values):
    return {"asked_by": "She did", "asked_on": "2024-04-03", **values}


def test_details_are_changed_with_who_said_so(each_council):
    council = each_council
    reference = council.receives(phone="01632 960001")
    council.acts("desk", reference, "change_details", address=ADDRESS, preferred_channel="post",
                 **SAID)  # fmt: skip
    found = party(council, reference)
    assert (found.address, found.channel, found.phone) == (POSTAL, "post", "01632 960001")
    (row,) = [p for p in council.rows("person") if p.id == found.person_id]
    assert row.postcode == "AB999ZZ"
    assert ("case:person:details_changed", "address, preferred_channel") in council.audit(
        reference
    )
    assert council.file(reference).history[0].detail == SAID["how_known"]


def test_the_form_begins_with_what_is_known_of_the_one_chosen(council):
    helper = Someone(name="Bob", email="bob@example.org")
    reference = council.receives(address=POSTAL, representative=helper)
    actor = council.people["desk"]
    for whose, email, address in (
        ("complainant", "alice@example.org", ADDRESS),
        ("representative", "bob@example.org", ""),
    ):
        view = action_form(council.office, actor, reference, "change_details", {"whose": whose})
        assert (view.values["email"], view.values["address"]) == (email, address)


def test_a_detail_goes_only_when_it_is_said(council):
    reference = council.receives(phone="01632 960001")
    council.acts("desk", reference, "change_details", remove="phone", **SAID)
    assert (party(council, reference).phone, party(council, reference).email) == (
        "",
        "alice@example.org",
    )


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"email": "at home"}, "email", "name@example.com"),
        ({"address": "1 Street\nTown"}, "address", "UK postcode"),
        ({"preferred_channel": "post"}, "address", "cannot go that way"),
        ({"preferred_channel": "private_message"}, "handle", "cannot go that way"),
        ({"email": "alice@example.org"}, "email", "Nothing has been changed"),
        ({"whose": "representative", "email": "x@example.org"}, "whose", "Nobody is"),
    ],
)
def test_what_cannot_be_changed_is_said_beside_its_field(council, values, field, said):
    reference = council.receives()
    with pytest.raises(FormErrors) as wrong:
        council.acts("desk", reference, "change_details", **values, **SAID)
    assert said in wrong.value.errors[field]
    assert party(council, reference).email == "alice@example.org"


def test_a_letter_that_has_not_left_goes_to_the_new_address(council):
    reference = council.accepted()
    council.acts("desk", reference, "change_details", address=ADDRESS, preferred_channel="post",
                 **SAID)  # fmt: skip
    (way,) = council.ways(reference)
    assert (way.status, way.channel, tuple(way.address)) == ("queued", "post", POSTAL)
    assert letter_from_json(way.letter).address == ("Alice Sample", *POSTAL)
    council.sweeps()
    assert council.letters(reference) == ["COR-ACK1"]


def test_a_letter_that_could_not_be_sent_goes_once_there_is_an_address(each_council):
    council = each_council
    reference = council.receives(email="", phone="01632 960001")
    council.does("triage", reference, "triage", triage="accept", unsendable_reason="no address")
    assert council.ways(reference)[0].status == "unsendable"
    council.acts("desk", reference, "change_details", email="new@example.org", **SAID)
    assert council.ways(reference)[0].status == "unsendable"
    with pytest.raises(NotNow, match="no address"):
        council.acts("desk", reference, "change_details", remove="email", send_again=True, **SAID)
    council.acts("desk", reference, "change_details", phone="01632 960002", send_again=True,
                 **SAID)  # fmt: skip
    council.sweeps()
    assert council.letters(reference) == ["COR-ACK1"]
    assert council.due(reference, "ack1").endswith("stopped")  # when no letter could be sent


def test_what_somebody_needs_is_added_with_who_asked_and_when(each_council):
    council = each_council
    reference = council.accepted()
    council.acts("desk", reference, "adjust", adjustment="large_print", **needs())
    assert party(council, reference).adjustments == ("large print",)
    (row,) = council.rows("adjustment")
    assert (row.asked_by, str(row.asked_on)) == ("She did", "2024-04-03")
    (way,) = council.ways(reference)
    assert way.large_print
    assert ("case:adjustment:added", "large_print") in council.audit(reference)


def test_what_somebody_no_longer_needs_is_ended(council):
    reference = council.receives(adjustments=("large_print", "phone_first"))
    council.acts("desk", reference, "adjust", adjustment="large_print", change="end", **needs())
    assert party(council, reference).adjustments == ("phone first",)
    with pytest.raises(FormErrors, match="cannot be ended"):
        council.acts("desk", reference, "adjust", adjustment="easy_read", change="end", **needs())


def test_needs_that_make_no_sense_are_refused(council):
    reference = council.receives(adjustments=("email_only",))
    for wrong, said in (
        ({"adjustment": "post_only"}, "only post and only e-mail"),
        ({"adjustment": "email_only"}, "already"),
        ({"adjustment": "language"}, "Which language"),
        ({"adjustment": "easy_read", "asked_on": "2024-04-04"}, "today or in the past"),
    ):
        with pytest.raises(FormErrors, match=said):
            council.acts("desk", reference, "adjust", **needs(**wrong))
    council.acts("desk", reference, "adjust", adjustment="language", detail="Welsh", **needs())
    assert party(council, reference).adjustments == ("email only", "language: Welsh")


def test_a_resident_changes_nothing_with_a_tracking_code_alone(council):
    reference = council.receives()
    for action, values in (("change_details", {"email": "x@example.org", **SAID}),
                           ("adjust", needs(adjustment="easy_read"))):  # fmt: skip
        with pytest.raises(NotPermitted):
            council.acts("complainant", reference, action, **values)
