"""Letters that refuse, send somebody elsewhere, or only say what was done with their words."""

from __future__ import annotations

import pytest

from engine.errors import LetterRefused
from engine.letters import check_must_say, reading_grade
from tests.letters.vocabulary import (
    HARDEST_GRADE,
    PROFILE_IDS,
    REFUSALS,
    SIGNPOSTS,
    body_of,
    procedure,
    rendered,
    sample,
    words,
)


@pytest.mark.parametrize("profile_id", PROFILE_IDS)
@pytest.mark.parametrize("code", REFUSALS)
def test_every_refusal_has_its_reason_and_its_way_on(code: str, profile_id: str) -> None:
    body = body_of("COR-REJ", profile_id, refusal_reason=code, other_route="", discretion="")
    check_must_say(body, procedure().letters["COR-REJ"].must_say)
    assert reading_grade(body) <= HARDEST_GRADE
    assert "0300 061 0614" in words(body)


def test_no_two_refusals_give_the_same_reason() -> None:
    texts = {words(body_of("COR-REJ", refusal_reason=code)) for code in REFUSALS}
    assert len(texts) == len(REFUSALS)


def test_every_reason_that_the_form_offers_has_a_passage() -> None:
    fields = {field.id: field for field in procedure().forms["triage"].fields}
    offered = {choice.value for choice in fields["refusal_reason"].choices}
    assert offered == set(REFUSALS)


def test_a_refusal_without_its_reason_is_refused() -> None:
    body = body_of("COR-REJ", reason="")
    with pytest.raises(LetterRefused, match="reason"):
        check_must_say(body, ["reason"])


def test_a_council_that_has_no_roads_names_whose_they_are() -> None:
    theirs = words(body_of("COR-REJ", "nhdc-2019", refusal_reason="highways", other_route=""))
    own = words(body_of("COR-REJ", "lgsco-2024", refusal_reason="highways", other_route=""))
    assert "Hertfordshire County Council looks after the roads" in theirs
    assert "Our roads team" in own
    assert "Hertfordshire" not in own


def test_before_consent_the_one_who_wrote_learns_nothing_of_the_case() -> None:
    given = sample("COR-CONSENT", case={"summary": "The hidden matter"}, person={"name": "Hidden"})
    body = rendered("COR-CONSENT", given, "writer")
    assert {"received", "asking"} <= set(body.said)
    assert body.title == "We have what you sent us for someone else"
    assert "idden" not in words(body)
    assert "The hidden matter" in words(rendered("COR-CONSENT", given))
    assert reading_grade(body) <= HARDEST_GRADE


def test_a_representative_is_told_in_what_capacity_they_get_the_letter() -> None:
    given = sample("COR-ACK1", recipient={"name": "B. Sample", "capacity": "representative"})
    assert "you act for the person" in words(rendered("COR-ACK1", given))


@pytest.mark.parametrize("profile_id", PROFILE_IDS)
@pytest.mark.parametrize("to", SIGNPOSTS)
def test_every_signpost_says_where_to_go_and_how(to: str, profile_id: str) -> None:
    body = body_of("COR-SIGNPOST", profile_id, signpost_to=to, signpost_contact="", continues="")
    check_must_say(body, procedure().letters["COR-SIGNPOST"].must_say)
    assert reading_grade(body) <= HARDEST_GRADE
    added = body_of("COR-SIGNPOST", profile_id, signpost_to=to, signpost_contact="Call Mo.")
    assert "Call Mo." in words(added)


def test_a_parking_ticket_keeps_its_own_dates() -> None:
    assert "dates on your parking ticket still count" in words(
        body_of("COR-SIGNPOST", signpost_to="pcn")
    )


@pytest.mark.parametrize(
    ("profile_id", "said"),
    [("nhdc-2019", "monitoring.officer@north-herts.gov.uk"), ("demo-council", "01632 960105")],
)
def test_the_monitoring_officer_is_reached_as_the_council_says(profile_id: str, said: str) -> None:
    assert said in words(body_of("COR-SIGNPOST", profile_id, signpost_to="councillor_conduct"))


def test_an_enquiry_is_answered_or_passed_on() -> None:
    answered = words(body_of("COR-ENQ", reply="It opens at nine.", passed_to=""))
    passed = words(body_of("COR-ENQ", reply="", passed_to="our parks team"))
    assert "It opens at nine." in answered
    assert "passed what you sent us to our parks team. If they need to know more" in passed
    assert "to the team that deals with it" in words(body_of("COR-ENQ", reply="", passed_to=""))


