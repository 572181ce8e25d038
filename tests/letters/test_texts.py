"""The letters of the complaint procedure: whole, plain, and right for every council."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest

from engine.errors import LetterRefused
from engine.letters import check_must_say, reading_grade, to_html, to_pdf, to_text
from engine.settings import HOUSE
from tests.letters.vocabulary import (
    CODES,
    PROFILE_IDS,
    REFUSALS,
    body_of,
    context,
    letter,
    procedure,
    rendered,
    tried,
    words,
)

#: Plain English: a reader of about twelve years.
HARDEST_GRADE = 7.0

#: procedures.md section 12, in the words of the `says` passages.
MUST_SAY = {
    "COR-ACK1": "reference understood investigator answer_by contact adjustments copy",
    "COR-UPD1": "apology reason new_date contact",
    "COR-UPD2": "apology reason new_date contact",
    "COR-EXT1": "reason new_date contact signpost",
    "COR-EXT2": "reason new_date contact signpost",
    "COR-RESP1": "decision findings reasons apology remedies stage2 signpost contact",
    "COR-ACK2": "reference reviewer answer_by contact",
    "COR-REF2": "reason signpost contact",
    "COR-RESP2": "decision findings reasons change remedies signpost contact",
    "COR-REJ": "reference reason discretion other_route signpost contact",
    "COR-SR": "reference what_we_will_do by_when if_it_fails contact",
    "COR-COMMENT": "reference recorded what_instead reply contact",
    "COR-COMPLIMENT": "reference passed_on contact",
    "COR-SIGNPOST": "reference which_part where_to_go how_to_reach their_time_limits "
    "what_continues contact",
    "COR-CONTR": "choice contractor_contact contact no_reason reply_by",
    "COR-CONSENT": "received formal copies reply_by no_clock contact",
    "COR-WD": "reference withdrawn may_reopen still_do contact",
    "COR-HR": "elsewhere no_detail what_continues contact",
    "COR-INFO": "what_we_need why by_when otherwise contact",
}


def sample(code: str, profile_id: str = "nhdc-2019", **changes: Any) -> Mapping[str, Any]:
    """The sample's context with whole branches merged: ``case={"was": ""}``."""
    given = context(code, profile_id)
    return given | {
        name: {**given[name], **value} if isinstance(value, dict) else value
        for name, value in changes.items()
    }


def test_every_letter_of_the_catalogue_is_written() -> None:
    assert set(CODES) == set(MUST_SAY)


@pytest.mark.parametrize("profile_id", PROFILE_IDS)
@pytest.mark.parametrize("code", CODES)
def test_every_letter_says_what_it_must_for_every_council(code: str, profile_id: str) -> None:
    body = body_of(code, profile_id)
    check_must_say(body, MUST_SAY[code].split())
    duty = procedure().letters.get(code)
    if duty is not None:
        check_must_say(body, duty.must_say)


@pytest.mark.parametrize("code", CODES)
def test_every_letter_reads_plainly(code: str) -> None:
    assert reading_grade(body_of(code)) <= HARDEST_GRADE


@pytest.mark.parametrize("code", CODES)
def test_every_letter_renders_in_every_format(code: str) -> None:
    sent = letter(body_of(code))
    assert to_pdf(sent).startswith(b"%PDF-1.7")
    assert sent.body.title in to_text(sent)
    assert sent.body.title in to_html(sent)


@pytest.mark.parametrize("code", CODES)
def test_no_letter_cites_a_paragraph_or_speaks_officialese(code: str) -> None:
    text = words(body_of(code))
    for phrase in (
        "pursuant",
        "hereby",
        "aforementioned",
        "in respect of",
        "regulation",
        "paragraph",
    ):
        assert phrase not in text.lower()
    assert not re.search(r"\b(section|para|reg)\.? ?\d", text, re.IGNORECASE)


@pytest.mark.parametrize("profile_id", PROFILE_IDS)
@pytest.mark.parametrize("code", REFUSALS)
def test_every_refusal_has_its_reason_and_its_way_on(code: str, profile_id: str) -> None:
    body = body_of("COR-REJ", profile_id, refusal_reason=code, other_route="", discretion="")
    check_must_say(body, MUST_SAY["COR-REJ"].split())
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


def test_stage_2_needs_a_ground_only_where_the_council_has_that_gate() -> None:
    gated, free = (
        words(body_of("COR-RESP1", "nhdc-2019")),
        words(body_of("COR-RESP1", "lgsco-2024")),
    )
    assert "We did not answer every point that you made." in gated
    assert "Customer Service Centre" in gated
    assert "You do not have to give a reason." in free
    assert "at least one of these is true" not in free


def test_the_last_day_to_ask_for_stage_2_is_left_out_when_it_is_not_known() -> None:
    assert "The last day to ask us is Wednesday 1 May 2024" in words(body_of("COR-RESP1"))
    without = {**context("COR-RESP1"), "clock": {}}
    assert "last day" not in words(rendered("COR-RESP1", without))


