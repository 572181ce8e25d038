"""A visitor whose browser runs no script, and an inspector who looks at each page they see."""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, Route
from pypdf import PdfReader

#: a desk and a phone
WIDTHS = (1280, 400)
_AXE = "axe.run(document, {resultTypes: ['violations'], preload: false}).then(r => r.violations)"
_TOO_WIDE = """() => [...document.querySelectorAll('body *')]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('[tabindex="0"]'))
  .slice(0, 5).map(e => e.tagName + '.' + e.className)"""


@dataclass
class Inspector:
    """Opens what a visitor sees, at both widths, and lets axe judge it."""

    browser: Browser
    pictures: Path | None = None
    seen: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        axe = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
        assert axe.exists(), "axe-core is missing: npm ci in web/ brings it"
        self._context = self.browser.new_context(reduced_motion="reduce")
        self._context.add_init_script(path=axe)
        self._page = self._context.new_page()
        self._page.route("**/*", self._answer)
        self._html = ""

    def look(self, name: str, url: str, html: str) -> None:
        """Raises AssertionError with what is wrong: by axe's rules, or wider than the screen."""
        self._html = html
        self.seen.append(name)
        for width in WIDTHS:
            self._page.set_viewport_size({"width": width, "height": 900})
            if width == WIDTHS[0]:
                self._page.goto(url)
            else:  # a second look with everything unfolded
                self._page.evaluate(
                    "document.querySelectorAll('details').forEach(d => d.open = true)"
                )
            self._keep_picture(name, width)
            self._judge(f"{name} at {width} pixels")

    def _judge(self, where: str) -> None:
        found = self._page.evaluate(_AXE)
        faults = [
            f"{rule['id']}: {rule['help']} – {node['html'][:160]}"
            for rule in found
            for node in rule["nodes"][:3]
        ]
        assert not faults, f"{where}:\n" + "\n".join(faults)
        wide = self._page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert not wide, f"{where} scrolls sideways: {self._page.evaluate(_TOO_WIDE)}"

    def _keep_picture(self, name: str, width: int) -> None:
        if self.pictures is not None:
            file = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
            self._page.screenshot(path=self.pictures / f"{file}-{width}.png", full_page=True)

    def _answer(self, route: Route) -> None:
        if route.request.is_navigation_request():
            route.fulfill(body=self._html, content_type="text/html; charset=utf-8")
        else:
            route.continue_()

    def close(self) -> None:
        """Close the inspector's browser window."""
        self._context.close()


@dataclass
class Visit:
    """One person's browser, without JavaScript, in the words of what they do."""

    page: Page
    inspector: Inspector

    @property
    def text(self) -> str:
        """What the page says."""
        return self.page.locator("main").inner_text()

    @property
    def title(self) -> str:
        return self.page.title()

    def looks(self, name: str) -> None:
        """The page is fit for everybody, at both widths."""
        self.inspector.look(name, self.page.url, self.page.content())

    def open(self, path: str) -> None:
        """Go to a page of the council."""
        self.page.goto(path)

    def follow(self, name: str, *, exact: bool = False) -> None:
        """Follow the first link of that name on the page."""
        self.go(self._in_page("link", name, exact))

    def press(self, name: str, *, exact: bool = False) -> None:
        """Press the first button of that name."""
        self.go(self._in_page("button", name, exact))

    def go(self, way: Locator) -> None:
        """Click it and wait for the page that it leads to: without scripts every way is one."""
        with self.page.expect_navigation(wait_until="load"):
            way.click()

    def _in_page(self, role: Any, name: str, exact: bool) -> Locator:
        return self.page.get_by_role(role, name=name, exact=exact).first

    def write(self, label: str, text: str) -> None:
        """Fill the box of that label."""
        self.page.get_by_label(label, exact=True).fill(text)

    def choose(self, label: str) -> None:
        """Choose the answer of that label."""
        self.page.get_by_label(label, exact=True).check()

    def fill_date(self, group: str, year: int, month: int, day: int) -> None:
        """Fill the three boxes of a date."""
        boxes = self.page.get_by_role("group", name=re.compile("^" + re.escape(group)))
        for label, number in (("Day", day), ("Month", month), ("Year", year)):
            boxes.get_by_label(label, exact=True).fill(str(number))

    def problem(self) -> str:
        """What the error summary says; the title says that there is an error."""
        assert self.title.startswith("Error: "), self.title
        return self.page.locator(".govuk-error-summary").inner_text()

    def said(self) -> str:
        """What the banner says after something was done or refused."""
        return self.page.locator(".govuk-notification-banner").first.inner_text()

    def pdf(self, link: str) -> str:
        """The text of the PDF behind a link."""
        address = self.page.get_by_role("link", name=link).first.get_attribute("href")
        assert address is not None, link
        answer = self.page.request.get(address)
        assert answer.headers["content-type"] == "application/pdf", answer.status
        reader = PdfReader(io.BytesIO(answer.body()))
        return " ".join(" ".join(page.extract_text() for page in reader.pages).split())

    def sign_in_as(self, username: str) -> None:
        """Sign in with the demo's short cut."""
        self.open("/sign-in")
        self.go(self.page.locator(f'button[value="{username}"]'))
        assert "/officers" in self.page.url, json.dumps(self.page.url)
