"""Scenario files are read strictly: a slip is an error, never a check that was not made."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import BadInput
from engine.scenarios import read_scenarios

SOUND = """\
scenario: T1
title: A complaint is acknowledged
procedure: corporate-complaint
profile: NHDC-2019
people:
  resident: {party: complainant, address: resident@example.org}
  manager: {roles: [complaints_manager], grade: 5}
steps:
  - {at: "2024-04-03T10:00", by: resident, do: complain}
  - {at: "2024-04-04", by: manager, task: triage, with: {triage: accept}}
expect:
  letters:
    - {on: "2024-04-04", code: COR-ACK1}
"""


def written(folder: Path, text: str, name: str = "T1.yaml") -> Path:
    file = folder / name
    file.write_text(text)
    return file


def test_a_sound_file_is_read(tmp_path: Path) -> None:
    (scenario,) = read_scenarios(written(tmp_path, SOUND))
    assert (scenario.id, len(scenario.steps)) == ("T1", 2)
    noon = scenario.steps[1].at
    assert noon is not None
    assert f"{noon:%Y-%m-%d %H:%M}" == "2024-04-04 11:00"  # a date alone is noon in London


@pytest.mark.parametrize(
    ("instead_of", "written_is", "said"),
    [
        ("title:", "titel:", "unknown key “titel”"),
        ("profile: NHDC-2019\n", "", "has no `profile`"),
        ("grade: 5", "grad: 5", "person manager has an unknown key “grad”"),
        ("task: triage,", "task: triage, wiht: {},", "step 2 has an unknown key “wiht”"),
        ("  letters:", "  leters:", "unknown key “leters”"),
        ("code: COR-ACK1", "code: COR-ACK1, say: hello", "unknown key “say”"),
        ("by: resident, do", "do", "does not say by whom"),
        ("task: triage,", "task: triage, do: withdraw,", "both do and task"),
        ('at: "2024-04-04"', 'at: "next week"', "“next week” is not a time"),
        ('at: "2024-04-04"', 'at: "2024-04-02"', "step 2 is earlier than the step before it"),
        ("expect:", 'until: "2024-04-03"\nexpect:', "`until` is earlier than the last step"),
        ("with: {triage: accept}", "with: accept", "`with` is a mapping"),
        ("grade: 5", "grade: 5, manages: nobody", "both have to be officers"),
        (SOUND[SOUND.index("expect:") :], "", "expects nothing, so it cannot fail"),
        ("steps:", "steps: none\nsteps2:", "steps2"),
        ("{triage: accept}}", "{triage: accept}}\n  - {by: manager}", "needs one of do, task"),
    ],
)
def test_a_slip_is_said_with_its_file(
    tmp_path: Path, instead_of: str, written_is: str, said: str
) -> None:
    assert instead_of in SOUND
    file = written(tmp_path, SOUND.replace(instead_of, written_is, 1))
    with pytest.raises(BadInput, match=said) as refused:
        read_scenarios(file)
    assert str(file) in str(refused.value)


def test_a_folder_gives_its_scenarios_by_name(tmp_path: Path) -> None:
    scenarios = tmp_path / "some-procedure" / "scenarios"
    scenarios.mkdir(parents=True)
    for name in ("b.yaml", "a.yaml"):
        written(scenarios, SOUND.replace("scenario: T1", f"scenario: {name}"), name)
    assert [scenario.id for scenario in read_scenarios(tmp_path)] == ["a.yaml", "b.yaml"]


def test_a_folder_without_scenarios_is_a_mistake(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nowhere.yaml"):
        with pytest.raises(BadInput, match="There are no scenarios"):
            read_scenarios(place)