def test_a_letter_put_on_file_does_not_speak_of_the_matter() -> None:
    given = sample("URC-FILEACK", case={"summary": "The hidden matter", "text": "hidden"})
    text = words(rendered("URC-FILEACK", given))
    assert "idden" not in text
    assert "Monday 5 February 2024" in text


def test_who_can_ask_for_a_case_review_is_the_councils_own_rule() -> None:
    own, law = words(body_of("ASB-INFO2", "nhdc-2019")), words(body_of("ASB-INFO2", "lgsco-2024"))
    assert "three people each reported much the same thing" in own
    assert "three people" not in law
    assert "www.north-herts.gov.uk" in own


@pytest.mark.parametrize(
    ("recipient", "said"),
    [
        ({"capacity": "complainant", "represented": "yes"}, "The person who acts for you gets"),
        ({"capacity": "complainant", "represented": ""}, "If you want someone to act for you"),
        ({"capacity": "representative", "represented": "yes"}, "you act for the person"),
    ],
)
def test_an_acknowledgement_says_who_gets_a_copy(recipient: dict[str, str], said: str) -> None:
    assert said in words(rendered("COR-ACK1", sample("COR-ACK1", recipient=recipient)))


def test_who_never_wrote_to_us_is_not_told_that_they_did() -> None:
    """Somebody wrote for them without authority: both get the letter, each in their own words."""
    form = {"refusal_reason": "third_party_no_authority", "other_route": "", "discretion": ""}
    said = {}
    for capacity in ("complainant", "representative"):
        recipient = {"capacity": capacity, "written_for": "yes"}
        body = rendered("COR-REJ", sample("COR-REJ", form=form, recipient=recipient))
        assert reading_grade(body) <= HARDEST_GRADE
        said[capacity] = words(body)
    assert "someone wrote to us in your name" in said["complainant"]
    assert "You wrote to us for someone else" not in said["complainant"]
    assert "You wrote to us for someone else" in said["representative"]


@pytest.mark.parametrize("code", REFUSALS)
def test_a_refusal_claims_no_thought_that_nobody_recorded(code: str) -> None:
    own, none = (
        words(body_of("COR-REJ", refusal_reason=code, discretion=said)) for said in ("Ill.", "")
    )
    assert "We thought about whether we should take it all the same." in own
    assert "We thought" not in none
    assert "We found" not in none
    assert "judge" not in own
    assert "Thank you for telling us." in own
    assert "writing to us" not in own


@pytest.mark.parametrize("code", [c for c in REFUSALS if c != "third_party_no_authority"])
def test_a_refusal_thanks_nobody_for_what_somebody_else_wrote(code: str) -> None:
    recipient = {"capacity": "complainant", "written_for": "yes"}
    given = sample("COR-REJ", form={"refusal_reason": code}, recipient=recipient)
    text = words(rendered("COR-REJ", given))
    assert "someone wrote to us in your name" in text
    assert "Thank you" not in text


@pytest.mark.parametrize(
    ("again", "said"),
    [
        ({"by": "reopen", "why_reopened": "new_evidence"}, "because there is something new."),
        ({"by": "reopen", "why_reopened": "withdrawn"}, "because you want us to look into it"),
        ({"by": "reopen", "why_reopened": "contractor"}, "because it has not been put right."),
        ({"by": "reopen", "why_reopened": "other"}, "again on Monday 13 May 2024. Your ref"),
        ({"by": "ombudsman_return"}, "The Ombudsman has asked us to look at your complaint again"),
    ],
)
def test_a_complaint_opened_again_is_acknowledged_as_one(again: dict[str, str], said: str) -> None:
    case = {"again": {**again, "on": "2024-05-13"}}
    body = rendered("COR-ACK1", sample("COR-ACK1", case=case))
    assert said in words(body)
    assert "We first received your complaint on Thursday 21 March 2024." in words(body)
    assert "Thank you for telling us" not in words(body)
    assert reading_grade(body) <= HARDEST_GRADE


@pytest.mark.parametrize("code", ["COR-CONSENT", "COR-REJ"])
def test_a_writer_without_consent_reads_nothing_of_the_case(code: str) -> None:
    secret = {"summary": "hidden", "text": "hidden", "service": "hidden"}
    form = {"reason": "hidden", "discretion": "hidden", "other_route": "hidden"}
    body = rendered(code, sample(code, case=secret, form=form), "writer")
    assert "hidden" not in words(body)
    assert reading_grade(body) <= HARDEST_GRADE
