"""Published procedures, to be read by everybody in the office; a draft on its page."""

from __future__ import annotations

import re

import pytest

from engine.studio import drafts
from tests.web.places import House


@pytest.mark.parametrize("who", ["triage", "owner"])
def test_every_officer_reads_how_a_procedure_works(house: House, who: str) -> None:
    page = house.officer(who).get("/officers/studio/procedures/corporate-complaint")
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.source))
    assert "Stage 1 response" in text and "10 working days" in text
    assert "The member of staff complained about must not decide anything" in text
    assert "COR-RESP1" in text


def test_a_published_diagram_is_served_as_it_is_kept(house: House) -> None:
    officer = house.officer("triage")
    answer = officer.client.get(
        "/officers/studio/procedures/corporate-complaint/diagram/procedure.bpmn"
    )
    kept = house.office.catalogue.procedures["corporate-complaint"].diagram.xml
    assert (answer.data, answer.mimetype) == (kept, "application/xml")
    missing = "/officers/studio/procedures/corporate-complaint/diagram/other.bpmn"
    assert officer.client.get(missing).status_code == 404


def test_an_unknown_procedure_is_not_found(house: House) -> None:
    assert house.officer("triage").get("/officers/studio/procedures/nothing").status == 404


def test_only_a_process_owner_sees_the_studio(house: House) -> None:
    assert house.officer("manager").get("/officers/studio/").status == 403
    assert "Begin a draft" in house.officer("owner").get("/officers/studio/").source
    assert "Studio" not in house.officer("manager").get("/officers").source


def test_a_draft_is_begun_and_its_page_says_what_is_left(house: House) -> None:
    owner = house.officer("owner")
    owner.post("/officers/studio/drafts", {"procedure": "contact-standards"})
    (head,) = drafts.all_of(house.office, house.actors["owner"])
    page = owner.get(f"/officers/studio/drafts/{head.id}")
    assert "have not been run since it was last changed" in page.main, page.main
    assert "The check finds nothing that stops publication." in page.main


def test_a_draft_is_compared_with_what_it_began_with(house: House) -> None:
    number = drafts.begin(house.office, house.actors["owner"], "contact-standards")
    draft = drafts.read(house.office, house.actors["owner"], number)
    text = draft.files[draft.yaml].replace("title: ", "title: New ", 1)
    drafts.keep(house.office, house.actors["owner"], number, {draft.yaml: text}, {})
    page = house.officer("owner").get(f"/officers/studio/drafts/{number}/compare")
    assert "Title: “New " in page.main


def test_no_draft_is_submitted_with_a_date_that_is_none(house: House) -> None:
    number = drafts.begin(house.office, house.actors["owner"], "contact-standards")
    answer = house.officer("owner").post(
        f"/officers/studio/drafts/{number}/submit",
        {
            "why": "x",
            "when": "later",
            "wanted_from-day": "31",
            "wanted_from-month": "2",
            "wanted_from-year": "2030",
        },
    )
    assert answer.status == 422
    assert "must be a real date" in answer.source
