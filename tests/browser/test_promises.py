"""Another officer is asked, answers; a promise is made and kept. No JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from engine.clock import london_date
from tests.browser.council import Council
from tests.browser.visiting import Visit


def test_another_officer_is_asked_and_answers(
    arrive: Callable[[], Visit], council: Council
) -> None:
    reference = council.case_of("Oak")
    manager, asked = arrive(), arrive()
    manager.sign_in_as("manager")
    manager.open(f"/officers/cases/{reference}")
    manager.follow("Ask others to contribute")
    manager.looks("action contribution")
    manager.press("Ask others to contribute")
    assert "Enter an answer" in manager.problem()
    manager.looks("action contribution error")
    manager.page.get_by_label("What do you need to know?").fill("When was the camera on?")
    manager.page.get_by_label("Which officer do you ask?").select_option(
        label="Investigator Two, Revenues and housing manager"
    )
    manager.press("Ask others to contribute")
    assert "is done" in manager.said()
    manager.looks("case with a contribution")

    asked.sign_in_as("investigator2")
    asked.follow("Notices")
    assert "When was the camera on?" in asked.text
    asked.follow("My actions")
    asked.looks("my actions")
    asked.follow(f"When was the camera on? on {reference}")
    asked.looks("action give contribution")
    asked.press("Continue")
    asked.page.get_by_label("What is the answer?").fill("From noon until two.")
    asked.looks("action give contribution answer")
    asked.press("Give a contribution")
    assert "is done" in asked.said()
    assert "From noon until two." in asked.text
    asked.follow("My actions")
    asked.looks("my actions none")


def test_a_promise_is_recorded_and_kept(visit: Visit, council: Council) -> None:
    reference = council.case_of("Hazel")
    today = london_date(council.office.clock.now())
    due = today + timedelta(days=20)
    visit.sign_in_as("manager")
    visit.open(f"/officers/cases/{reference}/actions/promise")
    visit.looks("action promise")
    visit.page.get_by_label("What did we promise?").fill("We will send a new bin.")
    visit.fill_date("By when?", due.year, due.month, due.day)
    visit.press("Record a promise")
    assert "We will send a new bin." in visit.text
    visit.follow("Say what became of it")
    visit.choose("It is done")
    visit.press("Say what became of a promise")
    visit.looks("action keep promise")
    visit.page.get_by_label("What was done, and how do we know?").fill("The crew left it.")
    visit.press("Say what became of a promise")
    assert "is done" in visit.said()
    assert "The crew left it." in visit.text
    visit.looks("case with a promise kept")
