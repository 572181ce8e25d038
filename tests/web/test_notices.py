"""The notices page: read once, off the desk; only one's own; counted in the header."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine import scheduler
from engine.casework import notices, tasks
from engine.clock import SetClock
from engine.desk import worklists
from engine.errors import NotPermitted
from tests.web.places import House, Page


def late_case(house: House) -> str:
    """A case that an investigator has, and that is late; both they and a manager are told."""
    reference, task = house.investigated()
    tasks.claim(house.office, house.actors["investigator"], task)
    clock = house.office.clock
    assert isinstance(clock, SetClock)
    for _ in range(40):
        clock.set(clock.now() + timedelta(days=1))
        scheduler.sweep(house.office)
    return reference


def waiting(house: House, who: str) -> list[int]:
    return [each.id for each in worklists.notices(house.office, house.actors[who])]


def header(page: Page) -> str:
    found = page.tree.xpath("//nav//span[contains(@class, 'app-count--header')]")
    return "".join(each.text_content() for each in found)


def test_a_notice_that_was_read_is_off_the_desk(house):
    late_case(house)
    officer = house.officer("investigator")
    first, *rest = waiting(house, "investigator")
    page = officer.get("/officers/notices")
    assert header(page) == f"{len(rest) + 1} unread"
    page = officer.post("/officers/notices", {"notice": str(first)})
    assert "Marked as read" in page.main
    assert waiting(house, "investigator") == rest
    assert header(page) == (f"{len(rest)} unread" if rest else "")


def test_all_on_the_page_are_read_at_once(house):
    late_case(house)
    officer = house.officer("manager")
    numbers = [str(n) for n in waiting(house, "manager")]
    assert len(numbers) > 1
    page = officer.post("/officers/notices", {"notice": numbers})
    assert "No notices." in page.main
    assert header(page) == ""


def test_reading_leads_to_the_case(house):
    reference = late_case(house)
    first = str(waiting(house, "manager")[0])
    page = house.officer("manager").post("/officers/notices", {"notice": first, "case": reference})
    assert page.path == f"/officers/cases/{reference}"
    assert int(first) not in waiting(house, "manager")


def test_nobody_reads_anothers_notices(house):
    late_case(house)
    before = waiting(house, "investigator"), waiting(house, "manager")
    page = house.officer("triage").post("/officers/notices", {"notice": str(before[0][0])})
    assert page.status == 403
    with pytest.raises(NotPermitted):
        notices.mark_read(house.office, house.actors["other"], before[1])
    assert (waiting(house, "investigator"), waiting(house, "manager")) == before


def test_a_notice_that_is_gone_or_no_number_is_no_error(house):
    officer = house.officer("manager")
    for wrong in ("999999", "nothing", "", "9" * 30):
        assert officer.post("/officers/notices", {"notice": wrong}).status == 200


def test_the_page_says_that_a_role_shares_a_notice(house):
    late_case(house)
    page = house.officer("manager").get("/officers/notices")
    assert "To everybody who is complaints manager" in page.main
    assert "To everybody" not in house.officer("investigator").get("/officers/notices").main
