"""Letters of a draft: the list, the editor, every format, who gets them."""

from __future__ import annotations

import re

import pytest

from engine.catalogue.rewriting import value_at
from engine.studio import drafts
from engine.studio.letter_texts import first_lines
from tests.web.letter_pages import boxes, files, preview, standing, writes
from tests.web.places import House, Officer

ID = "corporate-complaint"
YAML = f"processes/{ID}/procedure.yaml"
RESP1 = f"letters/{ID}/COR-RESP1.md.j2"


@pytest.fixture
def owner(house: House) -> Officer:
    """A process owner."""
    return house.officer("owner")


@pytest.fixture
def draft(house: House) -> str:
    """The address of a draft of the complaint procedure."""
    number = drafts.begin(house.office, house.actors["owner"], ID)
    return f"/officers/studio/drafts/{number}"


def test_the_list_says_what_each_letter_is_and_how_it_stands(owner: Officer, draft: str) -> None:
    page = owner.get(f"{draft}/letters")
    rows = [" ".join(row.text_content().split()) for row in page.tree.xpath("//tbody/tr")]
    (resp1,) = [row for row in rows if row.startswith("COR-RESP1")]
    for said in ("Our answer to your complaint", "Decision", "The person who complains",
                 "Their representative", "Send the stage 1 answer", "Can be sent"):  # fmt: skip
        assert said in resp1
    assert re.search(r"\d\.\d$", resp1)
    assert len(rows) == 24
    assert not any("problem" in row for row in rows)


def test_what_was_not_touched_stays_as_it_was(house: House, owner: Officer, draft: str) -> None:
    before = files(house)
    for code in ("COR-RESP1", "COR-CONSENT", "COR-ACK1"):
        page = owner.get(f"{draft}/letters/{code}")
        sent = {name: text if not isinstance(text, str) else text.replace("\n", "\r\n")
                for name, text in boxes(page).items()}  # fmt: skip
        kept = owner.post(f"{draft}/letters/{code}", {**sent, "do": "save"})
        assert kept.status == 200
    assert files(house) == before


def test_a_letter_is_changed_and_what_it_uses_is_listed(
    house: House, owner: Officer, draft: str
) -> None:
    typed = boxes(owner.get(f"{draft}/letters/COR-RESP1"))
    text = str(typed["text-"]).replace(
        "Thank you for your patience", "Thank you, {{ person.name }}, for your patience"
    )
    page = owner.post(f"{draft}/letters/COR-RESP1", {**typed, "text-": text, "do": "save"})
    assert "Kept in the draft" in page.source
    kept = files(house)[RESP1]
    assert "Thank you, {{ person.name }}" in kept
    assert first_lines(kept)["uses"][-2:] == ["signpost", "person.name"]  # type: ignore[index]
    text = text.replace("{{ person.name }}, ", "")
    owner.post(f"{draft}/letters/COR-RESP1", {**boxes(page), "text-": text, "do": "save"})
    assert "person.name" not in files(house)[RESP1]


def test_a_missing_point_is_told_with_the_passage_to_add(owner: Officer, draft: str) -> None:
    page = writes(owner, draft, "Only this.")
    said = standing(page)
    assert "✗ apology, missing" in said
    assert '{% says "apology" %}…{% endsays %}' in said
    again = writes(owner, draft, 'Only this. {% says "apology" %}We are sorry.{% endsays %}')
    assert "✓ apology" in standing(again)


def test_names_are_listed_with_what_they_are_and_a_sample(owner: Officer, draft: str) -> None:
    page = owner.get(f"{draft}/letters/COR-UPD2")
    found = page.tree.xpath("//details//tbody/tr")
    rows = [" ".join(cell.text_content() for cell in row) for row in found]
    assert "The case’s reference {{ case.reference }} COM-2024-00042" in rows
    assert any("{{ form.until | long_date }}" in row and "30 May 2024" in row for row in rows)
    assert any("{{ contacts.ombudsman.phone }}" in row for row in rows)
    assert any('{% include "parts/contact.md" %}' in row for row in rows)


