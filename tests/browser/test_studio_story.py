"""A process owner changes a procedure, and its cases follow: the whole way in a browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from engine.casework import intake, tasks
from engine.desk import case_file
from engine.desk.views import TaskView
from engine.settings import HOUSE
from engine.studio import trial_runs
from tests.browser.council import Council
from tests.browser.studio_story import OLD_STEP, STEP, Story, without_processes
from tests.browser.visiting import _AXE

AXE = HOUSE / "web" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture
def story(browser: Browser, council: Council, monkeypatch: pytest.MonkeyPatch) -> Iterator[Story]:
    monkeypatch.setattr(trial_runs, "_process", without_processes())
    opened: list[BrowserContext] = []

    def sits_down(username: str) -> Page:
        context = browser.new_context(
            base_url=council.url, viewport={"width": 1280, "height": 900}, reduced_motion="reduce"
        )
        context.set_default_timeout(15_000)
        context.add_init_script(path=AXE)
        opened.append(context)
        page = context.new_page()
        page.goto("/sign-in")
        page.locator(f'button[value="{username}"]').click()
        return page

    yield Story(council, sits_down("owner1"), sits_down("owner2"), fit_for_everybody)
    for context in opened:
        context.close()


def fit_for_everybody(page: Page, name: str) -> None:
    """What axe finds on a page of the story: nothing."""
    found = page.evaluate(_AXE)
    faults = [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]
    assert not faults, f"{name}: {faults}"


def test_a_procedure_is_changed_and_its_cases_follow(story: Story, council: Council) -> None:
    old = received(council)
    first = due(council, old)
    story.told_until_published()
    new = received(council)
    before = {ref: all_due(council, ref) for ref in story.cases_to_move()}
    moved, why = story.move_cases()

    assert due(council, old) == first < due(council, new)
    assert triaged(council, old) == ["Investigate and answer"]
    assert triaged(council, new) == [STEP]
    assert {ref: all_due(council, ref) for ref in moved} == before
    assert why == f"“{OLD_STEP}”, where the case stands, is not in the new version."
    assert "Where does it say so" in story.told[0] or "source" in story.told[0].lower()


def received(council: Council) -> str:
    """A complaint that comes in now."""
    complaint = intake.Complaint(
        name="Resident Alder",
        email="alder@example.org",
        address=("1 Alder Lane", "Exampletown", "YY99 1AA"),
        text="The bin was missed.",
        points=("The bin was missed",),
    )
    return intake.receive(council.office, complaint).reference


def triaged(council: Council, reference: str) -> list[str]:
    """Accept the complaint; what waits then."""
    (task,) = opened(council, reference)
    investigator = council.actor("investigator1").officer_id
    answers = {"triage": "accept", "investigator": investigator}
    tasks.complete(council.office, council.manager, task.id, answers)
    return [each.name for each in opened(council, reference)]


def opened(council: Council, reference: str) -> list[TaskView]:
    file = case_file.case_file(council.office, council.manager, reference)
    return [task for task in file.tasks if task.status == "open"]


def all_due(council: Council, reference: str) -> dict[str, str]:
    """Every date of a case."""
    file = case_file.case_file(council.office, council.manager, reference)
    return {f"{clock.name} {clock.instance}": str(clock.due) for clock in file.clocks}


def due(council: Council, reference: str) -> str:
    """When stage 1 is to be answered."""
    return all_due(council, reference)["response1 1"]
