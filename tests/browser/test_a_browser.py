"""Whether there is a browser: where there is none, this file alone is run, and skipped."""

from __future__ import annotations

from playwright.sync_api import Browser


def test_a_browser_is_found(browser: Browser) -> None:
    assert browser.is_connected()
