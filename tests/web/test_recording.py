"""An officer records what came in, and says whether the person is known."""

from __future__ import annotations

import io

from tests.web.places import House, Page
from web.officers.intake_pages import PAGES

CALL = {
    "channel": "phone",
    "received-day": "3",
    "received-month": "3",
    "received-year": "2026",
    "received-time": "09:30",
    "name": "Ann Sample",
    "phone": "01632 960 001",
    "service": "Bins, recycling and street cleaning",
    "text": "The bin was missed twice.",
}


def asked(house: House, username: str = "triage", **boxes: object) -> Page:
    """The page after the form."""
    return house.officer(username).post("/officers/record", {**CALL, **boxes})


def saved(house: House, page: Page, username: str = "triage", **boxes: object) -> Page:
    """The page after the question who it is."""
    carried = {box: text for box, text in page.hidden().items() if box != "csrf_token"}
    return house.officer(username).post("/officers/record/save", {**carried, **boxes})


def reference(page: Page) -> str:
    assert page.path == "/officers/record/done", page.errors or page.main
    return str(page.tree.findtext(".//strong[@class='app-panel__reference']"))


def facts(page: Page) -> dict[str, str]:
    """What stands beside the complaint, by its title."""
    rows = page.tree.xpath("//dl[contains(@class, 'app-about')]/div")
    return {row.findtext("dt"): row.findtext("dd") for row in rows}


def test_the_form_begins_with_now_and_is_for_those_who_answer_the_telephone(house):
    page = house.officer("triage").get("/officers/record")
    assert (page.box("received-day"), page.box("received-time")) == ("3", "10:00")
    assert house.officer("investigator").get("/officers/record").status == 403
    assert asked(house, "investigator").status == 403
    assert "Record" not in house.officer("investigator").get("/officers").source.split("<main")[0]


def test_each_page_is_read_before_the_next_and_nothing_typed_is_lost(house):
    officer = house.officer("triage")
    page = officer.get("/officers/record")
    headings = []
    typed = {
        "came": {"channel": "phone", "at_risk": "yes"},
        "about": {"service": CALL["service"], "text": "A line.\r\nAnother.", "location": "Here"},
        "person": {"name": "Ann Sample", "phone": "01632 960 001", "adjustments": "large_print"},
        "representative": {"representative_name": "Dan Son", "relation": "her son"},
    }
    begun = {box: page.box(box) for box in CALL if box.startswith("received-")}
    for name, boxes in typed.items():
        headings.append(page.tree.findtext(".//h1"))
        assert page.box("page") == name
        sent = {**page.hidden(), **(begun if name == "came" else {})}
        if name != "representative":  # an unanswered page is asked again
            assert officer.post("/officers/record", sent).box("page") == name
        page = officer.post("/officers/record", {**sent, **boxes})
    assert headings == list(PAGES.values())
    assert page.box("text") == "A line.\nAnother."
    case = officer.opens(reference(saved(house, page)))
    assert facts(case)["The representative is"] == "her son"
    assert "Large print" in officer.get(case.path + "/people").main


def test_back_turns_a_page_and_reads_nothing(house):
    officer = house.officer("triage")
    page = officer.post("/officers/record", {**CALL, "page": "person", "name": "", "back": "yes"})
    assert (page.status, page.box("page"), page.box("text")) == (200, "about", CALL["text"])
    page = officer.post("/officers/record", {**page.hidden(), "text": CALL["text"], "back": "yes"})
    assert (page.box("page"), page.box("received-time")) == ("came", "09:30")


def test_a_call_becomes_a_case_with_everything_that_was_said(house):
    page = asked(
        house,
        location="High Street",
        earlier_reports="SR-1, SR-2",
        contractor="Bin Lorries",
        contractor_contacted="no",
        points="Missed on 1 March\r\nMissed on 8 March",
        **{"happened-day": "1", "happened-month": "3", "happened-year": "2026"},
        adjustments="large_print",
    )
    assert "We know nobody like this yet" in page.main
    case = house.officer("triage").opens(reference(saved(house, page)))
    assert facts(case) == {
        "When it happened": "Sunday 1 March 2026",
        "Where it happened": "High Street",
        "Reported before": "SR-1, SR-2",
        "Contractor": "Bin Lorries",
        "Contractor told already": "No",
    }
    assert "3 March 2026 at 9:30am" in case.main
    assert "Missed on 8 March" in house.officer("triage").get(case.path + "/points").main


