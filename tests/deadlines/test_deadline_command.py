"""``redress deadline`` on the command line."""

from __future__ import annotations

import argparse
import json

import pytest

from engine.cli import deadline


@pytest.fixture
def ask(capsys):
    """Runs the command; gives its exit code and what it printed on stdout and stderr."""
    parser = argparse.ArgumentParser(prog="redress")
    deadline.add_parser(parser.add_subparsers(required=True))

    def run(*words: str) -> tuple[int, str, str]:
        args = parser.parse_args(["deadline", *words])
        code = args.run(args)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (["10 working days", "--from", "2024-03-28T10:15"], "2024-04-15  Monday 15 April 2024"),
        (["10 working_days", "--from", "2024-03-28"], "2024-04-15  Monday 15 April 2024"),
        (
            ["2 working days", "--from", "2022-09-16T18:30"],
            "2022-09-22  Thursday 22 September 2022",
        ),
        (
            ["2 working days", "--from", "2022-09-16T18:30", "--receipt", "actual"],
            "2022-09-21  Wednesday 21 September 2022",
        ),
        (
            ["3 working days", "--from", "2024-05-25", "--kind", "statutory"],
            "2024-05-30  Thursday 30 May 2024",
        ),
        (
            ["14 calendar days", "--from", "2023-04-17", "--roll"],
            "2023-05-02  Tuesday 2 May 2023",
        ),
        (["14 calendar days", "--from", "2023-04-17"], "2023-05-01  Monday 1 May 2023"),
        (
            ["48 hours", "--from", "2024-05-24T15:00"],
            "2024-05-29T15:00  Wednesday 29 May 2024 at 15:00",
        ),
        (["1 week", "--from", "2024-06-03T23:30:00+00:00"], "2024-06-11  Tuesday 11 June 2024"),
    ],
)
def test_it_answers_with_the_date_twice(ask, words, answer):
    assert ask(*words) == (0, f"{answer}\n", "")


def test_explain_shows_each_day_counted_or_skipped_and_why(ask):
    code, printed, _ = ask("2 working days", "--from", "2024-03-28T10:15", "--explain")
    assert code == 0
    assert printed == (
        "2024-04-03  Wednesday 3 April 2024\n"
        "\n"
        "2 working days from Thursday 28 March 2024 (Good Friday, Easter Monday skipped)\n"
        "\n"
        "Thu 2024-03-28    0  received\n"
        "Fri 2024-03-29    -  Good Friday\n"
        "Sat 2024-03-30    -  Saturday\n"
        "Sun 2024-03-31    -  Sunday\n"
        "Mon 2024-04-01    -  Easter Monday\n"
        "Tue 2024-04-02    1  working day\n"
        "Wed 2024-04-03    2  working day\n"
    )


def test_json_is_for_programs(ask):
    code, printed, _ = ask("2 working days", "--from", "2024-03-28T10:15", "--json")
    answer = json.loads(printed)
    assert code == 0
    assert answer["due_on"] == "2024-04-03"
    assert answer["due"] == "2024-04-03T23:59:59+01:00"
    assert answer["in_words"] == "Wednesday 3 April 2024"
    assert answer["day_zero"] == "2024-03-28"
    assert answer["working"][1] == {"on": "2024-03-29", "counted": None, "why": "Good Friday"}
    assert len(answer["working"]) == 7


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["10 days", "--from", "2024-03-28"], "say working days or calendar days"),
        (["soon", "--from", "2024-03-28"], "a number and a unit"),
        (["1 week", "--from", "yesterday"], "--from takes a date and time"),
        (["1 week", "--from", "2024-03-31T01:30"], "never showed 2024-03-31T01:30"),
        (["9999 working days", "--from", "2090-03-28"], "from 1872 to 2100, not in 2101"),
    ],
)
def test_what_cannot_be_used_is_one_sentence_on_stderr_and_exit_code_2(ask, words, says):
    code, printed, error = ask(*words)
    assert (code, printed) == (2, "")
    assert says in error
    assert error.count("\n") == 1


def test_the_hour_that_came_twice_is_taken_as_the_first(ask):
    _, printed, _ = ask("1 hour", "--from", "2024-10-27T01:30", "--kind", "statutory", "--json")
    assert json.loads(printed)["due"] == "2024-10-28T01:00:00+00:00"


def test_a_missing_start_is_refused_by_the_command_line_itself(ask, capsys):
    with pytest.raises(SystemExit) as refused:
        ask("1 week")
    assert refused.value.code == 2
    assert "--from" in capsys.readouterr().err


def test_the_profile_s_cut_off_and_closure_days_are_used(ask):
    code, printed, error = ask(
        "10 working days", "--from", "2024-03-28T10:15", "--profile", "NHDC-2019"
    )
    assert (code, printed, error) == (0, "2024-04-15  Monday 15 April 2024\n", "")


def test_an_unknown_profile_is_refused_with_the_known_ones(ask):
    code, printed, error = ask("1 week", "--from", "2024-03-28", "--profile", "ATLANTIS-1")
    assert (code, printed) == (2, "")
    assert "There is no profile 'ATLANTIS-1'; there are: " in error
    assert "NHDC-2019" in error
