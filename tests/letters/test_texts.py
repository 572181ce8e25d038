"""The letters of the complaint procedure: whole, plain, and right for every council."""

from __future__ import annotations

import re
from dataclasses import replace

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
from tests.letters.vocabulary import (
    CODES,
    HARDEST_GRADE,
    PROFILE_IDS,
    SIGNPOSTS,
    body_of,
    context,
    letter,
    procedure,
    rendered,
    sample,
    words,
)

#: what each letter has to say, apart from what procedure.yaml happens to list
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
    "COR-ON": "reference received answer_by contact",
    "COR-ENQ": "reference answer what_instead contact",
    "COR-MERGE": "reference answered_with nothing_lost if_wrong contact",
    "ASB-INFO2": "reference what_it_is who_can_ask how_to_ask what_continues contact",
    "URC-FILEACK": "reference received on_file no_reply_because new_matters contact",
}
GUARDED = [(code, point) for code, points in MUST_SAY.items() for point in points.split()]


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


def test_a_council_without_phone_and_email_is_reached_through_its_website() -> None:
    given = sample("COR-UPD1", "bucks-2020", officer={"phone": "", "email": ""})
    assert "through www.buckinghamshire.gov.uk" in words(rendered("COR-UPD1", given))


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