def test_an_answer_that_names_no_ombudsman_still_says_where_to_go_next() -> None:
    body = rendered("COR-RESP1", {**context("COR-RESP1"), "signpost": "none"})
    assert "signpost" in body.said
    assert "0300 061 0614" not in words(body)


@pytest.mark.parametrize(
    ("overall", "decision"),
    [
        ("upheld", "We uphold your complaint."),
        ("Partly upheld", "We uphold part of your complaint."),
        ("not upheld", "We do not uphold your complaint."),
    ],
)
@pytest.mark.parametrize("code", ["COR-RESP1", "COR-RESP2"])
def test_an_answer_gives_its_decision_in_words(code: str, overall: str, decision: str) -> None:
    assert decision in words(rendered(code, sample(code, case={"overall": overall})))


@pytest.mark.parametrize(
    ("was", "change"),
    [
        ("", "We did not make a decision at stage 1"),
        ("partly upheld", "same overall decision"),
        ("not upheld", "At stage 1, your complaint was not upheld. It is now partly upheld."),
    ],
)
def test_the_final_answer_says_what_it_changes(was: str, change: str) -> None:
    given = sample("COR-RESP2", case={"was": was, "overall": "partly upheld"})
    assert change in words(rendered("COR-RESP2", given))


def test_an_answer_on_information_rights_names_the_commissioner_instead() -> None:
    text = words(rendered("COR-RESP2", {**context("COR-RESP2"), "signpost": "ico"}))
    assert "Information Commissioner" in text
    assert "Ombudsman" not in text


def test_where_health_is_involved_both_ombudsmen_are_named() -> None:
    phso = {"name": "Health Ombudsman", "phone": "01632 960999", "website": "www.example.org"}
    contacts = {**context("COR-RESP2")["contacts"], "phso": phso}
    shared = {"parts/both.md": (HOUSE / "letters" / "parts" / "both.md").read_text()}
    text = words(tried('{% include "parts/both.md" %}', shared, contacts=contacts))
    assert "0300 061 0614" in text
    assert "01632 960999" in text


def test_a_signpost_that_a_letter_has_no_words_for_is_never_skipped() -> None:
    body = rendered("COR-RESP2", {**context("COR-RESP2"), "signpost": "both"})
    with pytest.raises(LetterRefused, match="signpost"):
        check_must_say(body, ["signpost"])


def test_an_answer_without_a_reason_on_one_point_is_refused() -> None:
    given = context("COR-RESP1")
    points = [{**given["points"][0]}, {**given["points"][1], "reason": " "}]
    with pytest.raises(LetterRefused, match="reasons"):
        check_must_say(rendered("COR-RESP1", {**given, "points": points}), ["reasons"])


def test_an_answer_without_remedies_says_so() -> None:
    given = context("COR-RESP1")
    points = [{**point, "remedy": "", "remedy_by": None} for point in given["points"]]
    for overall, said in (
        ("partly upheld", "nothing else that we plan to do"),
        ("not upheld", "did not find anything that we need to put right"),
    ):
        case = {**given["case"], "overall": overall}
        body = rendered("COR-RESP1", {**given, "case": case, "points": points})
        assert "remedies" in body.said
        assert said in words(body)


def test_a_refused_stage_2_names_each_ground_that_failed() -> None:
    text = words(body_of("COR-REF2", G1="not_met", G2="not_met", G3="not_met"))
    assert text.count("We found that we did not.") == 3


def test_a_late_request_for_stage_2_is_refused_with_the_discretion_and_the_grounds() -> None:
    late = {"late_decision": "refuse_late", "late_reason": "We asked you why."}
    both = words(body_of("COR-REF2", **late))
    assert "came too late. The last day to ask was Wednesday 1 May 2024." in both
    assert "We asked you why." in both
    assert "We checked each of them." in both
    assert "We checked each of them." not in words(body_of("COR-REF2", **late, reason=""))


def test_stage_2_without_stage_1_says_why() -> None:
    told = body_of("COR-ACK2", triage="direct_stage2", direct_reason="information_rights")
    assert "request for information" in words(told)
    assert "You asked us to look at your complaint again" in words(body_of("COR-ACK2"))


def test_before_consent_the_one_who_wrote_learns_nothing_of_the_case() -> None:
    given = sample("COR-CONSENT", case={"summary": "The hidden matter"}, person={"name": "Hidden"})
    body = rendered("COR-CONSENT", given, "representative")
    assert {"received", "asking"} <= set(body.said)
    assert "idden" not in words(body)
    assert "The hidden matter" in words(rendered("COR-CONSENT", given))
    assert reading_grade(body) <= HARDEST_GRADE


def test_a_representative_is_told_in_what_capacity_they_get_the_letter() -> None:
    given = sample("COR-ACK1", recipient={"name": "B. Sample", "capacity": "representative"})
    assert "you act for the person" in words(rendered("COR-ACK1", given))


def test_a_council_without_phone_and_email_is_reached_through_its_website() -> None:
    given = sample("COR-UPD1", "bucks-2020", officer={"phone": "", "email": ""})
    assert "through www.buckinghamshire.gov.uk" in words(rendered("COR-UPD1", given))
