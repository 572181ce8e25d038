"""A process owner writes letters: with a script that shows them at once, and without any."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.council import Council
from tests.browser.visiting import Inspector, Visit

PROCEDURE = "Complaint about a council service"


def begins_draft(visit: Visit, code: str = "") -> str:
    """Begin a draft and open a letter; the address of the draft."""
    visit.open("/officers/studio/")
    row = visit.page.locator("tr", has_text=PROCEDURE).last
    visit.go(row.get_by_role("button", name="Begin a draft"))
    draft = visit.page.url
    visit.follow("Letters", exact=True)
    if code:
        visit.follow(code, exact=True)
    return draft


@pytest.fixture
def scripted(browser: Browser, council: Council, inspector: Inspector) -> Iterator[Visit]:
    """A process owner whose browser runs scripts."""
    context = browser.new_context(base_url=council.url, viewport={"width": 1440, "height": 950})
    context.set_default_timeout(10_000)
    visit = Visit(context.new_page(), inspector)
    visit.sign_in_as("owner1")
    yield visit
    context.close()


def preview(page: Page) -> str:
    return page.locator("#letter-preview").inner_text()


def test_a_letter_is_written_without_any_script(visit: Visit) -> None:
    visit.sign_in_as("owner1")
    begins_draft(visit)
    visit.looks("letters of a draft")
    visit.follow("COR-UPD1", exact=True)
    visit.looks("letter of a draft")
    visit.page.get_by_label("As", exact=True).select_option("email")
    visit.write("What it says", "Hello {{ case.reference }}.\n\nThis is *new*.")
    visit.press("Show preview")
    assert "Line 3: Letters have no italics" in preview(visit.page)
    visit.looks("letter that cannot be written")
    visit.write("What it says", "Hello {{ case.reference }}.\n\nThis is new.")
    visit.press("Show preview")
    assert "Hello COM-2024-00042." in preview(visit.page)
    assert "✗ apology, missing" in visit.text
    visit.looks("letter that lacks points")
    visit.press("Keep in the draft")
    assert "Kept in the draft" in visit.said()
    assert visit.page.get_by_label("What it says").input_value().startswith("Hello {{ case")
    assert "Our reference" in visit.pdf("PDF")
    visit.follow("All letters")
    assert "It does not say" in visit.page.locator("tr", has_text="COR-UPD1").inner_text()


def test_who_gets_a_letter_is_changed(visit: Visit) -> None:
    visit.sign_in_as("owner1")
    begins_draft(visit, "COR-CONSENT")
    visit.follow("Change who gets it and what it must say")
    visit.looks("who gets a letter")
    visit.page.get_by_label("Their representative", exact=True).uncheck()
    visit.page.get_by_label("The person who complains", exact=True).uncheck()
    visit.press("Keep in the draft")
    assert "Choose who gets the letter." in visit.problem()
    visit.looks("who gets a letter, nobody chosen")
    visit.choose("The person who complains")
    visit.press("Keep in the draft")
    assert "Who gets it\nThe person who complains\n" in visit.text


def test_a_letter_is_begun_from_another(visit: Visit) -> None:
    visit.sign_in_as("owner1")
    begins_draft(visit, "COR-ACK1")
    visit.follow("Write another letter from this one")
    visit.looks("a letter from another")
    visit.write("Code", "cor-ack9")
    visit.press("Begin the letter")
    assert "COR-ACK9: We are looking into your complaint" in visit.text
    visit.follow("All letters")
    visit.follow("Write a new letter")
    visit.looks("a new letter")


def test_a_zip_goes_out_and_comes_in(visit: Visit) -> None:
    visit.sign_in_as("owner1")
    draft = begins_draft(visit)
    taken = visit.page.request.get(f"{draft}/export.zip").body()
    visit.open("/officers/studio/")
    visit.follow("Import a procedure from a zip")
    visit.looks("import")
    file = {"name": "bad.zip", "mimeType": "application/zip", "buffer": taken[:5000]}
    visit.page.get_by_label("Zip file").set_input_files(file)  # type: ignore[arg-type]
    visit.press("Import", exact=True)
    assert "Nothing was imported" in visit.problem()
    visit.looks("import refused")
    visit.page.get_by_label("Zip file").set_input_files({**file, "buffer": taken})  # type: ignore[arg-type]
    visit.press("Import", exact=True)
    assert "Imported as a draft" in visit.said()


def test_the_preview_follows_what_is_typed(scripted: Visit) -> None:
    begins_draft(scripted, "COR-RESP1")
    page = scripted.page
    page.get_by_label("As", exact=True).select_option("email")
    expect(page.locator("#letter-preview .app-letter")).to_be_visible()
    area = page.get_by_label("What it says")
    area.fill('Now {{ case.reference }}. {% says "apology" %}We are sorry.{% endsays %}')
    expect(page.locator("#letter-preview")).to_contain_text("Now COM-2024-00042. We are sorry.")
    points = page.locator("#letter-standing .app-points")
    expect(points.locator("li", has_text="apology")).to_contain_text("✓")
    expect(points.locator("li", has_text="decision")).to_contain_text("✗")
    area.fill("Now {{ case.reference")
    expect(page.locator("#letter-preview")).to_contain_text("This cannot be written.")
    expect(page.locator("#letter-live")).to_contain_text("problem")
    assert area.input_value() == "Now {{ case.reference"


def test_a_name_is_put_where_the_cursor_stands_with_the_keyboard_alone(scripted: Visit) -> None:
    begins_draft(scripted, "COR-RESP1")
    page = scripted.page
    area = page.get_by_label("What it says")
    area.fill("Before after.")
    area.evaluate("each => each.setSelectionRange(7, 7)")
    summary = page.locator("summary", has_text=re.compile(r"^The case \("))
    summary.focus()
    page.keyboard.press("Enter")
    for _ in range(4):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.getAttribute('aria-label') || ''")
        if focused == "Insert {{ case.reference }}":
            break
    assert focused == "Insert {{ case.reference }}"
    page.keyboard.press("Enter")
    assert area.input_value() == "Before {{ case.reference }}after."
    assert page.evaluate("document.activeElement.id") == "text-"
    expect(page.locator("#letter-standing")).to_contain_text("Cannot be sent")


def test_the_passage_of_a_missing_point_is_added_with_one_press(scripted: Visit) -> None:
    begins_draft(scripted, "COR-UPD1")
    page = scripted.page
    area = page.get_by_label("What it says")
    area.fill("Only this. ")
    passage = '{% says "contact" %}…{% endsays %}'
    page.get_by_role("button", name=f"Insert {passage}", exact=True).click()
    expect(page.locator(".app-points li", has_text="contact")).to_contain_text("✗")
    assert area.input_value().endswith(passage)