def test_first_lines_that_cannot_be_read_are_shown_as_a_whole_file(
    house: House, owner: Officer, draft: str
) -> None:
    broken = "---\ncode: [\n---\nText.\n"
    drafts.keep(house.office, house.actors["owner"], 1, {RESP1: broken}, {})
    page = owner.get(f"{draft}/letters/COR-RESP1")
    assert page.box("whole") == broken
    assert "Line " in preview(page)
    mended = "---\r\ncode: COR-RESP1\r\ntitle: Mended\r\n---\r\nHello {{ case.reference }}.\r\n"
    sent = {"whole": mended, "seen": page.box("seen"), "do": "save"}
    assert owner.post(f"{draft}/letters/COR-RESP1", sent).status == 200
    expected = "---\ncode: COR-RESP1\ntitle: Mended\nuses: [case.reference]\n---\n"
    assert files(house)[RESP1] == f"{expected}Hello {{{{ case.reference }}}}.\n"


def test_a_letter_can_be_written_while_the_rest_is_broken(
    house: House, owner: Officer, draft: str
) -> None:
    broken = {YAML: "a: [", f"processes/{ID}/procedure.bpmn": "<a>"}
    drafts.keep(house.office, house.actors["owner"], 1, broken, {})
    page = owner.get(f"{draft}/letters/COR-RESP1?style=email")
    assert "cannot be read now" in page.main
    assert "This is our answer at stage 1" in preview(page)
    assert owner.get(f"{draft}/letters").status == 200
    assert writes(owner, draft, "Still kept.", "save").status == 200
    assert "Still kept." in files(house)[RESP1]
    assert "It does not say “reference”, which it must." in owner.get(f"{draft}/letters").main
    refused = owner.post(
        f"{draft}/letters/COR-RESP1/duty", {"to": "complainant", "purpose": "other"}
    )
    assert refused.status == 422
    assert "not YAML" in refused.main or "cannot be read" in refused.main


def test_two_people_write_at_once_and_both_are_kept(
    house: House, owner: Officer, draft: str
) -> None:
    second = house.officer("second")
    mine, theirs = (boxes(who.get(f"{draft}/letters/COR-RESP1")) for who in (owner, second))
    second.post(f"{draft}/letters/COR-RESP1", {**theirs, "text-": "Theirs.", "do": "save"})
    page = owner.post(f"{draft}/letters/COR-RESP1", {**mine, "text-": "Mine.", "do": "save"})
    assert "Nothing is lost" in page.source
    assert "Theirs." in files(house, 1)[RESP1]
    assert "Mine." in files(house, 2)[RESP1]


def test_a_character_that_cannot_be_kept_loses_nothing(owner: Officer, draft: str) -> None:
    page = writes(owner, draft, "Bell \x07 rings.\n\nAnd this stays.", "save")
    assert page.status == 422
    assert "cannot be printed" in page.errors[0]
    assert "And this stays." in str(page.box("text-"))


def test_who_gets_it_is_changed_and_the_rest_of_the_file_stays(
    house: House, owner: Officer, draft: str
) -> None:
    before = files(house)[YAML]
    page = owner.get(f"{draft}/letters/COR-UPD1/duty")
    sent = {
        "seen": page.box("seen"),
        "to": ["complainant"],
        "purpose": "update",
        "must_say": "reference\r\nreason\r\nnew point\r\n",
        "signpost": "ombudsman",
        "when-variable": ["about_staff", ""],
        "when-where": ["both", "ombudsman"],
        "body-who": ["complainant", ""],
        "body-when": ["about_staff", ""],
        "body-text": ["staff", ""],
        "source": "Ours",
        "confidence": "setting",
    }
    done = owner.post(f"{draft}/letters/COR-UPD1/duty", sent)
    assert done.status == 200, done.main
    assert "new point, missing" in standing(done)
    assert done.box("text-staff") == ""
    after = files(house)[YAML]
    changed = set(after.splitlines()) ^ set(before.splitlines())
    assert 0 < len(changed) < 20
    assert value_at(after, ("letters", "COR-UPD1")) == {
        "to": ["complainant"],
        "purpose": "update",
        "must_say": ["reference", "reason", "new_point"],
        "signpost": {"default": "ombudsman", "when": {"about_staff": "both"}},
        "source": "Ours",
        "confidence": "setting",
        "bodies": {"complainant when about_staff": "staff"},
    }


