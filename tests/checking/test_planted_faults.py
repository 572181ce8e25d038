"""Faults put into the shipped procedure on purpose are found, each by the rule about it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from engine.catalogue import load_procedure
from engine.catalogue.archive import unpacked
from engine.catalogue.catalogue import procedure_folders
from engine.catalogue.profile import Profile
from engine.catalogue.profiles import load_profile
from engine.checking import Report, check_files, check_folder

HOUSE = Path(__file__).parents[2]
PROCESSES, LETTERS = HOUSE / "processes", HOUSE / "letters"
DIAGRAM = "processes/corporate-complaint/procedure.bpmn"
YAML = "processes/corporate-complaint/procedure.yaml"
LETTER = "letters/corporate-complaint/{}.md.j2"
STAGE1_DUE = (
    'attachedToRef="stage1" cancelActivity="false" redress:clock="response1"'
    ' redress:at="due_morning"'
)


@cache
def profiles() -> tuple[Profile, ...]:
    shared = PROCESSES / "shared"
    loaded = (load_procedure(folder, LETTERS, shared) for folder in procedure_folders(PROCESSES))
    procedures = {each.procedure.id: each.procedure for each in loaded if each.procedure}
    paths = sorted(PROCESSES.glob("profiles/*.yaml"))
    found = (load_profile(path, procedures).profile for path in paths)
    return tuple(profile for profile in found if profile is not None)


@cache
def files() -> Mapping[str, str]:
    folder = PROCESSES / "corporate-complaint"
    loaded = load_procedure(folder, LETTERS, PROCESSES / "shared")
    assert loaded.procedure is not None, loaded.problems
    return unpacked(loaded.procedure.source, "procedure").files


def report(changes: Mapping[str, tuple[str, str]]) -> Report:
    changed = dict(files())
    for file, (old, new) in changes.items():
        assert old in changed[file], f"{old!r} is not in {file}"
        changed[file] = changed[file].replace(old, new, 1)
    return check_files("corporate-complaint", changed, profiles())


@pytest.mark.parametrize("folder", procedure_folders(PROCESSES), ids=lambda folder: folder.name)
def test_a_shipped_procedure_has_no_serious_problem(folder: Path) -> None:
    found = check_folder(folder, LETTERS, PROCESSES / "shared", profiles())
    assert found.clean, "\n".join(str(problem) for problem in found.serious)


PLANTED = [
    ("the default taken away", DIAGRAM, ' default="g_triage_to_send_ack1"', "", "no-default"),
    ("a mistyped value", DIAGRAM, "triage == 'comment'", "triage == 'coment'", "impossible-value"),
    ("another letter", DIAGRAM, 'redress:letter="COR-ACK1"', 'redress:letter="COR-SR"',
     "acknowledgement-first"),
    ("the late branch moved", DIAGRAM, STAGE1_DUE, STAGE1_DUE.replace("due_morning", "due"),
     "late-branch"),
    ("the stage outlived", DIAGRAM, "<terminateEventDefinition", "<signalEventDefinition",
     "unsupported-event"),
    ("a clock removed", DIAGRAM, 'redress:clock="ack1"', "", "step-without-clock"),
    ("a role nobody has", DIAGRAM, 'redress:role="stage2_reviewer"', 'redress:role="reviewer"',
     "unknown-role"),
    ("the signpost removed", YAML, "signpost: ombudsman", "signpost: none", "signpost-missing"),
    ("a duty removed", YAML, "must_say: [reference, reason, contact, signpost]",
     "must_say: [reference, reason, contact]", "signpost-point"),
    ("a separation of nobody", YAML, "never: [stage1_investigator]",
     "never: [stage1_investigater]", "separation-names"),
    ("a letter without its paragraph", LETTER.format("COR-RESP2"), '{% says "signpost" %}',
     '{% says "sign" %}', "must-say"),
    ("a name that is not listed", LETTER.format("COR-RESP2"), "case.overall, ", "", "letter-uses"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "rule"), [row[1:] for row in PLANTED], ids=[row[0] for row in PLANTED]
)
def test_a_planted_fault_is_found(file: str, old: str, new: str, rule: str) -> None:
    found = report({file: (old, new)})
    assert rule in {problem.rule for problem in found.serious}, "\n".join(
        str(problem) for problem in found.problems
    )
