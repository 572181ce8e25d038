"""A process owner tries a draft on its page, and runs its scenarios, without a script."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from engine.casework import preparing
from engine.studio import drafts, trial_runs, trials
from tests.web.places import House, Officer, Page

ID = "corporate-complaint"
YAML = f"processes/{ID}/procedure.yaml"


class Owner(Officer):
    """A process owner at a draft of the corporate complaint."""

    def __init__(self, house: House) -> None:
        super().__init__(house.app, "owner")
        self.house = house
        self.number = drafts.begin(house.office, house.actors["owner"], ID, "To try it")
        self.play = f"/officers/studio/drafts/{self.number}/play"
        self.trial = f"/officers/studio/drafts/{self.number}/scenarios"

    @property
    def draft(self) -> drafts.Draft:
        return drafts.read(self.house.office, self.house.actors["owner"], self.number)

    def write(self, texts: dict[str, str | None]) -> None:
        drafts.keep(self.house.office, self.house.actors["owner"], self.number, texts, {})

    def begins(self, **changes: object) -> Page:
        day = {"received-day": "2", "received-month": "3", "received-year": "2026"}
        usual = {"channel": "web", "hour": "10:00", "way": "email", "text": "My bin was missed."}
        return self.post(self.play, {**day, **usual, "points": "one\ntwo", **changes})

    def is_now(self, name: str, **kept: str) -> Page:
        return self.post(f"{self.play}/be", {"me": name, **kept})

    def does(self, **boxes: object) -> Page:
        return self.post(f"{self.play}/do", {"page": "1", **boxes})

    def accepts(self) -> Page:
        self.is_now("complaints_manager")
        answers = {"task": "triage", "at_risk": "no", "reported_before": "no"}
        self.does(**answers)
        answers |= {"triage": "accept", "page": "2"}
        self.does(**answers)
        answers |= {"about_staff": "no", "page": "3"}
        self.does(**answers)
        points = {"points-id": ["p1", "p2"], "points-text": ["one", "two"]}
        return self.does(**{**answers, **points, "page": "4"})


@pytest.fixture
def owner(house: House) -> Owner:
    return Owner(house)


def test_a_play_begins_with_sample_answers(owner: Owner) -> None:
    page = owner.get(owner.play)

    assert page.status == 200
    assert page.box("channel") == "web"
    assert page.box("text") == "The garden waste subscription was taken twice."
    assert "Nothing is sent, and no real case is touched." in page.main


def test_a_draft_that_is_broken_says_so_instead(owner: Owner) -> None:
    text = owner.draft.files[YAML].replace("title: Triage officer}", "title: X, grant: all}")
    owner.write({YAML: text})

    page = owner.get(owner.play)

    assert "This draft cannot be tried yet." in page.main
    assert "grant" in page.main
    assert owner.begins().status == 422


def test_what_is_missing_on_the_first_page_is_said_there(owner: Owner) -> None:
    page = owner.begins(**{"received-day": "", "received-month": "", "received-year": ""})

    assert page.status == 422
    assert page.errors == ["Enter the day on which it comes in."]
    assert page.box("text") == "My bin was missed."


def test_a_step_is_done_and_its_letter_can_be_read(owner: Owner) -> None:
    owner.begins()

    page = owner.accepts()

    assert "Complaints manager: completed “Decide what this is”." in page.main
    assert "Letter COR-ACK1, “We are looking into your complaint”, went to the complainant." in (
        page.main
    )
    pdf = next(link for link in page.links() if link.endswith(".pdf"))
    assert owner.get(pdf).response.data.startswith(b"%PDF")
    assert not preparing.has_cases(owner.house.office)


def test_somebody_without_the_role_reads_why_as_officers_do(owner: Owner) -> None:
    owner.begins()

    page = owner.get(f"{owner.play}?task=triage")
    refused = owner.does(task="triage", anyway="yes")

    assert "Be: Triage officer" in page.main
    assert refused.status == 403
    assert "it is for triage officer or complaints manager." in refused.main
    assert "Refused" in refused.main


def test_a_wrong_answer_is_said_at_its_box(owner: Owner) -> None:
    owner.begins()
    owner.is_now("complaints_manager")

    page = owner.does(task="triage", at_risk="no", reported_before="no", triage="", page="2")

    assert page.status == 422
    assert page.errors


def test_time_passes_until_the_next_named_date_or_a_day(owner: Owner) -> None:
    begun = owner.begins()
    moment = begun.tree.xpath("//select[@id='at']/option/@value")[0]
    words = begun.tree.xpath("//select[@id='at']/option/text()")[0]

    passed = owner.post(f"{owner.play}/wait", {"at": moment})
    day = {"until-day": "9", "until-month": "3", "until-year": "2026", "hour": "noon"}
    later = owner.post(f"{owner.play}/wait", day)
    back = owner.post(f"{owner.play}/wait", {**day, "until-day": "3"})

    assert "“Acknowledgement” is due on Monday 9 March 2026" in words
    assert "Time passed until Friday 6 March 2026, 10:00." in passed.main
    assert "It is Monday 9 March 2026, 12:00pm." in later.main
    assert back.status == 422
    assert "Time only goes forward" in back.errors[0]


def test_a_play_is_kept_as_a_scenario_undone_and_thrown_away(owner: Owner) -> None:
    owner.begins()
    owner.accepts()

    kept = owner.post(f"{owner.play}/save", {"title": "Accepted on the day"})
    undone = owner.post(f"{owner.play}/change", {"change": "undo"})
    gone = owner.post(f"{owner.play}/change", {"change": "away"})

    assert "The play is kept as the scenario accepted-on-the-day.yaml." in kept.main
    assert "otherwise" not in kept.main
    assert f"processes/{ID}/scenarios/accepted-on-the-day.yaml" in owner.draft.files
    assert "The last step is taken back." in undone.main
    assert "Decide what this is” waits" not in gone.main
    assert "The play is thrown away." in gone.main


def test_a_play_says_when_the_draft_has_changed_and_begins_again(owner: Owner) -> None:
    owner.begins()
    text = owner.draft.files[YAML].replace("title: Triage officer}", "title: Sorting officer}")
    owner.write({YAML: text})

    stale = owner.get(owner.play)
    again = owner.post(f"{owner.play}/change", {"change": "again"})

    assert "The draft has changed since this play began." in stale.main
    assert "Sorting officer" not in stale.main
    assert "Sorting officer" in again.main
    assert "The draft has changed" not in again.main


def test_who_is_no_process_owner_tries_nothing(house: House, owner: Owner) -> None:
    manager = house.officer("manager")

    assert manager.get(owner.play).status == 403
    assert manager.get(owner.trial).status == 403


def test_scenarios_are_run_and_what_failed_is_set_aside(
    owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial_runs, "_process", lambda *_: subprocess.Popen(["true"]))
    files = trials.scenario_files(owner.draft)
    kept = "S04-under-the-code"
    gone: dict[str, str | None] = {f: None for f in files if Path(f).stem != kept}
    text = next(t for f, t in files.items() if Path(f).stem == kept)
    place = f"processes/{ID}/scenarios/{kept}.yaml"
    owner.write(
        {**gone, place: text.replace('response2: "2024-10-18"', 'response2: "2024-10-17"')}
    )

    running = owner.post(f"{owner.trial}/run")
    trial_runs.run(owner.house.office, owner.number)
    done = owner.get(owner.trial)
    unsaid = owner.post(f"{owner.trial}/aside", {"scenario": "S04-code", "group": "1"})
    said = {"scenario": "S04-code", "group": "1", "reason": "We answer a day earlier now."}
    aside = owner.post(f"{owner.trial}/aside", said)
    back = owner.post(f"{owner.trial}/back", {"scenario": "S04-code"})

    assert "They are being run: 0 of 1." in running.main
    assert "1 scenario: the date of “Stage 2 response” is another one" in done.main
    assert "clock response2 is due 2024-10-18, not 2024-10-17." in done.main
    assert "No scenario went:" in done.main
    assert unsaid.status == 422
    assert "Every scenario that counts passes." in aside.main
    assert "We answer a day earlier now." in aside.main
    assert "Every scenario that counts passes." not in back.main
