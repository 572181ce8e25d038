"""A process owner at the diagram of a draft, in the words of what they do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

from engine.settings import HOUSE
from tests.browser.visiting import _AXE

AXE = HOUSE / "web" / "node_modules" / "axe-core" / "axe.min.js"


def diagram(draft: int, file: str = "") -> str:
    return f"/officers/studio/drafts/{draft}/diagram{file and '/'}{file}"


@dataclass
class Editor:
    """A process owner at the diagram of a draft, in the words of what they do."""

    page: Page

    def open(self, path: str) -> None:
        self.page.goto(path)
        self.page.wait_for_selector("[data-ready]")

    def show(self, sheet: str) -> None:
        self.page.get_by_label("Sheet", exact=True).select_option(sheet)

    def step(self, name: str) -> Locator:
        """Its entry in the list of steps."""
        steps = self.page.get_by_role("list", name="Steps of this sheet")
        return steps.get_by_role("button", name=re.compile(f"^{re.escape(name)}")).first

    def choose(self, name: str) -> None:
        """Choose it by keyboard."""
        self.step(name).focus()
        self.page.keyboard.press("Enter")
        expect(self.step(name)).to_have_attribute("aria-current", "true")

    def press(self, name: str) -> None:
        """Press a button by keyboard."""
        self.page.get_by_role("button", name=name, exact=True).first.focus()
        self.page.keyboard.press("Enter")

    def pick(self, label: str, option: str, place: int = 0) -> None:
        """Pick by keyboard, as a screen reader's user does: arrow down until it is there."""
        box = self.page.get_by_label(label, exact=True).nth(place)
        box.focus()
        options = box.locator("option").all_inner_texts()
        self.page.keyboard.press("Home")
        for _ in range(options.index(option)):
            self.page.keyboard.press("ArrowDown")

    def saved(self) -> None:
        """Wait until it is kept, and the check has answered."""
        expect(self.page.locator("#editor-state")).to_contain_text("Saved", timeout=15_000)
        expect(self.page.locator("#editor-checked")).to_have_text("", timeout=20_000)

    @property
    def xml(self) -> str:
        written: str = self.page.evaluate("redress.written()")
        return written

    @property
    def problems(self) -> Locator:
        return self.page.locator("#editor-problems")

    def judge(self) -> list[str]:
        """What axe finds on the page as it is now."""
        found: list[dict[str, Any]] = self.page.evaluate(_AXE)
        return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]
