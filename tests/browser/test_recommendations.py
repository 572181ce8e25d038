"""Every recommendation stands on the adjudicator's page and gets its answer. No JavaScript."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import Locator

from engine.casework import accounts, preparing, tasks
from engine.clock import london_date
from engine.desk import worklists
from engine.permissions import Actor
from engine.store.officers import by_username
from tests.browser.council import Council
from tests.browser.visiting import Visit

PAGES = 'fieldset[id="responses-{}"]'


def who(council: Council, username: str) -> Actor:
    """An account of the demo."""
    with council.office.store.read() as session:
        row = by_username(session, username)
        assert row is not None
        return accounts.as_actor(row)


def done(council: Council, reference: str, by: str, element: str, **answers: object) -> None:
    """Somebody of the demo completes a step."""
    task = preparing.open_task(council.office, reference, element)
    assert task is not None
    tasks.complete(council.office, who(council, by), task, answers)


def adjudicated(council: Council, *recommended: str) -> tuple[str, str]:
    """A case whose two reports are in; its reference, and the page of the adjudication."""
    manager = who(council, "children")
    (row,) = worklists.search(council.office, manager, "Resident Rambutan")
    reference = row.reference
    rows = [{"text": text} for text in recommended]
    report = {"io_summary": "Nobody asked.", "io_recommendations": rows}
    done(council, reference, "children_io", "io_report", **report)
    opinion = {"ip_agrees": "fair", "ip_summary": "All were heard."}
    done(council, reference, "children_ip", "ip_report", **opinion)
    done(council, reference, "children", "factual_check", facts="right")
    task = preparing.open_task(council.office, reference, "adjudicate")
    return reference, f"/officers/tasks/{task}"


def by_a_day(council: Council, row: Locator) -> None:
    """What is accepted is done by a day."""
    day = london_date(council.office.clock.now()) + timedelta(days=60)
    for label, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        row.get_by_label(label, exact=True).fill(str(number))


def test_each_recommendation_gets_an_answer_and_another_may_be_added(
    visit: Visit, council: Council
) -> None:
    reference, page = adjudicated(council, "Ask each child", "Pay the fares")
    visit.sign_in_as("children_director")
    visit.open(page)
    visit.page.locator("#points-p1-finding").check()
    visit.page.locator("#points-p1-reason").fill("Nobody asked.")
    visit.choose("No")
    visit.press("Continue")

    one, two, three = (visit.page.locator(PAGES.format(number)) for number in (1, 2, 3))
    assert "Ask each child" in one.inner_text()
    assert "Pay the fares" in two.inner_text()
    assert three.count() == 0
    assert one.get_by_role("button").count() == 0  # it cannot be taken away
    assert "(optional)" not in visit.page.locator("h2").first.inner_text()
    visit.looks("recommendations to answer")
    one.get_by_label("Accepted", exact=True).check()
    by_a_day(council, one)
    visit.press("Continue")
    assert "Recommendation 2: “Pay the fares” has no answer." in visit.problem()
    visit.looks("recommendation without an answer")

    visit.press("Add another recommendation")
    assert one.get_by_label("Accepted", exact=True).is_checked()
    three.get_by_label("Recommendation", exact=True).fill("Train the team")
    three.get_by_label("Accepted", exact=True).check()
    by_a_day(council, three)
    two.get_by_label("Not accepted").check()
    two.get_by_label("Why, if we do not accept it in full").fill("Nothing was spent")
    visit.looks("recommendations answered")
    visit.press("Continue")
    for text in ("Ask each child", "Pay the fares", "Train the team", "Nothing was spent"):
        assert text in visit.text
    visit.looks("recommendations check")
    visit.go(visit.page.get_by_role("main").get_by_role("button").last)
    assert "is done" in visit.said()
    visit.open(f"/officers/cases/{reference}")
    assert "Train the team" in visit.text