def test_what_is_wrong_is_said_beside_its_box_and_what_was_typed_stays(house):
    page = asked(
        house,
        channel="",
        service="Dragons",
        phone="",
        text="It went wrong.",
        **{"received-year": "2027"},
    )
    assert page.status == 422
    assert page.box("text") == "It went wrong."
    assert page.errors == ["Select how it reached us."]
    assert asked(house, service="Dragons", phone="").errors == ["Select the service."]
    page = asked(house, phone="", **{"received-time": "9.5"})
    assert page.errors == ["Enter the time it was received, like 09:30."]
    page = asked(house, phone="")
    assert page.errors == [
        "Enter a way to reach the person, or say that they want to stay anonymous."
    ]
    page = asked(house, **{"received-day": "4"})
    assert page.errors == ["The date it was received must not be in the future."]
    page = asked(
        house,
        **{"happened-day": "2", "happened-month": "3", "happened-year": "2026"},
        **{"known-day": "1", "known-month": "3", "known-year": "2026"},
    )
    assert page.errors == ["They cannot have known of it before it happened."]
    assert page.tree.xpath("//*[@id='known-day']")
    assert asked(house, preferred_channel="post").errors == [
        "Letters cannot go that way without an address for it."
    ]
    assert "last line must be a UK postcode" in asked(house, address="1 Street\nTown").errors[0]


def test_somebody_may_stay_anonymous_when_they_said_so(house):
    page = asked(house, anonymous="yes", name="")
    assert page.errors == [
        "Somebody who can be reached is not anonymous. Take out the contact details."
    ]
    page = asked(house, anonymous="yes", name="", phone="")
    case = house.officer("triage").opens(reference(saved(house, page)))
    assert "Anonymous" in case.main


def test_a_known_person_is_offered_and_only_an_officer_says_it_is_them(house):
    first = reference(saved(house, asked(house)))
    page = asked(house, email="ann@example.org")
    assert "Same phone number, same name." in page.main
    assert first in page.main
    again = saved(house, page)
    assert again.errors == ["Say whether this is somebody we know, or somebody new."]
    who = again.tree.xpath("//input[@name='who']/@value")[0]
    again = saved(house, again, who=who)
    assert again.errors == ["Say how you checked that this is the same person."]
    second = reference(saved(house, again, who=who, how_checked="She named the case.",
                             taking="email"))  # fmt: skip
    people = house.officer("triage").opens(second, "/people").main
    assert "She named the case." in people
    assert "ann@example.org" in people
    assert "Perhaps known already" not in house.officer("triage").opens(second).main


def test_an_email_address_alone_is_not_enough(house):
    saved(house, asked(house, name="Bob Other", email="family@example.org", phone=""))
    page = asked(house, name="Carol Else", email="family@example.org", phone="")
    assert "Same e-mail address." in page.main
    who = page.tree.xpath("//input[@name='who']/@value")[0]
    page = saved(house, page, who=who, how_checked="The same address.")
    assert page.errors == [
        "An e-mail address alone does not say who somebody is. Say what else you checked."
    ]
    reference(saved(house, page, who="new"))


def test_changing_what_was_typed_loses_nothing(house):
    page = saved(house, asked(house, location="High Street"), back="yes")
    assert (page.box("location"), page.box("name")) == ("High Street", "Ann Sample")


def test_files_come_with_it_and_a_bad_one_says_so(house):
    page = asked(house)
    wrong = saved(house, page, documents=(io.BytesIO(b"MZ"), "a.exe"))
    assert "must be one of these" in wrong.errors[0]
    good = saved(house, wrong, documents=(io.BytesIO(b"%PDF-1.7"), "a.pdf"))
    assert "a.pdf" in house.officer("triage").opens(reference(good), "/documents").main


def test_a_second_press_records_nothing_twice(house):
    officer = house.officer("triage")
    page = officer.post("/officers/record", dict(CALL))
    sent = {**page.hidden()}
    assert reference(officer.post("/officers/record/save", sent)) == reference(
        officer.post("/officers/record/save", sent)
    )


def test_a_representative_without_copies_and_somebody_at_risk_are_shown(house):
    page = asked(
        house,
        representative_name="Dan Son",
        representative_email="dan@example.org",
        relation="her son",
        authority="no",
        copies="no",
        at_risk="yes",
        risk="She cannot get out.",
    )
    said = facts(house.officer("triage").opens(reference(saved(house, page))))
    assert said["The representative is"] == "her son"
    assert said["Copies for the representative"] == "No"
    assert "She cannot get out." in said.values()
    assert "Somebody may be at risk" in house.officer("triage").get("/officers/notices").main