def test_what_is_wrong_with_a_duty_is_told_at_its_box(owner: Officer, draft: str) -> None:
    page = owner.post(f"{draft}/letters/COR-UPD1/duty", {"purpose": "x", "must_say": "No! way"})
    assert page.status == 422
    assert len(page.errors) == 3
    assert page.box("must_say") == "No!_way"


def test_a_letter_is_begun_copied_and_deleted(house: House, owner: Officer, draft: str) -> None:
    about = {"code": "cor-new1", "title": "A new letter", "purpose": "other", "to": "complainant"}
    page = owner.post(f"{draft}/new-letter", about)
    assert page.path.endswith("/letters/COR-NEW1")
    assert "Can be sent" in standing(page)
    assert f"letters/{ID}/COR-NEW1.md.j2" in files(house)
    assert "  COR-NEW1:\n" in files(house)[YAML]
    again = owner.post(f"{draft}/new-letter", about)
    assert again.errors == ["There is a letter COR-NEW1 already: choose another code."]
    copy = {"code": "COR-NEW2", "title": "A copy", "copy_of": "COR-CONSENT"}
    page = owner.post(f"{draft}/new-letter", copy)
    assert page.box("title") == "A copy"
    assert "Thank you for writing to us" in str(page.box("text-writer"))
    assert "Can be sent" in standing(page)
    owner.post(f"{draft}/letters/COR-NEW1/remove")
    owner.post(f"{draft}/letters/COR-NEW2/remove")
    assert not any("COR-NEW" in name for name in files(house))
    assert "COR-NEW" not in files(house)[YAML]


@pytest.mark.parametrize("code", ["", "lower case", "../x", "A/B", "COR-ACK1"])
def test_a_code_that_cannot_be_one_is_refused(owner: Officer, draft: str, code: str) -> None:
    about = {"code": code, "title": "T", "purpose": "other", "to": "complainant"}
    page = owner.post(f"{draft}/new-letter", about)
    assert page.status == 422
    assert len(page.errors) == 1
    assert page.box("title") == "T"


def test_only_process_owners_see_letters_of_a_draft(house: House, draft: str) -> None:
    manager = house.officer("manager")
    for path in ("letters", "letters/COR-RESP1", "letters/COR-RESP1.pdf", "new-letter"):
        assert manager.get(f"{draft}/{path}").status == 403
    assert manager.post(f"{draft}/letters/COR-RESP1", {"text-": "x", "do": "save"}).status == 403


def test_a_letter_that_is_not_there_is_not_found(owner: Officer, draft: str) -> None:
    for path in ("letters/COR-NONE", "letters/COR-NONE.pdf", "letters/COR-NONE/duty"):
        assert owner.get(f"{draft}/{path}").status == 404


def test_what_is_typed_is_shown_again_when_the_draft_was_put_away(
    owner: Officer, draft: str
) -> None:
    typed = boxes(owner.get(f"{draft}/letters/COR-RESP1"))
    owner.post(f"{draft}/discard")
    sent = {**typed, "text-": "Typed for nothing?", "do": "save"}
    page = owner.post(f"{draft}/letters/COR-RESP1", sent)
    assert page.status == 409
    assert page.box("text-") == "Typed for nothing?"
    assert "Begin a new draft to change more." in page.errors[0]
