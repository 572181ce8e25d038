"""The answers at both stages, and what stands between them: stage 2 asked for, taken, refused."""

from __future__ import annotations

import pytest

from engine.errors import LetterRefused
from engine.letters import check_must_say
from engine.settings import HOUSE
from tests.letters.vocabulary import (
    body_of,
    context,
    rendered,
    sample,
    tried,
    words,
)


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
    body = rendered("COR-RESP2", {**context("COR-RESP2"), "signpost": "elsewhere"})
    with pytest.raises(LetterRefused, match="signpost"):
        check_must_say(body, ["signpost"])


def test_an_answer_without_a_reason_on_one_point_is_refused() -> None:
    given = context("COR-RESP1")
    points = [{**given["points"][0]}, {**given["points"][1], "reason": " "}]
    with pytest.raises(LetterRefused, match="reasons"):
        check_must_say(rendered("COR-RESP1", {**given, "points": points}), ["reasons"])


@pytest.mark.parametrize("code", ["COR-RESP1", "COR-RESP2"])
def test_a_part_that_hr_deals_with_is_named_and_not_judged(code: str) -> None:
    first, second = sample(code)["points"]
    hers = {**first, "set_aside": "hr", "finding": "", "finding_title": "", "reason": ""}
    text = words(rendered(code, sample(code, points=[hers, {**second, "set_aside": ""}])))
    assert f"{first['text']}\nThis part is dealt with separately, as we wrote to you." in text
    assert text.count("on this point") == 1


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
    for answer in ("did understand it.", "answered them all.", "answered in time, or told you"):
        assert text.count(f"We found that we {answer}") == 1


def test_a_late_request_for_stage_2_is_refused_with_the_discretion_and_the_grounds() -> None:
    late = {"late_decision": "refuse_late", "late_reason": "We asked you why."}
    both = words(body_of("COR-REF2", **late))
    assert "came too late. The last day to ask was Wednesday 1 May 2024." in both
    assert "We asked you why." in both
    assert "We checked each of them." in both
    assert both.count("We found that we ") == 3


def test_stage_2_without_stage_1_says_why() -> None:
    told = body_of("COR-ACK2", triage="direct_stage2", direct_reason="information_rights")
    assert "request for information" in words(told)
    personal = {"direct_reason": "information_rights", "rights_kind": "dpa"}
    assert "with information about you" in words(
        body_of("COR-ACK2", triage="direct_stage2", **personal)
    )
    returned = body_of("COR-ACK2", triage="direct_stage2", direct_reason="ombudsman")
    assert "The Ombudsman has asked us to look at your complaint again." in words(returned)
    assert "You asked us to look at your complaint again" in words(body_of("COR-ACK2"))


def test_a_late_request_whose_ground_was_met_is_refused_for_its_lateness_only() -> None:
    late = {"late_decision": "refuse_late", "late_reason": "We asked you why.", "reason": "No."}
    body = body_of("COR-REF2", **late, G1="not_met", G2="met", G3="not_met")
    assert "We asked you why." in words(body)
    assert "three things" not in words(body)
    assert "We found" not in words(body)
    check_must_say(body, ["reason"])


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ("", "", "nothing else that we plan to do"),
        ("50", "", "we would pay you £50. That still stands."),
        ("", "75", "We will pay you £75."),
        ("50", "75", "£50. That still stands. We will also pay you £75 more."),
    ],
)
def test_the_final_answer_offers_a_payment_beside_the_first_one(
    before: str, now: str, said: str
) -> None:
    given = sample("COR-RESP2", case={"payment": before}, form={"payment": now})
    points = [{**point, "remedy": "", "remedy_by": None} for point in given["points"]]
    assert said in words(rendered("COR-RESP2", {**given, "points": points}))


def test_a_final_answer_on_personal_data_speaks_of_no_request() -> None:
    given = {**sample("COR-RESP2", case={"rights_kind": "dpa"}), "signpost": "ico"}
    text = words(rendered("COR-RESP2", given))
    assert "how we dealt with information about you" in text
    assert "request for information" not in text


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
