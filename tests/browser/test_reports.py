"""A manager reads the figures, without JavaScript: each page looked at, at both widths."""

from __future__ import annotations

import pytest

from tests.browser.visiting import Visit

REPORTS = (
    "Stage 1 answers in time",
    "Stage 2 answers in time",
    "All feedback",
    "Feedback about contractors",
    "Remedies and other promises",
)


@pytest.mark.parametrize("title", REPORTS)
def test_a_manager_opens_a_report(visit: Visit, title: str) -> None:
    visit.sign_in_as("director")
    visit.follow("Reports", exact=True)
    visit.follow(title, exact=True)
    assert visit.page.locator("main table caption").count()
    visit.looks(f"report {title}")


def test_a_manager_finds_the_cases_behind_a_figure(visit: Visit) -> None:
    visit.sign_in_as("manager")
    visit.follow("Reports", exact=True)
    visit.looks("reports")
    visit.follow("All feedback", exact=True)
    visit.follow("Total, Cases")
    visit.looks("report cases")
    visit.go(visit.page.locator("main .app-references a").first)
    assert "/officers/cases/COM-" in visit.page.url


def test_a_wrong_period_is_told_where_it_is_typed(visit: Visit) -> None:
    visit.sign_in_as("manager")
    visit.open("/officers/reports/feedback")
    visit.fill_date("Last day", 2020, 13, 1)
    visit.press("Show this period")
    assert "Last day must be a real date" in visit.problem()
    visit.looks("report wrong period")
    visit.fill_date("First day", 2020, 4, 1)
    visit.fill_date("Last day", 2020, 4, 30)
    visit.press("Show this period")
    assert "1 Apr 2020 to 30 Apr 2020" in visit.text
