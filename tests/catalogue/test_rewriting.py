"""A file that people write is changed in one place and stays theirs everywhere else."""

from __future__ import annotations

import difflib
import random
from pathlib import Path as File

import pytest

from engine.catalogue.rewriting import (
    drop,
    in_words,
    insert,
    move,
    put,
    read_path,
    rename,
    text_at,
    value_at,
)
from engine.catalogue.rewriting.paths import Path
from engine.errors import BadInput, NotFound
from engine.settings import HOUSE

SHIPPED = sorted(
    [
        *(HOUSE / "processes").glob("*/procedure.yaml"),
        *(HOUSE / "processes/profiles").glob("*.yaml"),
        *(HOUSE / "processes/shared").glob("*.yaml"),
    ]
)
CORPORATE = (HOUSE / "processes/corporate-complaint/procedure.yaml").read_text("utf-8")
NHDC = (HOUSE / "processes/profiles/nhdc-2019.yaml").read_text("utf-8")
DEMO = (HOUSE / "processes/profiles/demo-council.yaml").read_text("utf-8")
ODD: tuple[object, ...] = (
    *(
        "a word",
        "triage == 'x'",
        "yes",
        "A: b",
        "two\nlines",
        "  blanks ",
        "#hash",
        "17:00",
        "null",
    ),
    *("2024-01-01", "-", "a #b", "tail:", "{x}", "it’s “quoted” – ok", "x" * 200, "", "~", "1e3"),
    *(True, 12, 1.5, None, ["a", "b c"], {"x": 1, "y": "z, w"}, {}, []),
    *([{"id": "q", "label": "Q?"}], "One sentence. " * 30, "first\n\n  second\n", "ends\n"),
)


def changed_lines(old: str, new: str) -> tuple[list[str], list[str]]:
    """The lines that went and those that came."""
    lines = list(difflib.ndiff(old.split("\n"), new.split("\n")))
    gone = [line[2:] for line in lines if line.startswith("- ")]
    come = [line[2:] for line in lines if line.startswith("+ ")]
    return gone, come


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: "/".join(file.parts[-2:]))
def test_a_file_said_anew_without_change_is_the_same_to_the_byte(file: File) -> None:
    text = file.read_text("utf-8")
    assert put(text, (), value_at(text, ())) == text


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: "/".join(file.parts[-2:]))
def test_every_single_change_says_what_was_meant_and_spares_the_other_lines(file: File) -> None:
    text = file.read_text("utf-8")
    chance = random.Random(file.name)  # noqa: S311 (the same ones each time)
    places = [path for path, _ in _every(value_at(text, ())) if path]
    for path in chance.sample(places, 12):
        value = chance.choice(ODD)
        new = put(text, path, value)
        assert value_at(new, path, otherwise=KeyError) == value
        gone, _ = changed_lines(text, new)
        assert len(gone) <= text_at(text, path).count("\n") + 4, (path, value)


def _every(value: object, path: Path = ()) -> list[tuple[Path, object]]:
    found = [(path, value)]
    pairs: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, list):
        pairs = list(enumerate(value))
    for step, inner in pairs:
        found += _every(inner, (*path, step))
    return found


def test_a_number_in_a_table_of_several_lines_changes_one_line() -> None:
    path = ("clocks", "corporate-complaint", "response1")
    value = {**value_at(NHDC, path), "number": 20, "source": "Cabinet, 3 June 2026"}  # type: ignore[dict-item]
    gone, come = changed_lines(NHDC, put(NHDC, path, value))
    assert [line.strip() for line in come] == [
        "response1: {from: [reopen, ombudsman_return, confirmed, received], number: 20, "
        "unit: working_days, receipt: deemed,",
        'source: "Cabinet, 3 June 2026", confidence: seed,',
    ]
    assert len(gone) == 2


def test_the_comment_beside_a_value_stays() -> None:
    new = put(NHDC, ("values", "payment_limit", "value"), 750)
    _, come = changed_lines(NHDC, new)
    assert come == [
        "  payment_limit: {value: 750, source: setting}   "
        "# pounds; a larger payment is checked before the answer goes"
    ]


