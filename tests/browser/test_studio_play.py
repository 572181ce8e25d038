"""A process owner tries a draft in a browser without scripts, saves it, and runs its scenarios."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from engine.casework import accounts
from engine.demo import PASSWORD
from engine.studio import drafts, trial_runs, trials
from tests.browser.council import Council
from tests.browser.visiting import Visit

ID = "corporate-complaint"


@pytest.fixture
def at_draft(council: Council, visit: Visit) -> tuple[Visit, int]:
    """The process owner, signed in, and the number of a draft with one scenario."""
    owner = accounts.sign_in(council.office, "owner1", PASSWORD)
    assert owner is not None
    number = drafts.begin(council.office, owner, ID, "To try it")
    draft = drafts.read(council.office, owner, number)
    gone: dict[str, str | None] = {
        file: None
        for file in trials.scenario_files(draft)
        if Path(file).stem != "S04-under-the-code"
    }
    drafts.keep(council.office, owner, number, gone, {})
    visit.sign_in_as("owner1")
    return visit, number


def test_a_draft_is_tried_from_beginning_to_answer(at_draft: tuple[Visit, int]) -> None:
    visit, number = at_draft
    visit.open(f"/officers/studio/drafts/{number}")
    visit.follow("Try it")
    visit.looks("studio: before a play")
    visit.press("Begin", exact=True)

    visit.follow("Decide what this is")
    visit.looks("studio: a play, somebody else's task")
    visit.press("Try it all the same")
    assert "it is for triage officer or complaints manager" in visit.said()
    visit.press("Be: Complaints manager")
    visit.press("Continue")
    visit.choose("Accept as a complaint")
    visit.press("Continue")
    for _ in range(4):
        if visit.page.get_by_role("button", name="Continue").count():
            visit.press("Continue")
    visit.press("Complete as Complaints manager")
    assert "Letter COR-ACK1" in visit.text
    assert "stage 1 investigator" in visit.text.lower()
    visit.looks("studio: a play with a letter")

    visit.press("Let time pass")
    assert "Time passed until" in visit.text
    expect(visit.page.get_by_text("HERE").first).to_be_visible()
    visit.page.locator("summary", has_text="COR-ACK1").click()
    assert "We are looking into your complaint" in visit.pdf("PDF of We are looking")

    visit.write("Save this play as a scenario", "Accepted and waiting")
    visit.press("Save as a scenario")
    assert "The play is kept as the scenario accepted-and-waiting.yaml" in visit.said()
    visit.press("Throw this play away")
    assert "The play is thrown away" in visit.said()


def test_scenarios_are_run_and_their_ways_drawn(
    at_draft: tuple[Visit, int], council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial_runs, "_process", lambda *_: subprocess.Popen(["true"]))
    visit, number = at_draft
    visit.open(f"/officers/studio/drafts/{number}/scenarios")
    visit.press("Run all scenarios")
    assert "They are being run: 0 of 1." in visit.text
    visit.looks("studio: a trial that runs")

    trial_runs.run(council.office, number)
    visit.follow("See how far it is now")

    assert "Every scenario that counts passes." in visit.text
    assert "No scenario went:" in visit.text
    visit.looks("studio: a trial")
