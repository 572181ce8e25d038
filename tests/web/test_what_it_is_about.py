"""Several procedures at one front door: each asks what it needs, in its own words."""

from __future__ import annotations

import pytest

from engine.desk.case_file import case_file
from engine.permissions import Actor
from tests.web.places import Browser, House, Page

ASB = "asb-case-review"
ROW = {
    "reports-rows": "2",
    "reports-1-what": "Music until three in the morning",
    "reports-1-reported_on-day": "2",
    "reports-1-reported_on-month": "1",
    "reports-1-reported_on-year": "2026",
    "reports-1-agency": "The council",
    "reports-2-what": "Shouting",
}
COORDINATOR = Actor(None, 0, "a test", frozenset({"asb_coordinator"}), 3, "officer")


def asks(browser: Browser, **changes: dict[str, object]) -> Page:
    """Answer the usual questions of a review, as far as its own."""
    given: dict[str, dict[str, object]] = {
        f"who?about={ASB}": {"who": "self"},
        "name": {"name": "Dilys Example"},
        "contact": {"channel": "email", "email": "dilys@example.org"},
        "address": {"line1": "1 Sample Street", "town": "Exampletown", "postcode": "sg6 3jf"},
        "what": {"text": "Noise every night."},
    }
    page = browser.get(f"/complain?about={ASB}")
    for name, answers in (given | changes).items():
        page = browser.post(f"/complain/{name}", answers)
        assert not page.errors, (name, page.errors)
    return page


def test_the_first_page_asks_what_it_is_about(house: House) -> None:
    page = house.somebody().get("/complain")
    assert "What is it about?" in page.main
    assert f"/complain?about={ASB}" in page.links()
    assert page.links().index("/complain?about=corporate-complaint") < page.links().index(
        f"/complain?about={ASB}"
    )


@pytest.mark.parametrize("about", ["unreasonable-contact", "social-media", "nonsense"])
def test_what_residents_cannot_begin_here_has_no_page(house: House, about: str) -> None:
    assert house.somebody().get(f"/complain?about={about}").status == 404


def test_a_request_for_a_review_asks_its_own_questions_in_its_own_words(house: House) -> None:
    resident = house.somebody()
    begin = resident.get(f"/complain?about={ASB}")
    assert "Ask for a review of anti-social behaviour" in begin.main
    assert "Who is it for?" in resident.get(f"/complain/who?about={ASB}").main
    own = asks(resident)
    assert own.path == "/complain/own"
    assert "What is this?" not in own.main  # that is for officers
    assert "What is going on?" in resident.get("/complain/what").main
    more = resident.post("/complain/own", {"add_row": "reports", "reports-rows": "1"})
    assert more.box("reports-rows") == "2"
    following = resident.post("/complain/own", {"page": "1", "applicant_kind": "person", **ROW})
    while following.path.startswith("/complain/own"):
        following = resident.post(following.path, following.hidden() | {"hate": "no"})
        assert not following.errors
    assert following.path == "/complain/danger"


def test_what_was_answered_is_checked_sent_and_kept_as_facts(house: House) -> None:
    resident = house.somebody()
    page = asks(resident)
    page = resident.post("/complain/own", {"page": "1", "applicant_kind": "person", **ROW})
    while page.path.startswith("/complain/own"):
        page = resident.post(page.path, page.hidden())
        assert not page.errors
    for name, given in {
        "danger": {"at_risk": "no"},
        "wanted": {},
        "help": {},
        "evidence": {},
    }.items():
        page = resident.post(f"/complain/{name}", given)
    assert page.path == "/complain/check"
    assert "Music until three in the morning" in page.main
    assert "Send my request" in page.main
    sent = resident.post("/complain/send")
    assert "We have your request" in sent.main
    reference = sent.tree.xpath("//*[@class='app-panel__reference']")[0].text
    assert reference.startswith("ASB-")
    said = dict(case_file(house.office, COORDINATOR, reference).about)
    assert "Music until three in the morning" in said["What was reported, and when"]


def test_an_answer_that_is_missing_is_asked_for(house: House) -> None:
    resident = house.somebody()
    asks(resident)
    empty = {
        "page": "1",
        "applicant_kind": "person",
        "reports-rows": "1",
        "reports-1-agency": "Us",
    }
    page = resident.post("/complain/own", {"page": "1", **empty})
    assert page.status == 422
    assert any("What happened" in said for said in page.errors)
