"""The pictures of the guide: `make pictures` plays the story in a demo council of its own."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from engine import demo
from engine.catalogue import load_catalogue
from engine.settings import HOUSE
from engine.studio import trial_runs
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.council import Council, open_in, served
from tests.browser.studio_story import Story, without_processes

FOLDER = HOUSE / "docs" / "img"
WIDTH, HEIGHT = 1280, 860
LEFT_OUT = {"draft", "scenarios", "moved"}
#: what of a page is shown, where it is not its beginning
SHOWN = {
    "deadlines": "#clock-response1",
    "letter": "h2:has-text('COR-ACK1')",
    "diagram-problem": ".studio-files",
    "diagram": ".studio-files",
    "compare": "h2:has-text('What is different')",
    "scenarios-stopped": "h2:has-text('Scenarios')",
}


def take(page: Page, name: str) -> None:
    """A picture of the page, as docs/studio.md shows it."""
    if name in LEFT_OUT:
        return
    page.evaluate("scrollTo(0, 0)")
    if name in SHOWN:
        page.locator(SHOWN[name]).first.evaluate("e => scrollTo(0, e.offsetTop - 20)")
    page.mouse.move(0, 0)
    page.screenshot(path=FOLDER / f"studio-{name}.png")
    sys.stdout.write(f"docs/img/studio-{name}.png\n")
    sys.stdout.flush()


def main() -> int:
    """Play the story once."""
    if CHROMIUM is None:
        sys.stderr.write("No Chromium was found. REDRESS_CHROMIUM may name one.\n")
        return 1
    trial_runs._process = without_processes()
    catalogue = load_catalogue(HOUSE / "processes", HOUSE / "letters")
    with tempfile.TemporaryDirectory(prefix="redress-pictures-") as folder:
        office = open_in(Path(folder), catalogue)
        demo.settle_in(office)
        with served(office) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
            pages = []
            for username in ("owner1", "owner2"):
                context = browser.new_context(
                    base_url=url,
                    viewport={"width": WIDTH, "height": HEIGHT},
                    reduced_motion="reduce",
                )
                pages.append(context.new_page())
                pages[-1].goto("/sign-in")
                pages[-1].locator(f'button[value="{username}"]').click()
            story = Story(Council(office, url), pages[0], pages[1], take)
            story.told_until_published()
            story.move_cases()
            browser.close()
        office.store.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
