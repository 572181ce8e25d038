"""An officer's day: queue, triage, answer, letter, more time, another desk. No JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from engine.clock import london_date
from tests.browser.council import Council
from tests.browser.visiting import Visit


def test_an_officer_signs_in_and_sees_what_is_next(visit: Visit, council: Council) -> None:
    visit.open("/officers")
    visit.looks("sign in")
    visit.write("User name", "triage")
    visit.write("Password", "not the password")
    visit.go(visit.page.get_by_role("button", name="Sign in", exact=True).last)
    assert "not right" in visit.problem()
    visit.looks("sign in error")
    visit.sign_in_as("manager")
    for tab in ("Mine", "In time", "Overdue", "Unassigned"):
        visit.follow(tab)
        assert visit.page.locator("[aria-current=page]").last.inner_text().startswith(tab)
        visit.looks(f"queue {tab}")
    visit.follow("Notices")
    visit.looks("notices")
    visit.follow("Find a case")
    visit.looks("search")
    visit.page.locator("main").get_by_role("searchbox").or_(
        visit.page.locator("main input[name=q]")
    ).first.fill("Quince")
    visit.go(visit.page.locator("main").get_by_role("button").first)
    assert council.case_of("Quince") in visit.text
    visit.looks("search found")


def test_an_officer_decides_what_a_complaint_is(visit: Visit, council: Council) -> None:
    visit.sign_in_as("triage")
    visit.open("/officers?tab=unassigned")
    reference = council.case_of("Alder")
    visit.press(f"Claim “Decide what this is” on {reference}")
    assert "yours now" in visit.said()
    visit.looks("task triage")
    visit.press("Continue")  # nobody is at risk: that is how the question begins
    visit.press("Continue")
    assert "Select an answer" in visit.problem()
    visit.looks("task triage error")
    visit.choose("Accept as a complaint")
    visit.press("Continue")
    visit.looks("task triage points")
    visit.press("Continue")
    visit.looks("task triage investigator")
    visit.page.get_by_label("Who investigates?").select_option(
        label="Investigator Two, Revenues and housing manager"
    )
    visit.press("Continue")
    visit.looks("task triage check")
    assert "We are looking into your complaint" in visit.text
    assert reference in visit.pdf("See it as PDF")
    visit.press("Send")
    assert "is done" in visit.said()
    council.letters_leave()
    _see_its_letter(visit, reference)


def _see_its_letter(visit: Visit, reference: str) -> None:
    visit.open(f"/officers/cases/{reference}/letters")
    assert "COR-ACK1" in visit.text
    assert "sent" in visit.text.lower()
    visit.looks("case letters")
    visit.follow("We are looking into your complaint")
    visit.looks("letter")
    text = visit.pdf("Open it as PDF")
    assert reference in text
    assert "Resident Alder" in text


def test_an_investigator_answers_with_a_finding_on_every_point(
    visit: Visit, council: Council
) -> None:
    visit.sign_in_as("investigator2")
    reference = council.case_of("Hawthorn")
    visit.open(f"/officers/cases/{reference}")
    visit.looks("case overview")
    visit.press("Investigate and answer")
    visit.looks("task answer draft")
    assert "returned to them as undeliverable" in visit.page.content()
    visit.press("Continue")
    assert "Still without one: point 2" in visit.problem()
    visit.looks("task answer error")
    second = visit.page.get_by_role("region", name="Point 2")
    second.get_by_label("Partly upheld").check()
    second.get_by_label("Reason for the finding on point 2").fill(
        "The reply should have asked the printer first. The price was stated correctly."
    )
    visit.press("Continue")
    assert "We uphold part of your complaint" in visit.text
    visit.looks("task answer check")
    visit.press("Send")
    council.letters_leave()
    visit.open(f"/officers/cases/{reference}")
    assert "Partly upheld at stage 1" in visit.text
    visit.looks("case closed")
    for part in ("Points", "Documents", "People", "History"):
        visit.follow(part)
        visit.looks(f"case closed {part}")


def test_more_time_is_asked_for_within_the_limit(visit: Visit, council: Council) -> None:
    visit.sign_in_as("investigator1")
    reference = council.case_of("Oak")
    visit.open(f"/officers/cases/{reference}/actions/extend")
    visit.looks("action extend")
    today = london_date(council.office.clock.now())
    _ask_until(visit, reference, today + timedelta(days=90))
    assert "can be extended, but not beyond" in visit.text
    visit.looks("action extend refused")
    _ask_until(visit, reference, today + timedelta(days=8))
    assert "is done" in visit.said()
    council.letters_leave()
    visit.open(f"/officers/cases/{reference}/letters")
    assert "COR-UPD1" in visit.text


def _ask_until(visit: Visit, reference: str, until: date) -> None:
    visit.open(f"/officers/cases/{reference}/actions/extend")
    visit.go(visit.page.locator("main form button"))
    visit.fill_date("When will we answer?", until.year, until.month, until.day)
    visit.write("Why do we need more time?", "We are waiting for the camera's pictures.")
    visit.press("Ask for more time")


def test_a_task_is_put_on_another_desk(visit: Visit, council: Council) -> None:
    visit.sign_in_as("manager")
    reference = council.case_of("Medlar")
    visit.open(f"/officers/cases/{reference}")
    visit.looks("case as manager")
    visit.follow("Reassign “Investigate and answer”")
    visit.press("Put it on their desk")
    assert "Select an officer" in visit.problem()
    visit.looks("hand over error")
    visit.page.get_by_label("Officer", exact=True).select_option(
        label="Investigator One, Streets and parks manager"
    )
    visit.press("Put it on their desk")
    assert "Say why the work changes hands" in visit.problem()
    visit.write("Why does the work change hands?", "Investigator Two is away.")
    visit.press("Put it on their desk")
    assert "other officer’s desk" in visit.said()
    assert "with Investigator One" in visit.text
    visit.follow("History")
    assert "Investigator Two is away." in visit.text


def test_who_answered_at_stage_1_is_refused_at_stage_2_with_the_reason(
    arrive: Callable[[], Visit], council: Council
) -> None:
    reference = council.case_of("Sycamore")
    says = "Nobody may do two of these in one complaint"
    manager, investigator = arrive(), arrive()
    investigator.sign_in_as("investigator2")
    investigator.open(f"/officers/cases/{reference}")
    assert says in investigator.text
    investigator.looks("case refused by separation")
    manager.sign_in_as("manager")
    manager.open(f"/officers/cases/{reference}")
    manager.follow("Assign “")
    manager.page.get_by_label("Officer", exact=True).select_option(
        label="Investigator Two, Revenues and housing manager"
    )
    manager.press("Put it on their desk")
    assert says in manager.text
    manager.looks("refused")


def test_the_second_of_two_keeps_what_they_typed(
    arrive: Callable[[], Visit], council: Council
) -> None:
    first, second = arrive(), arrive()
    for each in (first, second):
        each.sign_in_as("triage")
        each.open(f"/officers/cases/{council.case_of('Birch')}")
        each.press("Decide what this is")
        each.press("Continue")
        each.choose("Record as a comment")
        each.press("Continue")
        each.page.get_by_label("Who has been told?").fill("the noise team's manager")
        each.press("Continue")
    first.press("Complete")
    assert "is done" in first.said()
    second.press("Complete")
    assert "This has already been done" in second.text
    assert "the noise team's manager" in second.text
    second.looks("already done")


def test_the_diagram_says_where_the_case_is(visit: Visit, council: Council) -> None:
    visit.sign_in_as("manager")
    visit.open(f"/officers/cases/{council.case_of('Hazel')}/diagram")
    assert "Check the answer" in visit.page.locator("main .govuk-list--bullet").first.inner_text()
    assert visit.page.locator("svg").get_by_text("HERE").count() >= 1
    visit.looks("diagram")


def test_a_document_is_added_and_read_again(
    visit: Visit, council: Council, tmp_path: Path
) -> None:
    note = tmp_path / "call.txt"
    note.write_text("A note of the call.")
    visit.sign_in_as("investigator1")
    visit.open(f"/officers/cases/{council.case_of('Oak')}/documents")
    visit.looks("documents")
    visit.page.locator("main input[type=file]").set_input_files(note)
    visit.go(visit.page.locator("main form button").last)
    assert "The document is on the case" in visit.said()
    address = visit.page.get_by_role("link", name="call.txt").get_attribute("href")
    assert address is not None
    assert visit.page.request.get(address).text() == "A note of the call."


def test_a_contact_is_recorded(visit: Visit, council: Council) -> None:
    visit.sign_in_as("contact")
    visit.open(f"/officers/cases/{council.case_of('Fir')}/actions/contact")
    visit.looks("action contact")
    visit.page.get_by_label("What was said?").fill("Asked when the answer comes.")
    visit.press("Record a contact")
    assert "is done" in visit.said()
    visit.follow("History")
    assert "Asked when the answer comes." in visit.text
    visit.looks("case history")
