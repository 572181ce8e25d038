"""A draft is played by hand, with a clock that is set, and saved as a scenario that passes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from datetime import time as clock
from pathlib import Path

import pytest

from engine.casework import preparing
from engine.clock import at_london
from engine.errors import BadInput, FormErrors, NotFound, NotPermitted, Refused
from engine.scenarios import run_scenario
from engine.scenarios.reading import scenario_from_text
from engine.studio import beginnings, cast, plays, saved_plays
from engine.studio.beginnings import Beginning, first_step
from engine.studio.play import Kept, Play
from engine.studio.playable import catalogue_of, why_not
from engine.studio.trial_pages import as_said
from tests.studio.trying import CATALOGUE, MAIN, PROCEDURE, YAML, Studio, open_studio

ACCEPT = {"triage": "accept", "investigator": "stage1_investigator"}
UPHELD = {"points": {"p1": {"finding": "upheld", "reason": "It was missed."}, "p2": "not_upheld"}}


@pytest.fixture
def studio(tmp_path: Path, sqlite_url: str) -> Iterator[Studio]:
    opened = open_studio(tmp_path, sqlite_url)
    yield opened
    opened.office.store.close()


def to_the_end(studio: Studio) -> None:
    studio.begin()
    studio.take("complaints_manager", task="triage", answers=ACCEPT)
    with pytest.raises(Refused):
        studio.take("complainant", do="request_stage2", answers={"text": "It is late."})
    studio.take("complainant", at="2026-03-10T12:00")
    studio.take("stage1_investigator", task="answer_stage1", answers=UPHELD)


def test_each_step_says_what_came_of_it(studio: Studio) -> None:
    studio.begin()

    entry = studio.take("complaints_manager", task="triage", answers=ACCEPT)

    assert entry.told == "Complaints manager: completed “Decide what this is”."
    assert any(words.startswith("Letter COR-ACK1") for words in entry.came)
    assert "“Investigate and answer” waits for: Stage 1 investigator." in entry.came


def test_dates_come_at_their_own_moment_while_time_passes(studio: Studio) -> None:
    studio.begin()
    studio.take("complaints_manager", task="triage", answers=ACCEPT)

    entry = studio.take("complaints_manager", at="2026-04-01T12:00")

    assert any("waits for: Complaints manager" in words for words in entry.came)
    assert entry.told == "Time passed until Wednesday 1 April 2026, 12:00."


def test_time_only_goes_forward(studio: Studio) -> None:
    studio.begin()

    with pytest.raises(BadInput, match="Time only goes forward"):
        studio.take("complainant", at="2026-03-01T12:00")

    assert len(studio.look().kept.entries) == 1


def test_a_refusal_is_part_of_the_play_and_a_wrong_answer_is_not(studio: Studio) -> None:
    studio.begin()
    with pytest.raises(NotPermitted, match="it is for triage officer"):
        studio.take("stage1_investigator", task="triage", answers=ACCEPT)
    with pytest.raises(FormErrors):
        studio.take("complaints_manager", task="triage", answers={})

    entries = studio.look().kept.entries

    assert [entry.step.get("refused") for entry in entries] == [None, "role"]
    assert "it is for triage officer" in entries[1].refused


def test_a_play_touches_no_real_case_and_sends_nothing(studio: Studio) -> None:
    to_the_end(studio)

    assert not preparing.has_cases(studio.office)
    assert not (studio.office.settings.var / "outbox").exists()


def test_a_play_belongs_to_whoever_began_it(studio: Studio) -> None:
    studio.begin()

    other = studio.others["sol"]

    assert plays.current(studio.office, other, studio.draft) is None
    with pytest.raises(NotFound), plays.opened(studio.office, other, studio.draft):
        pass


def test_somebody_who_is_no_process_owner_plays_nothing(studio: Studio) -> None:
    nobody = replace(studio.owner, roles=frozenset({"complaints_manager"}))

    with pytest.raises(NotPermitted):
        plays.current(studio.office, nobody, studio.draft)


def test_the_last_step_is_taken_back(studio: Studio) -> None:
    to_the_end(studio)

    plays.undo(studio.office, studio.owner, studio.draft)

    play = studio.look()
    assert len(play.kept.entries) == 4
    assert studio.take("stage1_investigator", task="answer_stage1", answers=UPHELD).came


def test_a_play_that_is_thrown_away_leaves_nothing(studio: Studio) -> None:
    studio.begin()
    folder = studio.office.settings.var / "plays" / "1"
    assert folder.exists()

    plays.throw_away(studio.office, studio.owner, studio.draft)

    assert plays.current(studio.office, studio.owner, studio.draft) is None
    assert not folder.exists()


def test_a_case_that_cannot_be_opened_leaves_no_play(studio: Studio) -> None:
    with pytest.raises(FormErrors):
        studio.begin(answers={"text": " "})

    assert plays.current(studio.office, studio.owner, studio.draft) is None


def test_a_draft_that_cannot_be_read_says_why_it_cannot_be_played(studio: Studio) -> None:
    studio.replace(YAML, "title: Triage officer}", "title: Triage officer, grant: all}")

    said = why_not(studio.office, studio.draft)

    assert said
    assert "grant" in " ".join(said)


def test_a_play_goes_on_with_the_draft_as_it_was_when_it_began(studio: Studio) -> None:
    studio.begin()
    studio.replace(YAML, "title: Triage officer}", "title: Sorting officer}")

    begun = plays.current(studio.office, studio.owner, studio.draft)

    assert begun is not None
    assert begun.stale
    assert studio.look().title_of("triage_officer") == "Triage officer"


def test_a_play_begins_again_with_the_same_steps(studio: Studio) -> None:
    to_the_end(studio)
    studio.replace(YAML, "title: Triage officer}", "title: Sorting officer}")

    why = plays.begin_again(studio.office, studio.owner, studio.draft)

    play = studio.look()
    assert why == ""
    assert len(play.kept.entries) == 5
    assert play.title_of("triage_officer") == "Sorting officer"


def test_a_play_that_no_longer_fits_goes_as_far_as_it_can(studio: Studio) -> None:
    to_the_end(studio)
    studio.replace(MAIN, 'redress:role="stage1_investigator"', 'redress:role="hr_adviser"')

    why = plays.begin_again(studio.office, studio.owner, studio.draft)

    assert why.startswith("Step 2 is refused now: Stage 1 investigator cannot take")
    assert len(studio.look().kept.entries) == 1


def saved(studio: Studio, title: str = "Upheld after a week") -> saved_plays.Saved:
    with plays.opened(studio.office, studio.owner, studio.draft) as play:
        return saved_plays.save(studio.office, studio.owner, studio.draft, play, title)


def test_a_saved_play_is_a_scenario_that_passes(studio: Studio) -> None:
    to_the_end(studio)

    kept = saved(studio)

    assert kept.file == f"processes/{PROCEDURE}/scenarios/upheld-after-a-week.yaml"
    assert kept.failures == ()
    text = studio.draft.files[kept.file]
    scenario = scenario_from_text(text, kept.file)
    assert run_scenario(scenario, catalogue_of(studio.office, studio.draft)).failures == []
    assert '  - at: "2026-03-10"\n    by: stage1_investigator\n    task: answer_stage1\n' in text
    assert "refused: request_stage2" in text
    assert '{on: "2026-03-10", code: COR-RESP1, to: [complainant]}' in text
    assert "hr_adviser" not in text


def test_a_changed_deadline_makes_a_saved_play_fail_in_a_clear_sentence(studio: Studio) -> None:
    to_the_end(studio)
    kept = saved(studio)
    profile = "processes/profiles/lgsco-2024.yaml"
    studio.write({profile: longer(studio.draft.files[profile])})

    scenario = scenario_from_text(studio.draft.files[kept.file], kept.file)
    failures = run_scenario(scenario, catalogue_of(studio.office, studio.draft)).failures

    assert failures
    assert "clock response1 is due" in failures[0]


def longer(profile: str) -> str:
    """The profile with a stage 1 answer in 15 working days instead of 10."""
    head, mark, rest = profile.partition("response1:")
    assert "number: 10" in rest
    return head + mark + rest.replace("number: 10", "number: 15", 1)


def test_a_second_scenario_of_the_same_name_is_refused(studio: Studio) -> None:
    to_the_end(studio)
    saved(studio)

    with pytest.raises(FormErrors, match="already"):
        saved(studio)
    with pytest.raises(FormErrors, match="in one sentence"):
        saved(studio, " … ")


@pytest.mark.parametrize("procedure", sorted(CATALOGUE.procedures))
def test_every_procedure_begins_with_its_sample_answers(procedure: str, tmp_path: Path) -> None:
    found = CATALOGUE.procedures[procedure]
    at = at_london(date(2026, 3, 2), clock(10))
    own = as_said(beginnings.samples(found, beginnings.own_form(found), at))
    answers = {"text": beginnings.sample_text(found), **own}
    people = cast.people_of(found)
    for channel in beginnings.channels(found):
        folder = tmp_path / channel
        folder.mkdir()
        kept = Kept(procedure, "DEMO-COUNCIL", people, "2026-03-02T10:00")
        play = Play(kept, CATALOGUE, folder)

        entry = play.take(first_step(found, Beginning(channel, at, answers=answers)))

        play.close()
        assert any("waits for" in words for words in entry.came), channel