def test_the_quotation_marks_stay() -> None:
    path = ("forms", "refer_risk", "fields", 0, "label")
    _, come = changed_lines(CORPORATE, put(CORPORATE, path, "Who did you tell"))
    assert come[0].startswith(
        '      - {id: told_whom, type: text, label: "Who did you tell", hint:'
    )


def test_a_key_comes_after_the_one_that_stands_before_it() -> None:
    path = ("forms", "triage", "fields", 1)
    field = dict(value_at(CORPORATE, path))  # type: ignore[call-overload]
    new = put(CORPORATE, path, {"id": "repeated", "type": "bool", "hint": "Ask.", **field})
    assert "type: bool\n        hint: Ask.\n        label: Has the same" in new


def test_a_new_field_is_written_as_its_neighbours_are() -> None:
    field = {"id": "who", "type": "text", "label": "Who?", "when": "told"}
    new = insert(CORPORATE, ("forms", "refer_risk", "fields"), 2, field)
    assert '      - {id: who, type: text, label: Who?, when: "told"}\n' in new
    new = insert(CORPORATE, ("forms", "triage", "fields"), 1, field)
    said = '      - id: who\n        type: text\n        label: Who?\n        when: "told"\n'
    assert said in new
    assert changed_lines(CORPORATE, new)[0] == []


def test_a_new_form_stands_apart_as_its_neighbours_do() -> None:
    new = insert(CORPORATE, ("forms",), 1, {"title": "Ask again", "fields": []}, "again")
    assert "\n\n  again:\n    title: Ask again\n    fields: []\n\n  refer_risk:\n" in new


def test_a_clock_is_laid_over_the_one_of_another_profile() -> None:
    path = ("clocks", "corporate-complaint", "response1", "number")
    new = put(DEMO, path, 15)
    said = "\nclocks:\n  corporate-complaint:\n    response1:\n      number: 15\n"
    assert new == DEMO + said


def test_what_moves_takes_the_comment_above_it_along() -> None:
    text = "a:\n  # of one\n  - one\n\n  - two   # of two\nb: 1\n"
    assert move(text, ("a", 0), 1) == "a:\n  - two   # of two\n\n  # of one\n  - one\nb: 1\n"
    assert move(move(text, ("a", 0), 1), ("a", 1), -1) == text
    assert move(text, ("a", 0), -1) == text


def test_what_goes_takes_the_comment_above_it_along() -> None:
    text = "a:\n  # of one\n  one: 1\n\n  # of two\n  two: 2\n"
    assert drop(text, ("a", "one")) == "a:\n\n  # of two\n  two: 2\n"
    assert drop(text, ("a", "two")) == "a:\n  # of one\n  one: 1\n"
    assert drop(drop(text, ("a", "two")), ("a", "one")) == "a: {}\n"


def test_another_name_keeps_everything_under_it() -> None:
    new = rename(CORPORATE, ("forms", "refer_risk"), "risk")
    assert changed_lines(CORPORATE, new) == (["  refer_risk:"], ["  risk:"])
    with pytest.raises(BadInput, match="“triage” is there already"):
        rename(CORPORATE, ("forms", "refer_risk"), "triage")


def test_a_list_in_brackets_grows_and_shrinks() -> None:
    text = "by: [a, b,\n     c]   # who\n"
    assert put(text, ("by",), ["a", "x", "b", "c"]) == "by: [a, x, b,\n     c]   # who\n"
    assert put(text, ("by",), ["a", "c"]) == "by: [a, c]   # who\n"
    assert put(text, ("by",), []) == "by: []   # who\n"
    assert put("by: []\n", ("by",), ["a"]) == "by: [a]\n"


def test_what_is_not_there_is_told() -> None:
    with pytest.raises(NotFound):
        drop(CORPORATE, ("forms", "nothing"))
    with pytest.raises(NotFound):
        move(CORPORATE, ("forms", "triage", "fields", 99), 1)


@pytest.mark.parametrize(
    "path", [("forms", "triage", "fields", 0), ("clocks", "corporate-x", "a"), (3,)]
)
def test_a_path_is_read_as_it_is_written(path: Path) -> None:
    assert read_path(in_words(path)) == path
