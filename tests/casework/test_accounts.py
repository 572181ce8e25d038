"""Officers' accounts, made from the command line and used to sign in."""

from __future__ import annotations

import io
import os

import pytest

from engine.bootstrap import open_office
from engine.casework import accounts
from engine.cli import main
from engine.settings import read_settings

ADD = ["officer", "add", "Sam", "--name", "S. Sample", "--title", "Reviewer", "--grade", "6"]


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A council of its own, and what is typed at the prompt."""
    monkeypatch.setenv("REDRESS_VAR", str(tmp_path))

    def typed(text):
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    typed("correct horse battery\n")
    return typed


def signed_in(username, password):
    """Whoever that name and password let in."""
    office = open_office(read_settings({"REDRESS_VAR": os.environ["REDRESS_VAR"]}))
    try:
        return accounts.sign_in(office, username, password)
    finally:
        office.store.close()


def test_an_account_made_on_the_command_line_can_sign_in(place):
    assert main([*ADD, "--role", "stage2_reviewer"]) == 0
    who = signed_in("sam", "correct horse battery")
    assert who is not None
    assert (who.name, who.grade, who.roles) == ("S. Sample", 6, {"stage2_reviewer"})
    assert signed_in("sam", "correct horse batter") is None
    assert signed_in("nobody", "correct horse battery") is None


def test_a_name_is_taken_once(place, capsys):
    assert main([*ADD, "--role", "stage2_reviewer"]) == 0
    place("another password\n")
    assert main([*ADD, "--role", "stage2_reviewer"]) == 2
    assert "already an account" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("role", "password", "says"),
    [
        ("judge", "correct horse battery", "There is no role judge."),
        ("hr_adviser", "short", "10 ch"),
    ],
)
def test_what_cannot_be_an_account_is_said_in_a_sentence(place, capsys, role, password, says):
    place(password + "\n")
    assert main([*ADD, "--role", role]) == 2
    assert says in capsys.readouterr().err


def test_somebody_from_outside_is_entered_without_a_password(place, capsys):
    outside = [*ADD, "--kind", "outside", "--role", "independent_person"]
    assert main(outside) == 2  # where would their link go?
    assert "Enter an e-mail address" in capsys.readouterr().err
    assert main([*outside, "--email", "sam@example.org"]) == 0
    assert "get a link" in capsys.readouterr().out
    assert signed_in("sam", "correct horse battery") is None
    wrong = [*ADD, "--kind", "member", "--role", "stage2_reviewer", "--email", "a@example.org"]
    assert main(wrong) == 2
    assert "is for employees" in capsys.readouterr().err
