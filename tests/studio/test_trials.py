"""A draft’s scenarios are run apart; their failures are put together and answered."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.errors import BadInput, FormErrors, NotNow
from engine.scenarios.reading import scenario_from_text
from engine.settings import HOUSE
from engine.studio import trial_pages, trial_runs, trial_work, trials
from engine.studio.inserting import NewStep, with_step
from tests.studio.trying import MAIN, PROCEDURE, YAML, Studio, open_studio

FOLDER = f"processes/{PROCEDURE}/scenarios/"
#: one that passes through stage 1 twice told, and one that ends at triage
KEPT = ("S01-late-answer-with-update", "S04-under-the-code")
TRIAGED = """\
scenario: only-triaged
procedure: corporate-complaint
profile: LGSCO-2024
people:
  resident: {party: complainant, address: resident@example.org}
  manager: {roles: [complaints_manager], grade: 5}
steps:
  - {at: "2026-03-02T10:00", by: resident, do: complain, with: {text: Late., points: [late]}}
  # the first thing that somebody does
  - {by: manager, task: triage, with: {triage: accept}}
  - expect: {open: [answer_stage1]}
expect: {status: open}
"""


@pytest.fixture
def studio(tmp_path: Path, sqlite_url: str) -> Iterator[Studio]:
    opened = open_studio(tmp_path, sqlite_url)
    files = trials.scenario_files(opened.draft)
    gone = {file: None for file in files if Path(file).stem not in KEPT}
    opened.write({**gone, f"{FOLDER}only-triaged.yaml": TRIAGED})
    yield opened
    opened.office.store.close()


def call_first(studio: Studio) -> None:
    """A new step stands before the answer: somebody calls the resident."""
    old = '<sequenceFlow id="m_answer_to_answer_stage1" sourceRef="m_answer" '
    studio.replace(
        MAIN,
        f'{old}targetRef="answer_stage1"/>',
        '<userTask id="call_resident" name="Call the resident" redress:form="call_resident"'
        ' redress:role="stage1_investigator"/>\n'
        f'{old}targetRef="call_resident"/>\n'
        '<sequenceFlow id="call_to_answer" sourceRef="call_resident" targetRef="answer_stage1"/>',
    )
    form = (
        "\n  call_resident:\n    title: Call the resident\n    fields:\n"
        "      - {id: call_note, type: text, label: What did they say?, required: true}"
    )
    studio.replace(YAML, "\n  answer_stage1:\n", f"{form}\n  answer_stage1:\n")


def ran(studio: Studio) -> trials.TrialResult:
    trial_runs.run(studio.office, studio.number)
    result = trials.result_of(studio.office, studio.draft)
    assert result is not None
    return result


def test_the_command_runs_a_draft_and_keeps_what_came_of_it(studio: Studio) -> None:
    own = {
        "REDRESS_VAR": str(studio.office.settings.var),
        "REDRESS_DATABASE_URL": studio.office.settings.database_url,
    }
    command = [sys.executable, "-m", "engine", "scenario", "run", "--draft", str(studio.number)]

    done = subprocess.run(
        command, env={**os.environ, **own}, cwd=HOUSE, capture_output=True, text=True, timeout=240
    )

    assert done.returncode == 0, done.stderr
    result = trials.result_of(studio.office, studio.draft)
    assert result is not None
    assert (len(result.passed), len(result.failed), result.done) == (3, 0, 3)
    assert result.good
    assert trials.obstacle(studio.office, studio.draft) == ()


def test_a_changed_draft_has_to_be_run_again(studio: Studio) -> None:
    assert ran(studio).good

    studio.replace(YAML, "title: Triage officer}", "title: Sorting officer}")

    assert trials.result_of(studio.office, studio.draft) is None
    assert "have not been run" in trials.obstacle(studio.office, studio.draft)[0]
    shown = trial_pages.shown(studio.office, studio.draft)
    assert shown.result is not None
    assert not shown.current


def test_scenarios_that_stop_at_a_new_step_are_put_together(studio: Studio) -> None:
    call_first(studio)

    result = ran(studio)

    assert not result.good
    (cause,) = trial_pages.shown(studio.office, studio.draft).causes
    assert cause.sentence == "3 scenarios stop at the new step “Call the resident”"
    assert cause.element == "call_resident"


def test_a_new_step_is_put_into_every_scenario_that_stops_there(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    call_first(studio)
    ran(studio)
    monkeypatch.setattr(trial_runs, "_process", lambda *_: subprocess.Popen(["true"]))
    step = NewStep("call_resident", ("stage1_investigator",), {"call_note": "They are well."})
    shown = trial_pages.shown(studio.office, studio.draft)
    stopped = [each.id for each in shown.causes[0].ran]

    trial_runs.add_step(studio.office, studio.owner, studio.draft, stopped, step)
    with pytest.raises(NotNow, match="are being run"):
        trial_runs.start(studio.office, studio.owner, studio.draft)
    result = ran(studio)

    assert result.good, [each.failures for each in result.failed]
    assert result.said == "The step was put into 3 scenarios. 3 of them pass now."
    text = studio.draft.files[f"{FOLDER}only-triaged.yaml"]
    own = "  - {by: stage1_investigator, task: call_resident, with: {call_note: They are well.}}\n"
    person = "  stage1_investigator: {roles: [stage1_investigator], grade: 5}\n"
    assert text.replace(own, "").replace(person, "") == TRIAGED
    assert own + "  - expect: {open: [answer_stage1]}" in text
    assert person + "steps:" in text
    untouched = (HOUSE / FOLDER / f"{KEPT[0]}.yaml").read_text()
    now = studio.draft.files[f"{FOLDER}{KEPT[0]}.yaml"]
    added = [line for line in now.splitlines() if line not in untouched.splitlines()]
    assert added == [
        "  - {by: investigator, task: call_resident, with: {call_note: They are well.}}"
    ]


def test_failures_of_another_kind_say_what_is_otherwise(studio: Studio) -> None:
    profile = "processes/profiles/lgsco-2024.yaml"
    head, mark, rest = studio.draft.files[profile].partition("response1:")
    studio.write({profile: head + mark + rest.replace("number: 10", "number: 15", 1)})
    late = TRIAGED.replace("open: [answer_stage1]", 'clocks: {response1: "2026-03-16"}')
    studio.write({f"{FOLDER}only-triaged.yaml": late})

    ran(studio)

    shown = trial_pages.shown(studio.office, studio.draft)
    assert "1 scenario: the date of “Stage 1 response” is another one" in [
        cause.sentence for cause in shown.causes
    ]


def test_a_failing_scenario_is_set_aside_with_a_reason_and_put_back(studio: Studio) -> None:
    call_first(studio)
    names = [each.id for each in ran(studio).failed]

    with pytest.raises(FormErrors, match="no longer true"):
        trials.set_aside(studio.office, studio.owner, studio.number, names, " ")
    trials.set_aside(studio.office, studio.owner, studio.number, names, "We call first now.")

    result = trials.result_of(studio.office, studio.draft)
    assert result is not None
    assert result.good
    assert "Set aside 3 scenarios" in studio.draft.history[-1].what

    trials.put_back(studio.office, studio.owner, studio.number, names[:1])

    result = trials.result_of(studio.office, studio.draft)
    assert result is not None
    assert [each.id for each in result.failed] == names[:1]


def test_whoever_sets_a_scenario_aside_has_changed_the_draft(studio: Studio) -> None:
    other = studio.others["sol"]

    trials.set_aside(studio.office, other, studio.number, ["S01"], "Not so any more.")

    assert other.person_id in studio.draft.editors


def test_a_draft_that_cannot_be_read_is_not_run(studio: Studio) -> None:
    studio.replace(YAML, "title: Triage officer}", "title: Triage officer, grant: all}")

    trial_runs.run(studio.office, studio.number)

    result = trials.result_of(studio.office, studio.draft)
    assert result is not None
    assert not result.good
    assert result.error.startswith("The draft cannot be run:")


def test_a_scenario_that_cannot_be_read_fails_with_the_reason(studio: Studio) -> None:
    studio.write({f"{FOLDER}only-triaged.yaml": TRIAGED.replace("steps:", "stops:")})

    (failed,) = ran(studio).failed

    assert "unknown key “stops”" in failed.failures[0]


def test_a_draft_without_scenarios_cannot_be_published(studio: Studio) -> None:
    studio.write(dict.fromkeys(trials.scenario_files(studio.draft)))

    assert "no scenario" in trials.obstacle(studio.office, studio.draft)[0]
    with pytest.raises(NotNow, match="no scenario"):
        trial_runs.start(studio.office, studio.owner, studio.draft)


def test_a_step_is_put_after_the_last_where_a_scenario_ends_too_soon() -> None:
    scenario = scenario_from_text(TRIAGED, "x")
    step = NewStep("call_resident", ("stage1_investigator",), {})

    text = with_step(TRIAGED, scenario, 0, step, "manager", "", timed=False)

    assert text is not None
    assert text.endswith(
        "  - expect: {open: [answer_stage1]}\n  - {by: manager, task: call_resident}\n"
        "expect: {status: open}\n"
    )


def test_a_remark_stays_with_its_step() -> None:
    scenario = scenario_from_text(TRIAGED, "x")
    step = NewStep("call_resident", ("stage1_investigator",), {})

    text = with_step(TRIAGED, scenario, 2, step, "manager", "", timed=False)

    assert text is not None
    lines = text.splitlines()
    at = lines.index("  - {by: manager, task: call_resident}")
    assert lines[at + 1] == "  # the first thing that somebody does"


def test_a_trial_that_never_ends_is_broken_off(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial_work, "run_scenario", lambda *_: time.sleep(600))
    monkeypatch.setattr(trial_runs, "LONGEST", 1)
    monkeypatch.setattr(trial_runs, "NOTED", 0.2)
    with pytest.raises(BadInput, match="took longer"):
        trial_runs.run(studio.office, studio.number)
    result = trials.result_of(studio.office, studio.draft)
    assert result is not None
    assert (result.running, result.good) == (False, False)
    assert "took longer" in result.error
