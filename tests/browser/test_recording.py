"""An officer records a call from somebody who is known. No JavaScript."""

from __future__ import annotations

from datetime import timedelta

from engine.casework import intake
from engine.casework.intake import Complaint
from engine.clock import london_date
from tests.browser.council import Council, code_on
from tests.browser.visiting import Visit


def test_a_call_from_somebody_known_is_recorded(visit: Visit, council: Council) -> None:
    earlier = council.case_of("Sycamore")
    visit.sign_in_as("contact")
    visit.follow("Record", exact=True)
    visit.looks("record choose")
    visit.follow("Complaint about a council service")
    visit.looks("record")
    visit.press("Continue")
    assert "Select how it reached us." in visit.problem()
    visit.looks("record errors")
    visit.choose("Phone")
    visit.press("Continue")
    visit.looks("record about")
    visit.page.get_by_label("Service", exact=True).select_option(index=1)
    visit.write("What happened?", "Nobody came to mend the gate.")
    visit.write("Where did it happen? (optional)", "The park gate")
    visit.press("Continue")
    visit.looks("record person")
    visit.press("Continue")
    visit.problem()
    visit.write("Full name", "Resident Sycamore")
    visit.write("Phone number", "01632 960 777")
    visit.press("Continue")
    visit.looks("record representative")
    visit.press("Continue")
    _is_known(visit, earlier)
    assert "Tell the person" in visit.text
    assert len(code_on(visit.text)) == 11
    visit.looks("record done")
    visit.follow("Open the case")
    assert "The park gate" in visit.text
    visit.follow("People")
    assert "She named her earlier reference." in visit.text
    visit.looks("case known person")


def _is_known(visit: Visit, earlier: str) -> None:
    """Say that it is the person of an earlier case; saying nothing is not enough."""
    assert "Is this somebody we know?" in visit.text
    assert earlier in visit.text
    visit.looks("record who")
    visit.press("Record it")
    assert "Say whether this is somebody we know" in visit.problem()
    visit.looks("record who error")
    visit.page.get_by_role("radio", name="Resident Sycamore, person").first.check()
    visit.write("If you know them: how did you check?", "She named her earlier reference.")
    visit.press("Record it")


def test_who_it_may_be_stands_beside_a_complaint_from_the_web(
    visit: Visit, council: Council
) -> None:
    sent = Complaint("Resident Alder", "The lamp is still dark.", phone="01632 960 778")
    reference = intake.receive(council.office, sent).reference
    visit.sign_in_as("contact")
    visit.open(f"/officers/cases/{reference}")
    assert "Perhaps known already" in visit.text
    visit.looks("case perhaps known")
    visit.follow("This is the same person")
    visit.looks("action same person")


def test_a_restriction_is_recorded_and_seen(visit: Visit, council: Council) -> None:
    today = london_date(council.office.clock.now())
    review = today + timedelta(days=180)
    reference = council.case_of("Medlar")
    visit.sign_in_as("manager")
    visit.open(f"/officers/cases/{reference}/actions/restriction")
    visit.looks("action restriction")
    visit.write("On what grounds was it decided?", "Forty calls a week.")
    visit.write("What contact is allowed?", "One e-mail a week.")
    visit.write("Who decided it?", "The service director")
    visit.fill_date("When was it decided?", today.year, today.month, today.day)
    visit.fill_date("When was the person told by letter?", today.year, today.month, today.day)
    visit.fill_date("When is it reviewed?", review.year, review.month, review.day)
    visit.press("Record a restriction on contact")
    assert "A restriction on contact with Resident Medlar is in force until" in visit.text
    visit.looks("case restricted")
    visit.open(f"/officers/cases/{reference}/actions/contact")
    assert "Every contact is read." in visit.text
    visit.follow("Restrictions", exact=True)
    assert "Forty calls a week." in visit.text
    visit.looks("register of restrictions")


def test_details_are_mended(visit: Visit, council: Council) -> None:
    reference = council.case_of("Oak")
    visit.sign_in_as("contact")
    visit.open(f"/officers/cases/{reference}/actions/change_details")
    visit.press("Continue")
    visit.looks("action change details")
    visit.page.get_by_label("Phone number (optional)").fill("01632 960 779")
    visit.page.get_by_label("Who told us").fill("He phoned.")
    visit.press("Change contact details")
    assert "is done" in visit.said()
    visit.open(f"/officers/cases/{reference}/actions/adjust")
    visit.looks("action adjust")
