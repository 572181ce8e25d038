"""A resident complains, follows the case, asks for stage 2, withdraws. No JavaScript."""

from __future__ import annotations

from pathlib import Path

from engine import demo
from tests.browser.council import Council, code_on
from tests.browser.visiting import Visit

TEXT = "The bin store was locked for two weeks.\nNobody could tell me who has the key."


def test_a_resident_complains_and_follows_the_case(visit: Visit, tmp_path: Path) -> None:
    visit.open("/")
    visit.looks("start")
    visit.press("Make a complaint")
    visit.looks("complain about")
    visit.follow("Complain about a council service")
    _complain(visit, tmp_path)
    assert "We have your complaint" in visit.text
    visit.looks("complain sent")
    reference = visit.page.locator(".app-panel__reference").inner_text()
    code = code_on(visit.text)
    _follow(visit, reference, code)
    assert "We have received your complaint" in visit.text
    assert "We will acknowledge it by" in visit.text
    visit.looks("track new")


def test_a_review_of_anti_social_behaviour_asks_for_its_reports(visit: Visit) -> None:
    visit.open("/complain")
    visit.follow("Ask for a review of anti-social behaviour")
    visit.looks("complain begin review")
    visit.open("/complain/own?about=asb-case-review")
    visit.looks("complain own")
    visit.write("What happened?", "Music until three in the morning")
    visit.press("Add another row")
    visit.looks("complain own rows")


def _complain(visit: Visit, folder: Path) -> None:
    visit.looks("complain begin")
    visit.press("Continue")
    visit.press("Continue")
    assert "for you or for somebody else" in visit.problem()
    visit.looks("complain who error")
    visit.choose("Myself")
    visit.press("Continue")
    visit.looks("complain name")
    visit.write("What is your full name?", "Resident Buckthorn")
    visit.press("Continue")
    _how_to_reach(visit)
    visit.looks("complain what")
    visit.write("What happened?", TEXT)
    visit.press("Continue")
    visit.press("Continue")
    assert "at risk of harm" in visit.problem()
    visit.looks("complain danger error")
    visit.choose("No")
    visit.press("Continue")
    visit.looks("complain service")
    visit.choose("Bins, recycling and street cleaning")
    visit.press("Continue")
    _when_and_wanted(visit)
    _evidence(visit, folder)
    visit.looks("complain check")
    assert "lock.txt" in visit.text
    visit.follow("Change what you would like")
    visit.write("What would you like us to do? (optional)", "A key for every household.")
    visit.press("Continue")
    assert "A key for every household." in visit.text
    visit.press("Send my complaint")


def _how_to_reach(visit: Visit) -> None:
    visit.choose("By e-mail")
    visit.press("Continue")
    assert "e-mail" in visit.problem()
    visit.looks("complain contact error")
    visit.write("E-mail address", "buckthorn@example.org")
    visit.press("Continue")
    visit.looks("complain address")
    visit.write("Address line 1", "44 Buckthorn Lane")
    visit.write("Town or city", "Exampletown")
    visit.write("Postcode", "yy99 7xx")
    visit.press("Continue")


def _when_and_wanted(visit: Visit) -> None:
    visit.write("Day", "31")
    visit.write("Month", "2")
    visit.write("Year", "2026")
    visit.press("Continue")
    assert "date" in visit.problem()
    visit.looks("complain when error")
    for box in ("Day", "Month", "Year"):
        visit.write(box, "")
    visit.press("Continue")
    visit.looks("complain wanted")
    visit.press("Continue")
    visit.looks("complain help")
    visit.choose("Letters in large print")
    visit.press("Continue")


def _evidence(visit: Visit, folder: Path) -> None:
    wrong, right = folder / "lock.exe", folder / "lock.txt"
    wrong.write_bytes(b"MZ")
    right.write_text("Dates on which the store was locked.")
    visit.page.get_by_label("Choose files").set_input_files(wrong)
    visit.press("Add the chosen files")
    assert "lock.exe" in visit.problem()
    visit.looks("complain evidence error")
    visit.page.get_by_label("Choose files").set_input_files(right)
    visit.press("Add the chosen files")
    assert "1 file added" in visit.text
    visit.looks("complain evidence")
    visit.press("Continue")


def _follow(visit: Visit, reference: str, code: str, postcode: str = "YY99 7XX") -> None:
    visit.open("/track")
    visit.write("Reference", reference)
    visit.write("Code", code)
    visit.write("Postcode", postcode)
    visit.press("See my complaint")


def test_wrong_details_open_no_case(visit: Visit, council: Council) -> None:
    known = demo.demo_visitor(council.office)
    assert known is not None
    visit.open("/track")
    visit.looks("track")
    _follow(visit, known.reference, known.code, "YY99 1ZZ")
    assert "We cannot find a complaint" in visit.problem()
    visit.looks("track error")


def test_a_resident_sees_how_a_date_was_worked_out_and_withdraws(
    visit: Visit, council: Council
) -> None:
    known = demo.demo_visitor(council.office)
    assert known is not None
    _follow(visit, known.reference, known.code, known.postcode)
    visit.looks("track stage 1")
    visit.page.get_by_text("How we worked this date out").click()
    assert "10" in visit.page.get_by_role("table").inner_text()
    visit.follow("Send us a message or files")
    visit.press("Send")
    assert "Enter a message" in visit.problem()
    visit.looks("track message error")
    visit.write("Your message", "I can send photos.")
    visit.press("Send")
    assert "We have your message" in visit.said()
    visit.looks("track with a message")
    visit.follow("Withdraw my complaint")
    visit.looks("track withdraw")
    visit.write("Why you want to withdraw (optional)", "The bin was emptied.")
    visit.press("Yes, ask to withdraw")
    assert "You asked to withdraw" in visit.text
    visit.looks("track withdrawal asked")


def test_a_resident_reads_the_answer_and_asks_for_stage_2(visit: Visit, council: Council) -> None:
    known = demo.demo_visitors(council.office)[1]
    _follow(visit, known.reference, known.code, known.postcode)
    visit.looks("track answered")
    visit.follow("Our answer to your complaint")
    visit.looks("track letter")
    assert "We uphold part of your complaint" in visit.text
    assert known.reference in visit.pdf("PDF")
    visit.follow("Back")
    visit.press("Ask for the next stage")
    visit.looks("track stage 2")
    visit.press("Ask for a review")
    assert "Tell us why you are not satisfied" in visit.problem()
    visit.looks("track stage 2 error")
    visit.choose("You did not answer every point")
    visit.write("Tell us why you are not satisfied", "The sum was not explained.")
    visit.press("Ask for a review")
    assert "You asked for stage 2" in visit.text
    assert "We will tell you whether stage 2 goes ahead by" in visit.text
    visit.looks("track stage 2 asked")
