"""YAML 1.2 as Redress reads it: words stay words, lines are known, nothing is forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.catalogue import plain_yaml, read_yaml_text
from engine.catalogue.tree import Items, Scalar, Table, over, plain, planted
from engine.errors import BadFiles


def meaning(text: str) -> object:
    return plain(read_yaml_text(f"key: {text}\n", "file.yaml"))["key"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("off", "off"),
        ("y", "y"),
        ("true", True),
        ("FALSE", False),
        ("~", None),
        ("", None),
        ("null", None),
        ("17:00", "17:00"),
        ("2024-02-08", "2024-02-08"),
        ("12", 12),
        ("-3", -3),
        ("0300", 300),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("1.5", 1.5),
        (".5e1", 5.0),
        ("1e999", "1e999"),
        (".inf", ".inf"),
        ("0300 061 0614", "0300 061 0614"),
        ("'true'", "true"),
        ('"12"', "12"),
        ("=", "="),
        ("<<", "<<"),
        ("1" * 5000, "1" * 5000),
    ],
)
def test_a_scalar_means_what_yaml_1_2_says(written: str, meant: object) -> None:
    assert meaning(written) == meant
    assert type(meaning(written)) is type(meant)


def test_keys_are_words_whatever_they_look_like() -> None:
    tree = read_yaml_text("on: 1\nno: 2\n12: 3\nnull: 4\n", "file.yaml")
    assert plain(tree) == {"on": 1, "no": 2, "12": 3, "null": 4}


def test_a_number_keeps_the_noughts_it_was_written_with() -> None:
    tree = read_yaml_text("phone: 01632960000\n", "file.yaml")
    assert isinstance(tree, Table)
    assert tree.entries["phone"].node == Scalar("file.yaml", 1, "01632960000", 1632960000)


def test_every_key_and_value_knows_its_line() -> None:
    tree = read_yaml_text("a:\n  - x\n  -\n    b: y\n", "file.yaml")
    assert isinstance(tree, Table)
    items = tree.entries["a"].node
    assert isinstance(items, Items)
    assert [item.line for item in items.items] == [2, 4]
    assert (tree.entries["a"].line, items.line) == (1, 2)


def test_every_duplicate_key_is_told_with_both_lines() -> None:
    with pytest.raises(BadFiles) as bad:
        read_yaml_text("a: 1\nb: 2\na: 3\nc: {d: 1, d: 2}\n", "file.yaml")
    assert [(p.line, p.reason) for p in bad.value.problems] == [
        (3, "The key “a” stands here a second time (first on line 1)."),
        (4, "The key “d” stands here a second time (first on line 4)."),
    ]


def test_windows_and_old_mac_line_endings_count_as_lines() -> None:
    for ending in ("\r\n", "\r"):
        tree = read_yaml_text(f"a: 1{ending}b: 2{ending}", "file.yaml")
        assert isinstance(tree, Table)
        assert tree.entries["b"].line == 2


def test_a_file_can_be_had_as_plain_data(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text("at: 2024-03-21\npoints: [p1, {a: true}]\n", "utf-8")
    assert plain_yaml(tmp_path / "s.yaml") == {"at": "2024-03-21", "points": ["p1", {"a": True}]}


def test_tables_laid_over_each_other_join_and_lists_are_replaced() -> None:
    base = planted({"a": {"x": 1, "y": [1, 2]}, "b": 1}, "file.yaml")
    change = planted({"a": {"y": [3]}, "c": None}, "file.yaml")
    assert plain(over(base, change)) == {"a": {"x": 1, "y": [3]}, "b": 1, "c": None}
