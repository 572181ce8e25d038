"""Every command teaches, and says in one sentence what is wrong."""

from __future__ import annotations

import re
import socket
import subprocess
from pathlib import Path

import pytest

from engine.catalogue import load_catalogue
from engine.cli import COMMANDS, main
from engine.settings import HOUSE

WRONG = [
    ["scenario", "tasks", "no-such-procedure"],
    ["scenario", "run", "no-such-folder"],
    ["letter", "preview", "NO-SUCH-LETTER"],
    ["letter", "preview", "COR-ACK1", "--profile", "NO-SUCH-PROFILE"],
    ["deadline", "ten days", "--from", "2024-03-28"],
    ["deadline", "10 working days", "--from", "soon"],
    ["deadline", "10 working days", "--from", "2024-03-28", "--profile", "NO-SUCH-PROFILE"],
    ["case", "show", "NO-SUCH-CASE"],
    ["check", "no-such-folder"],
    ["layout", "no-such-diagram.bpmn"],
]


@pytest.fixture(autouse=True)
def _own_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Commands write below a folder of their own."""
    monkeypatch.setenv("REDRESS_VAR", str(tmp_path))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert said.startswith(f"usage: redress {command}"), said


def test_the_command_line_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    listed = re.findall(r"^    ([a-z]+)\s{2,}\S", capsys.readouterr().out, flags=re.MULTILINE)
    assert sorted(listed) == sorted(COMMANDS), "Give each command a line of help."


@pytest.mark.parametrize("given", WRONG, ids=" ".join)
def test_what_is_wrong_is_told_in_one_line(
    given: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(given) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert re.fullmatch(r".+\.\n", told.err), f"One line that ends as a sentence: {told.err!r}"


@pytest.mark.parametrize("given", [["no-such-command"], ["deadline"], ["scenario"], []], ids=str)
def test_a_command_that_is_misused_shows_its_usage(
    given: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(given)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: redress")


def test_a_setting_that_cannot_be_used_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REDRESS_PORT", "the first one")
    assert main(["scenario", "tasks", "corporate-complaint"]) == 2
    assert "REDRESS_PORT" in capsys.readouterr().err


def test_a_port_that_somebody_else_has_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        monkeypatch.setenv("REDRESS_PORT", str(port))
        assert main(["serve"]) == 2
    told = capsys.readouterr()
    assert "set REDRESS_PORT to another port" in told.err
    assert "Redress is at" not in told.out


def test_a_procedure_lists_what_its_scenarios_may_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scenario", "tasks", "corporate-complaint"]) == 0
    said = capsys.readouterr().out
    catalogue = load_catalogue(HOUSE / "processes", HOUSE / "letters")
    procedure = catalogue.procedures["corporate-complaint"]
    named = {
        *(e.id for e in procedure.diagram.elements.values() if e.tag == "userTask"),
        *(each.id for form in procedure.forms.values() for each in form.fields),
        *procedure.any_time,
        *procedure.clocks,
        *procedure.letters,
        *procedure.roles,
        *(separation.id for separation in procedure.separations),
        *procedure.outcomes.declared,
        *catalogue.profiles,
    }
    missing = {name for name in named if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said)}
    assert not missing, f"`redress scenario tasks` does not list them: {missing}"


def test_make_lists_its_targets() -> None:
    said = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=HOUSE,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    for target in ("run", "test", "check", "help"):
        assert re.search(rf"^make {target} +\S", said, flags=re.MULTILINE), said
