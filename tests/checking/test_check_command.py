"""`redress check`: what it says of which path, and its exit codes."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from engine.cli import check
from tests.checking.vocabulary import assembled


def write(root: Path, **fixture: Any) -> Path:
    """A house with the small procedure; the folder of the procedure."""
    for name, text in assembled(fixture).items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return root / "processes" / "small"


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    check.add_parser(parser.add_subparsers())
    args = parser.parse_args(["check", *words])
    return int(args.run(args))


FAULTY = {"elements": {"answer": {"redress:role": "nobody"}}}


def test_a_clean_procedure_is_answered_with_0(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(str(write(tmp_path))) == 0
    said = capsys.readouterr().out
    assert said.startswith("processes/small: nothing found\n")
    assert "Proved: Every case can end." in said
    assert "Not proved: Conditions on decision counted as able to go either way." in said


def test_a_problem_is_told_with_place_reason_and_fix(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write(tmp_path, **FAULTY)
    line = next(
        number
        for number, text in enumerate((folder / "procedure.bpmn").read_text().splitlines(), 1)
        if 'id="answer"' in text
    )
    assert run(str(folder)) == 1
    said = capsys.readouterr().out
    assert (
        f"  processes/small/procedure.bpmn:{line}  answer\n    There is no role “nobody”." in said
    )
    assert "Known are: investigator, manager and reviewer.  [unknown-role]" in said
    assert "Broken: Separated roles are separate. See unknown-role." in said


def test_every_problem_is_told_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(
        tmp_path,
        elements={"answer": {"redress:role": "nobody"}, "g_triage": {"default": None}},
        yaml={"letters": {"SML-REJ": {"signpost": "none"}}},
        profile={"values": {"gate": "ajar"}},
    )
    assert run(str(tmp_path)) == 1
    said = capsys.readouterr().out
    for rule in ("unknown-role", "no-default", "signpost-missing", "profile-value"):
        assert f"[{rule}]" in said


def test_a_file_alone_shows_its_own_problems(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write(tmp_path, **FAULTY)
    assert run(str(folder / "withdraw.bpmn")) == 0
    assert run(str(folder / "procedure.yaml")) == 0
    assert run(str(folder / "procedure.bpmn")) == 1
    assert "Proved" not in capsys.readouterr().out


def test_a_letter_is_judged_with_its_procedure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, letters={"SML-ACK.md.j2": [["case.reference, ", ""]]})
    assert run(str(tmp_path / "letters" / "small" / "SML-REJ.md.j2")) == 0
    assert run(str(tmp_path / "letters" / "small" / "SML-ACK.md.j2")) == 1
    assert "It uses case.reference, which is not listed." in capsys.readouterr().out


def test_a_profile_is_judged_with_the_procedures_that_it_has_clocks_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, profile={"values": {"gate": "ajar"}})
    profile = tmp_path / "processes" / "profiles" / "base-2024.yaml"
    assert run(str(profile)) == 1
    line = profile.read_text().splitlines().index("  gate: ajar") + 1
    assert f"processes/profiles/base-2024.yaml:{line}  values.gate" in capsys.readouterr().out


def test_a_profile_that_cannot_be_read_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, profile={"clock": {}})
    assert run(str(tmp_path)) == 1
    assert "Did you mean “clocks”?" in capsys.readouterr().out


def test_a_diagram_without_a_procedure_is_judged_by_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write(tmp_path, elements={"g_triage": {"default": None}})
    alone = tmp_path / "alone.bpmn"
    (folder / "procedure.bpmn").rename(alone)
    assert run(str(alone)) == 1
    assert "has no default way" in capsys.readouterr().out


def test_what_cannot_be_read_does_not_hide_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write(tmp_path, elements={"g_triage": {"default": None}})
    (folder / "procedure.yaml").write_text("format: 1\nprocedure: small\ntitel: X\n")
    assert run(str(folder)) == 1
    said = capsys.readouterr().out
    assert "Did you mean “title”?" in said
    assert "has no default way" in said
    assert "Not proved: The procedure could not be read." in said
    assert "Proved: " not in said.replace("Not proved: ", "")


def test_a_diagram_that_is_no_xml_is_told_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write(tmp_path)
    (folder / "procedure.bpmn").write_text("<definitions>")
    assert run(str(folder)) == 1
    assert capsys.readouterr().out.count("not well-formed XML") == 1


def test_json_holds_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(write(tmp_path, **FAULTY)), "--json") == 1
    (report,) = json.loads(capsys.readouterr().out)
    assert report["clean"] is False
    (problem,) = report["problems"]
    assert (problem["rule"], problem["element"]) == ("unknown-role", "answer")
    assert {duty["holds"] for duty in report["duties"]} == {"proved", "broken"}


@pytest.mark.parametrize("path", ["nowhere", "empty", "notes.txt"])
def test_a_path_that_cannot_be_used_is_answered_with_2(
    path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("notes")
    assert run(str(tmp_path / path)) == 2
    said = capsys.readouterr()
    assert not said.out
    assert said.err.endswith(".\n")


def test_the_rules_can_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--rules") == 0
    assert "### late-branch" in capsys.readouterr().out
