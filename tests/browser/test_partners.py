"""Somebody from outside does what they were asked to by a link of their own. No JavaScript."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload

from tests.browser.council import served
from tests.browser.visiting import Inspector, Visit
from tests.web.places import PASSWORD
from tests.web.test_partners import Place

REPORT: FilePayload = {
    "name": "report.pdf",
    "mimeType": "application/pdf",
    "buffer": b"%PDF-1.4\n",
}


@pytest.fixture
def place(sqlite_url: str, tmp_path: Path) -> Iterator[Place]:
    made = Place(sqlite_url, tmp_path)
    yield made
    made.council.close()


@pytest.fixture
def come(browser: Browser, place: Place, inspector: Inspector) -> Iterator[Callable[[], Visit]]:
    """Another person opens a browser of their own."""
    opened = []
    with served(place.council.office) as url:

        def another() -> Visit:
            context = browser.new_context(base_url=url, java_script_enabled=False)
            context.set_default_timeout(10_000)
            opened.append(context)
            return Visit(context.new_page(), inspector)

        yield another
        for context in opened:
            context.close()


def test_the_whole_walk_from_the_link_to_the_end(come: Callable[[], Visit], place: Place) -> None:
    visit = come()
    visit.open(f"/partners/{place.secret()}")
    visit.looks("partner door")
    visit.press("Continue")
    assert "What we ask you" in visit.text
    visit.looks("partner case")
    visit.follow("Make a remark")
    visit.looks("partner action")
    visit.follow("Cancel")
    visit.follow(place.council.file(place.reference).tasks[0].name)
    visit.looks("partner task")
    visit.press("Continue")
    assert "There is a problem" in visit.problem()
    visit.looks("partner task error")
    visit.page.locator("#points-p1-finding").check()
    visit.page.locator("#points-p1-reason").fill("The crew forgot it.")
    visit.write("What changed", "Nothing.")
    visit.page.get_by_label("Your report").set_input_files(REPORT)
    visit.press("Continue")
    assert "report.pdf" in visit.text
    visit.looks("partner check")
    visit.press("Send")
    assert "is done" in visit.text
    visit.looks("partner done")
    visit.follow("Back to the case")
    assert "Nothing at the moment" in visit.text or "The case is closed" in visit.text


def test_an_officer_ends_the_link_and_it_is_a_plain_page(
    come: Callable[[], Visit], place: Place
) -> None:
    place.officer()
    officer, partner = come(), come()
    officer.open("/sign-in")
    officer.write("User name", "mandy")
    officer.write("Password", PASSWORD)
    officer.press("Sign in", exact=True)
    officer.open(f"/officers/cases/{place.reference}/people")
    officer.looks("case people with a link")
    officer.press("End the link")
    assert "does not work any more" in officer.said()
    officer.open("/officers/register")
    officer.looks("register")
    officer.follow("Iris")
    officer.looks("register entry")
    partner.open(f"/partners/{place.secret()}")
    partner.press("Continue")
    assert "This link does not work" in partner.text
    partner.looks("partner link over")
