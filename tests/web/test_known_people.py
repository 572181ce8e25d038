"""Candidates, details and restrictions on the officers' pages."""

from __future__ import annotations

from tests.web.places import House, Page

DECISION = {
    "grounds": "Forty calls a week.",
    "terms": "One e-mail a week.",
    "acknowledge": "no",
    "decided_by": "The service director",
    "decided_on-day": "2",
    "decided_on-month": "3",
    "decided_on-year": "2026",
    "letter_on-day": "2",
    "letter_on-month": "3",
    "letter_on-year": "2026",
    "review_on-day": "1",
    "review_on-month": "9",
    "review_on-year": "2026",
}


def action(
    house: House, reference: str, name: str, username: str = "triage", **boxes: object
) -> Page:
    """Post an action's form."""
    path = f"/officers/cases/{reference}/actions/{name}"
    return house.officer(username).post(path, {"page": "1", **boxes})


def test_the_case_page_leads_from_a_candidate_to_the_form_with_their_number(house):
    first, second = house.complaint().reference, house.complaint().reference
    page = house.officer("triage").opens(second)
    assert "Perhaps known already" in page.main
    assert first in page.main
    (link,) = [each for each in page.links() if "person=" in each]
    form = house.officer("triage").get(link)
    assert form.box("person") == link.rsplit("=", 1)[1]
    done = action(house, second, "same_person", person=form.box("person"),
                  how_checked="She named the case.")  # fmt: skip
    assert "is done" in done.main
    assert "Perhaps known already" not in done.main


def test_somebody_new_is_said_with_one_press_and_the_question_is_gone(house):
    house.complaint()
    reference = house.complaint().reference
    officer = house.officer("triage")
    page = officer.opens(reference)
    path, button = f"/officers/cases/{reference}/somebody-new", "This is somebody new"
    assert button in page.main
    (person,) = page.tree.xpath("//main//input[@name='person']/@value")
    done = officer.post(path, {"person": person})
    assert "somebody new" in done.main
    assert "Perhaps known already" not in done.main
    assert "Said to be somebody new" in officer.opens(reference, "/history").main
    again = officer.post(path, {"person": person})
    assert again.status == 409
    assert house.officer("investigator").post(path, {"person": person}).status == 403


def test_the_form_for_details_begins_with_what_is_kept(house):
    reference = house.complaint().reference
    page = action(house, reference, "change_details", whose="complainant")
    kept = house.officer("triage").opens(reference, "/people").main
    assert page.box("email")
    assert page.box("email") in kept
    carried = {box: text for box, text in page.hidden().items() if box != "csrf_token"}
    done = action(house, reference, "change_details", **{
        **carried, "email": "new@example.org", "preferred_channel": "email",
        "how_known": "She phoned."})  # fmt: skip
    assert "is done" in done.main
    assert "new@example.org" in house.officer("triage").opens(reference, "/people").main


def test_a_restriction_stands_on_the_case_its_tasks_and_its_forms(house):
    reference = house.complaint().reference
    assert "is done" in action(house, reference, "restriction", "manager", **DECISION).main
    words = "A restriction on contact"
    officer = house.officer("triage")
    for path in ("", "/history", "/actions/contact"):
        page = officer.opens(reference, path).main
        assert words in page
        assert "is in force until 1 September 2026: One e-mail a week." in page
        assert "filed without an acknowledgement" in page
    assert words in officer.get(f"/officers/tasks/{house.task(reference)}").main


def test_the_register_is_for_managers_and_directors(house):
    reference = house.complaint().reference
    action(house, reference, "restriction", "manager", **DECISION)
    page = house.officer("manager").get("/officers/restrictions")
    assert "Forty calls a week." in page.main
    assert reference in page.main
    assert house.officer("triage").get("/officers/restrictions").status == 403
    assert "/officers/restrictions" not in house.officer("triage").get("/officers").links()
