"""The letters of the complaint procedure: whole, plain, and right for every council."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from engine.errors import LetterRefused
from engine.letters import (
    check_must_say,
    reading_grade,
    render_body,
    to_html,
    to_pdf,
    to_text,
)
from engine.settings import HOUSE
from tests.letters.vocabulary import (
    CODES,
    PROFILE_IDS,
    REFUSALS,
    SIGNPOSTS,
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
    "COR-UPD1": "apology reference reason new_date contact",
    "COR-UPD2": "apology reference reason new_date contact",
    "COR-EXT1": "apology reference reason new_date contact signpost",
    "COR-EXT2": "apology reference reason new_date contact signpost",
    "COR-RESP1": "reference decision findings reasons apology remedies stage2 signpost contact",
    "COR-ACK2": "reference reviewer answer_by contact",
    "COR-REF2": "reference reason signpost contact",
    "COR-RESP2": "reference decision findings reasons change remedies signpost contact",
    "COR-REJ": "reference reason discretion other_route signpost contact",
    "COR-SR": "reference what_we_will_do by_when if_it_fails contact",
    "COR-COMMENT": "reference recorded reply contact",
    "COR-COMPLIMENT": "reference passed_on contact",
    "COR-SIGNPOST": "reference which_part where_to_go how_to_reach their_time_limits "
    "what_continues contact",
    "COR-CONTR": "reference choice contractor_contact no_reason_needed reply_by contact",
    "COR-CONSENT": "received reference formal copies reply_by no_clock contact",
    "COR-WD": "reference withdrawn may_reopen still_do contact",
    "COR-HR": "reference elsewhere no_detail what_continues contact",
    "COR-INFO": "reference what_we_need why by_when otherwise contact",
    "COR-ENQ": "reference answer what_instead contact",
    "COR-MERGE": "reference answered_with nothing_lost if_wrong contact",
    "ASB-INFO2": "reference what_it_is who_can_ask how_to_ask what_continues contact",
    "URC-FILEACK": "reference received on_file no_reply_because new_matters contact",
}
GUARDED = [(code, point) for code, points in MUST_SAY.items() for point in points.split()]


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
    check_must_say(body, procedure().letters[code].must_say)


@pytest.mark.parametrize("code", CODES)
def test_the_procedure_insists_on_every_point_of_the_catalogue(code: str) -> None:
    assert set(procedure().letters[code].must_say) == set(MUST_SAY[code].split())


@pytest.mark.parametrize(("code", "point"), GUARDED)
def test_a_letter_that_lost_a_passage_is_refused(code: str, point: str) -> None:
    """Somebody edits the letter and deletes the passage: it is not sent."""
    whole = procedure().templates[code]
    passage = re.compile(rf'{{% says "{point}" %}}.*?{{% endsays %}}', re.DOTALL)
    text, gone = passage.subn("", whole.bodies[""])
    assert gone
    without = replace(whole, bodies={**whole.bodies, "": text})
    body = render_body(without, procedure().parts, context(code))
    with pytest.raises(LetterRefused, match=point) as refused:
        check_must_say(body, procedure().letters[code].must_say)
    assert refused.value.missing == (point,)


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
    assert both.count("We found that we did not.") == 3


def test_stage_2_without_stage_1_says_why() -> None:
    told = body_of("COR-ACK2", triage="direct_stage2", direct_reason="information_rights")
    assert "request for information" in words(told)
    returned = body_of("COR-ACK2", triage="direct_stage2", direct_reason="ombudsman")
    assert "The Ombudsman has asked us to look at it again." in words(returned)
    assert "You asked us to look at your complaint again" in words(body_of("COR-ACK2"))


def test_before_consent_the_one_who_wrote_learns_nothing_of_the_case() -> None:
    given = sample("COR-CONSENT", case={"summary": "The hidden matter"}, person={"name": "Hidden"})
    body = rendered("COR-CONSENT", given, "writer")
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


def test_a_late_request_is_refused_with_each_ground_that_failed_and_no_other() -> None:
    """Ground 2 was met, so the letter names the first and the third."""
    late = {"late_decision": "refuse_late", "late_reason": "We asked you why.", "reason": ""}
    text = words(body_of("COR-REF2", **late, G1="not_met", G2="met", G3="not_met"))
    assert text.count("We found that we did not.") == 2
    assert "miss one of your points" not in text


def test_a_late_request_under_a_procedure_without_grounds_speaks_of_none() -> None:
    late = {"late_decision": "refuse_late", "late_reason": "We asked you why.", "reason": ""}
    text = words(body_of("COR-REF2", "lgsco-2024", **late, G1="", G2="", G3=""))
    assert "three things" not in text
    assert "We asked you why." in text


def test_stage_2_is_taken_with_the_ground_that_was_met() -> None:
    taken = body_of("COR-ACK2", G1="not_met", G2="met", G3="not_met")
    assert "We did not answer every point that you made." in words(taken)
    assert "did not look into it fully" not in words(taken)
    assert "Why we will look again" not in words(body_of("COR-ACK2", "lgsco-2024", G2="met"))


def test_a_late_request_that_is_taken_says_so() -> None:
    assert "after the last day" in words(body_of("COR-ACK2", late_decision="accept_late"))
    assert "after the last day" not in words(body_of("COR-ACK2", late_decision=""))


@pytest.mark.parametrize(
    ("was", "change"),
    [
        ("", "We did not decide this point at stage 1."),
        ("upheld", "This is what we found at stage 1, too."),
        ("not_upheld", "This is a change. At stage 1, this point was not upheld."),
    ],
)
def test_the_final_answer_says_for_each_point_what_it_changes(was: str, change: str) -> None:
    given = context("COR-RESP2")
    first = {**given["points"][0], "was": was, "was_title": was.replace("_", " ")}
    body = rendered("COR-RESP2", {**given, "points": [first]})
    assert change in words(body)


def test_a_withdrawn_complaint_can_be_opened_again_until_a_day_that_is_named() -> None:
    assert "until Tuesday 22 April 2025" in words(body_of("COR-WD"))
    without = words(rendered("COR-WD", {**context("COR-WD"), "clock": {}}))
    assert "You can ask us to open it again. You do not have to say why." in without
    assert "12 months" not in without


@pytest.mark.parametrize("profile_id", PROFILE_IDS)
@pytest.mark.parametrize("to", SIGNPOSTS)
def test_every_signpost_says_where_to_go_and_how(to: str, profile_id: str) -> None:
    body = body_of("COR-SIGNPOST", profile_id, signpost_to=to, signpost_contact="", continues="")
    check_must_say(body, MUST_SAY["COR-SIGNPOST"].split())
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


def test_a_made_up_council_sends_nobody_to_a_real_one() -> None:
    for code in CODES:
        for to in SIGNPOSTS:
            text = words(body_of(code, "demo-council", signpost_to=to))
            assert "north-herts" not in text
            assert "01462" not in text


@pytest.mark.parametrize("profile_id", PROFILE_IDS)
@pytest.mark.parametrize("code", CODES)
def test_no_letter_shows_how_a_date_was_counted(code: str, profile_id: str) -> None:
    """How a date was counted is for officers; the person needs the day."""
    text = words(body_of(code, profile_id)).lower()
    for phrase in ("working day", "calendar day", "rolled", "counted from", "bank holiday"):
        assert phrase not in text


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


@pytest.mark.parametrize("code", ["COR-CONSENT", "COR-REJ"])
def test_a_writer_without_consent_reads_nothing_of_the_case(code: str) -> None:
    secret = {"summary": "hidden", "text": "hidden", "service": "hidden"}
    form = {"reason": "hidden", "discretion": "hidden", "other_route": "hidden"}
    body = rendered(code, sample(code, case=secret, form=form), "writer")
    assert "hidden" not in words(body)
    assert reading_grade(body) <= HARDEST_GRADE


def test_a_payment_that_is_offered_stands_in_the_answer() -> None:
    given = sample("COR-RESP1", case={"payment": 150})
    points = [{**point, "remedy": "", "remedy_by": None} for point in given["points"]]
    text = words(rendered("COR-RESP1", {**given, "points": points}))
    assert "We will pay you £150." in text
    assert "nothing else that we plan to do" not in text
    assert "£" not in words(body_of("COR-RESP1"))
    final = rendered("COR-RESP2", sample("COR-RESP2", case={"payment": 150}, points=points))
    assert "we would pay you £150. That still stands." in words(final)
    check_must_say(final, ["remedies"])
