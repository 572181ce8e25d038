"""Officers sign in and out; the demo's short cuts are the demo's only."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from engine.clock import ShiftedClock
from engine.demo import Visitor, visitors
from tests.web.conftest import Build
from tests.web.places import PASSWORD, House
from web.sign_in.doors import MOST_TRIES


def test_an_officer_signs_in_and_out(house: House) -> None:
    officer = house.officer("manager")
    page = officer.get("/officers")
    assert "Mia Manager" in page.source
    officer.post("/sign-out")
    assert officer.get("/officers").path.startswith("/sign-in")


@pytest.mark.parametrize(
    ("username", "password"), [("manager", "wrong password"), ("nobody", PASSWORD)]
)
def test_what_was_wrong_is_not_told(house: House, username: str, password: str) -> None:
    page = house.somebody().post("/sign-in", {"username": username, "password": password})
    assert page.status == 422
    assert page.errors == ["The user name or the password is not right."]
    assert page.box("username") == username
    assert not page.box("password")


def test_empty_boxes_are_told(house: House) -> None:
    page = house.somebody().post("/sign-in", {})
    assert page.errors == ["Enter your user name.", "Enter your password."]


def test_guessing_is_stopped(house: House) -> None:
    guesser = house.somebody()
    for _ in range(MOST_TRIES):
        guesser.post("/sign-in", {"username": "manager", "password": "wrong"})
    right = {"username": "manager", "password": PASSWORD}
    assert guesser.post("/sign-in", right).status == 429


def test_the_session_is_a_new_one_after_signing_in(house: House) -> None:
    visitor = house.somebody()
    before = visitor.token()
    with visitor.client.session_transaction() as session:
        session["planted"] = "by somebody else"
        old = session["csrf_token"]
    visitor.post("/sign-in", {"username": "manager", "password": PASSWORD})
    with visitor.client.session_transaction() as session:
        assert "planted" not in session
        assert session.get("csrf_token") != old
    stale = {"csrf_token": before}
    assert visitor.client.post("/sign-out", data=stale).status_code == 400


def test_one_goes_on_to_the_page_one_asked_for(house: House) -> None:
    receipt = house.complaint()
    wanted = f"/officers/cases/{receipt.reference}"
    visitor = house.somebody()
    page = visitor.get(wanted)
    assert page.path.startswith("/sign-in")
    given = {"username": "manager", "password": PASSWORD, "next": page.box("next")}
    assert visitor.post("/sign-in", given).path == wanted


def test_an_account_that_was_closed_is_signed_out(house: House) -> None:
    from engine.store.officers import Officer

    officer = house.officer("manager")
    with house.office.store.write() as session:
        row = session.get(Officer, house.actors["manager"].officer_id)
        assert row is not None
        row.active = False
    assert officer.get("/officers").path.startswith("/sign-in")


def test_no_demo_no_short_cut(house: House) -> None:
    assert "Try the demo" not in house.somebody().get("/sign-in").main
    assert house.somebody().post("/sign-in/demo", {"username": "manager"}).status == 403
    assert house.somebody().post("/demo/clock", {"by": "day"}).status == 403


def test_a_visitor_of_the_demo_may_be_anybody(build: Build) -> None:
    house = build(demo=True)
    visitor = house.somebody()
    listed = visitor.get("/sign-in").main
    assert listed.index("Who works with") < listed.index("Mia Manager")
    page = visitor.post("/sign-in/demo", {"username": "manager"})
    assert page.path == "/officers"
    assert visitor.post("/sign-in/demo", {"username": "nobody"}).status == 403


def test_a_visitor_of_the_demo_moves_time(build: Build) -> None:
    house = build(demo=True)
    visitor = house.somebody()
    clock = house.office.clock
    assert isinstance(clock, ShiftedClock)
    before = clock.shift()
    page = visitor.post("/demo/clock", {"by": "week", "next": "/track"})
    assert page.path == "/track"
    assert "Nothing was due." in page.main
    assert (clock.shift() - before).days == 7
    assert visitor.post("/demo/clock", {"by": "year"}).status == 422


def test_a_moved_clock_falls_short_of_no_instant(tmp_path: Path) -> None:
    clock = ShiftedClock(tmp_path / "clock")
    for part in range(5):  # what is due at that instant would wait for the next move
        at = clock.now() + timedelta(days=1, microseconds=part * 199_999)
        clock.advance(at - clock.now())
        assert clock.now() >= at


def test_a_visitor_of_the_demo_opens_a_made_up_complaint(build: Build) -> None:
    house = build(demo=True)
    receipt = house.complaint()
    example = Visitor(receipt.reference, receipt.code, "ZZ99 9ZZ", "Dilys Example", "Read it.")
    visitors.keep(house.office, (example,))
    visitor = house.somebody()
    page = visitor.get("/track")
    assert "Read it." in page.main
    given = {name: page.box(name) for name in ("reference", "code", "postcode")}
    assert visitor.post("/track", given).path == "/track/case"


def test_when_time_moves_what_is_due_happens(build: Build) -> None:
    house = build(demo=True)
    house.complaint()
    visitor = house.somebody()
    for _ in range(3):
        visitor.post("/demo/clock", {"by": "week"})
    officer = house.officer("manager")
    assert officer.get("/officers/notices").tree.xpath("//li[@class='app-notices__item']")
