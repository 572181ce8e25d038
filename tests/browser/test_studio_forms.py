"""A process owner changes deadlines, questions, roles and actions. No JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.browser.council import Council
from tests.browser.visiting import Visit

HERE = "/officers/studio/drafts/{}{}"
QUESTIONS = ".app-field-list > li > p:first-child strong"


@dataclass
class Desk:
    """A process owner with a draft."""

    visit: Visit
    number: int

    def open(self, place: str) -> None:
        self.visit.open(HERE.format(self.number, place))

    def text(self) -> str:
        return " ".join(self.visit.text.split())


@pytest.fixture
def desk(arrive: Callable[[], Visit], council: Council) -> Desk:
    from engine.studio import drafts

    number = drafts.begin(council.office, council.actor("owner1"), "mp-enquiry", "Trying")
    visit = arrive()
    visit.page.set_default_timeout(60_000)
    visit.sign_in_as("owner1")
    return Desk(visit, number)


@pytest.mark.parametrize(
    "place",
    [
        *("/clocks", "/clocks/reply", "/new-clock", "/settings/contacts/ombudsman"),
        *("/forms", "/variables", "/roles", "/new-separation", "/actions", "/new-action"),
    ],
)
def test_every_page_is_fit_for_everybody(desk: Desk, place: str) -> None:
    desk.open(place)
    desk.visit.looks(f"studio {place}")


def test_a_deadline_is_tried_and_changed(desk: Desk) -> None:
    visit = desk.visit
    desk.open("")
    visit.follow("Deadlines", exact=True)
    assert "Received Thursday 28 March 2024 at 10:15 → due" in desk.text()
    visit.fill_date("Try a day of your own", 2024, 12, 20)
    visit.write("At what time?", "17:30")
    visit.press("Work it out")
    assert "Received Friday 20 December 2024 at 17:30 → due" in desk.text()
    visit.page.get_by_text("Day by day").first.click()
    assert "counts as received" in desk.text()
    desk.open("/clocks/reply")
    visit.write("Number", "0")
    visit.press("Keep the numbers")
    assert "The number must be between 1 and 1,000." in visit.problem()
    visit.write("Number", "7")
    visit.write("Where does it say so?", "Cabinet, 3 June 2026")
    visit.press("Keep the numbers")
    assert "Kept in the draft" in visit.said()
    assert "due Wednesday 10 April" in desk.text()
    visit.looks("studio a changed clock")


def test_a_question_is_written_picked_and_moved(desk: Desk) -> None:
    visit, page = desk.visit, desk.visit.page
    desk.open("/forms")
    visit.write("Add a form: what is it called?", "Ask the neighbours")
    visit.press("Add the form")
    visit.write("What do you ask?", "Did anybody see it?")
    page.get_by_label("What kind of answer?", exact=True).select_option(label="Yes or no")
    visit.press("Add the question")
    visit.press("Keep", exact=True)
    visit.write("What do you ask?", "Who?")
    visit.press("Add the question")
    statement = page.get_by_label("When is it asked?: statement 1")
    statement.select_option(label="“Did anybody see it” is “Yes”")
    visit.looks("studio a question")
    visit.press("Keep", exact=True)
    assert "Asked only when “Did anybody see it” is “Yes”" in desk.text()
    visit.press("Move up : Who?")
    questions = page.locator(QUESTIONS).all_inner_texts()
    assert questions == ["Who?", "Did anybody see it?"]
    preview = page.locator(".app-preview").inner_text()
    assert preview.index("Who?") < preview.index("Did anybody see it?")
    visit.looks("studio a form with its preview")


def test_who_may_do_what_is_changed_with_plain_boxes(desk: Desk) -> None:
    visit, page = desk.visit, desk.visit.page
    desk.open("/roles")
    visit.write("Add a role: what is it called?", "Second reader")
    visit.press("Add the role")
    visit.choose("People who are not employees may hold it")
    visit.looks("studio a role")
    visit.press("Keep", exact=True)
    assert "Second reader" in desk.text()
    desk.open("/new-action")
    visit.write("What is it called?", "Read it again")
    visit.choose("Second reader")
    page.get_by_label("When may it be done?: statement 1").select_option(
        label="The case is closed"
    )
    page.get_by_label("Is statement 1 so?").first.select_option(label="is not so")
    visit.write("What is read where it may not be done?", "The case is closed.")
    visit.press("Add", exact=True)
    desk.open("/actions")
    assert "By Second reader. Only when the case is not closed." in desk.text()


def test_the_questions_can_be_moved_with_the_keyboard_alone(desk: Desk) -> None:
    page = desk.visit.page
    desk.open("/forms")
    own = page.locator("tbody tr").filter(has_not_text="Shared").filter(has_not_text="1")
    desk.visit.go(own.get_by_role("link").first)
    down = page.get_by_role("button", name="Move down").first
    first = page.locator(QUESTIONS).first.inner_text()
    down.focus()
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    assert page.locator(QUESTIONS).nth(1).inner_text() == first
