"""A process owner moves open cases to the version in force, without JavaScript."""

from __future__ import annotations

from engine import demo
from engine.casework import accounts
from engine.store.officers import by_username
from tests.browser.council import Council
from tests.browser.visiting import Visit
from tests.web.test_studio_moves import PATH, ROLE, publish_in

OTHER_ROLE = {ROLE: ROLE.replace("stage1_investigator", "complaints_manager")}
SHORTER = {"clocks.corporate-complaint.response1.number": 5}


def hire_owner(council: Council) -> None:
    office = council.office
    with office.store.write() as session:
        roles = ("process_owner", "complaints_manager")
        made = accounts.add_officer(session, office, "Ona Owner", "ona", "Process owner", roles, 5)
        other = by_username(session, "manager")
        assert other is not None
        made.password_hash = other.password_hash


def test_cases_are_listed_moved_and_moved_back(council: Council, visit: Visit) -> None:
    hire_owner(council)
    publish_in(council.office, OTHER_ROLE, SHORTER, "DEMO-COUNCIL")
    assert demo.PASSWORD
    visit.sign_in_as("ona")
    visit.open(PATH)
    visit.looks("moves")
    assert "Needs a decision" in visit.text
    visit.page.locator("main input[name=case]").first.check()
    visit.press("Move the cases I chose")
    assert "Enter why the cases are moved." in visit.problem()
    visit.looks("moves without a reason")
    visit.write("Why are the cases moved?", "The team has changed.")
    visit.press("Move the cases I chose")
    assert "1 case was moved" in visit.text
    visit.looks("moves done")
    visit.follow("Look at the list again")
    visit.page.locator("main input[name=back]").first.check()
    visit.write("Why are they moved back?", "Too early.")
    visit.looks("moves and one made")
    visit.press("Move the chosen cases back")
    assert "1 case was moved back" in visit.text
    visit.looks("moves back")
