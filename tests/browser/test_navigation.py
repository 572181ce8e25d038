"""The officers' menu, with everything that a role can have in it."""

from __future__ import annotations

import pytest

from tests.browser.visiting import Visit

_TOPS = """() => [...document.querySelectorAll('.app-nav .govuk-service-navigation__item')]
  .map(item => Math.round(item.getBoundingClientRect().bottom))"""


@pytest.mark.parametrize("username", ["manager", "contact"])
def test_the_menu_of_a_desk_stands_in_one_line(visit: Visit, username: str) -> None:
    visit.sign_in_as(username)
    visit.page.set_viewport_size({"width": 1280, "height": 900})
    assert visit.page.get_by_role("link", name="Notices").count()
    assert len(set(visit.page.evaluate(_TOPS))) == 1
    if username == "manager":
        for name in ("Restrictions", "Reports", "My actions"):
            assert visit.page.get_by_role("link", name=name, exact=True).count() == 1
