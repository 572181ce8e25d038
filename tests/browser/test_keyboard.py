"""With the keyboard alone: what has the focus can be seen, in the order in which it is read."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.visiting import Visit

_FOCUS = """() => { const e = document.activeElement, s = getComputedStyle(e);
  const box = e.getBoundingClientRect();
  return {name: (e.innerText || e.name || e.id || '').trim(), tag: e.tagName,
    top: box.top + scrollY, visible: box.width > 0 && box.height > 0,
    marked: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none'
      || s.backgroundColor === 'rgb(255, 221, 0)'}; }"""


def _tab(page: Page, times: int = 1) -> dict[str, object]:
    """Press Tab; what has the focus now. It must be visible and marked."""
    for _ in range(times):
        page.keyboard.press("Tab")
    found: dict[str, object] = page.evaluate(_FOCUS)
    assert found["visible"], found
    assert found["marked"] or found["tag"] == "INPUT", found
    return found


def _enter(page: Page, leads_to: str) -> None:
    """Press Enter, and wait for the page that it leads to."""
    with page.expect_navigation(url=f"**/{leads_to}", wait_until="load"):
        page.keyboard.press("Enter")


def _tab_to(page: Page, name: str, most: int = 40) -> dict[str, object]:
    """Press Tab until something of that name has the focus."""
    passed = []
    for _ in range(most):
        found = _tab(page)
        passed.append(str(found["name"]))
        if str(found["name"]).startswith(name):
            return found
    raise AssertionError(f"Tab never came to “{name}”, only to {passed}")


def test_a_complaint_is_begun_with_the_keyboard_alone(visit: Visit) -> None:
    page = visit.page
    visit.open("/")
    assert _tab(page)["name"] == "Skip to main content"
    page.keyboard.press("Enter")
    page.wait_for_url("**/#main-content")
    _tab_to(page, "Make a complaint", most=1)
    _enter(page, "complain")
    _tab_to(page, "Complain about a council service")
    _enter(page, "complain?about=corporate-complaint")
    _tab_to(page, "Continue")
    _enter(page, "complain/who?about=corporate-complaint")
    _tab_to(page, "who")
    page.keyboard.press("Space")
    _tab_to(page, "Continue")
    _enter(page, "complain/name")
    _tab_to(page, "name")
    page.keyboard.type("Resident Bramble")
    _enter(page, "complain/contact")
    assert page.get_by_label("By e-mail").is_visible()


def test_the_focus_goes_down_the_page(visit: Visit) -> None:
    visit.open("/track")
    visit.page.keyboard.press("Tab")  # the skip link
    stops = [_tab(visit.page) for _ in range(10)]
    tops = [float(str(stop["top"])) for stop in stops]
    assert tops == sorted(tops), stops


def test_an_error_is_reached_from_its_summary(visit: Visit) -> None:
    page = visit.page
    visit.open("/track")
    page.get_by_label("Reference", exact=True).focus()
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    assert "Enter your reference" in visit.problem()
    _tab_to(page, "Enter your reference")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "reference"
