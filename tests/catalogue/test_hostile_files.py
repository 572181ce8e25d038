"""Files written to do harm: a clear problem, quickly, and no other exception."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from engine.catalogue.bpmn import read_diagram
from engine.catalogue.text_files import LIMIT
from engine.catalogue.yaml12 import read_yaml, read_yaml_text
from engine.errors import BadFiles
from tests.catalogue.places import DRAWN, HOUSE, TINY, Copy, only
from tests.effort import calls

#: of functions, for one refusal
MOST_CALLS = 1_000_000

LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(9)
)
YAML = {
    "billion laughs": (LAUGHS, "Anchors (&) and aliases (*) are not allowed."),
    "an alias": ("a: *b\n", "Anchors (&) and aliases (*) are not allowed."),
    "an alias to itself": ("&a [*a]\n", "Anchors (&) and aliases (*) are not allowed."),
    "a python tag": (
        "a: !!python/object/apply:os.system ['x']\n",
        "The tag tag:yaml.org,2002:pyt",
    ),
    "a plain tag": ("a: !thing x\n", "The tag !thing is not allowed."),
    "a standard tag": ("a: !!binary aGk=\n", "The tag tag:yaml.org,2002:binary is not allowed."),
    "a tag on a table": ("--- !!set {a, b}\n", "The tag tag:yaml.org,2002:set is not allowed."),
    "deep lists": ("[" * 100_000, "This is nested more than 30 levels deep."),
    "deep tables": ("{a: " * 100_000, "This is nested more than 30 levels deep."),
    "deep dashes": ("- " * 100_000, "This is nested more than 30 levels deep."),
    "many values": ("[" + "x," * 60_000 + "]", "The file holds more than 50,000 values."),
    "tab indentation": ("a:\n\tb: 1\n", "A tab indents this line."),
    "a tab after spaces": ("a:\n  \tb: 1\n  c: 2\n", "A tab indents this line."),
    "two documents": ("a: 1\n---\nb: 2\n", "A second document begins here."),
    "old yaml": ("%YAML 1.1\n---\na: 1\n", "Only YAML 1.2 is read."),
    "nothing": ("", "The file is empty."),
    "only a remark": ("# nothing\n", "The file is empty."),
    "a broken list": ("a: [1, 2\nb: 3\n", "This is not YAML:"),
    "a stray colon": ("a: b: c\n", "This is not YAML:"),
    "an unended string": ('a: "x\n', "This is not YAML:"),
    "a bad escape": ('a: "\\q"\n', "This is not YAML:"),
    "a list as a key": ("? [a, b]\n: 1\n", "A key must be a word."),
    "no key": ("'': 1\n", "A key must be a word."),
    "a null byte": ("a: \x00\n", "The file holds a character that cannot be printed (U+0000)."),
    "half a character": ("a: \ud800\n", "The file holds a character that cannot be printed"),
    "a byte order mark": ("\ufeffa: 1\n", "The file starts with a byte order mark."),
}


@pytest.mark.parametrize("trick", YAML)
def test_yaml_that_would_do_harm_is_a_problem(trick: str) -> None:
    text, reason = YAML[trick]
    bad: list[BadFiles] = []

    def tried() -> None:
        with pytest.raises(BadFiles) as refused:
            read_yaml_text(text, "file.yaml")
        bad.append(refused.value)

    assert calls(tried) < MOST_CALLS
    problem = only(bad[0].problems)
    assert problem.reason.startswith(reason)
    assert problem.fix
    assert problem.file == "file.yaml"


BYTES = {
    "two megabytes": (b"a: " + b"x" * 2_000_000, "The file has 2,000,003 bytes"),
    "invalid utf-8": (b"a: 1\nb: \xff\n", "The file is not UTF-8 text."),
    "utf-16": ("a: 1".encode("utf-16"), "The file is not UTF-8 text."),
    "a byte order mark": (b"\xef\xbb\xbfa: 1\n", "The file starts with a byte order mark."),
}


@pytest.mark.parametrize("trick", BYTES)
def test_bytes_that_are_no_text_are_a_problem(trick: str, tmp_path: Path) -> None:
    data, reason = BYTES[trick]
    (tmp_path / "f.yaml").write_bytes(data)
    with pytest.raises(BadFiles) as bad:
        read_yaml(tmp_path / "f.yaml")
    assert only(bad.value.problems).reason.startswith(reason)


def test_the_line_of_invalid_utf_8_is_told(tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_bytes(b"a: 1\nb: \xff\n")
    with pytest.raises(BadFiles) as bad:
        read_yaml(tmp_path / "f.yaml")
    assert only(bad.value.problems).line == 2


def test_a_file_ten_times_as_large_is_ten_times_the_work_up_to_the_largest() -> None:
    line = "- {a: b, c: 'some words that fill the line up to a length that is usual'}\n"
    most = min(LIMIT // len(line), 9_900)
    small, large = (
        calls(partial(read_yaml_text, line * lines, "file.yaml")) for lines in (most // 10, most)
    )
    assert large < 10.5 * small


def test_on_as_a_key_is_an_unknown_key_and_not_true(house: Copy) -> None:
    house.change(TINY, "format: 1\n", "format: 1\non: 1\n")
    problem = only(house.procedure().problems)
    assert problem.element == "on"
    assert problem.line == 2


GOOD = (HOUSE / DRAWN).read_text("utf-8")
HEAD = '<?xml version="1.0"?>'
BOMB = "".join(f'<!ENTITY {chr(98 + n)} "&{chr(97 + n)};&{chr(97 + n)};">' for n in range(20))
TYPE = "A document type is not allowed in a diagram."
XML = {
    "an external entity": (
        f'{HEAD}<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>',
        TYPE,
    ),
    "a document type": (f"{HEAD}<!DOCTYPE d><d/>", TYPE),
    "an external document type": ('<!DOCTYPE d SYSTEM "http://192.0.2.1/x.dtd"><d/>', TYPE),
    "billion laughs": (f'<!DOCTYPE d [<!ENTITY a "x">{BOMB}]><d>&u;</d>', TYPE),
    "an unknown entity": ("<d>&x;</d>", "This is not well-formed XML:"),
    "deep elements": ("<d>" * 50_000, "This is not well-formed XML:"),
    "two megabytes": (f"<d>{'x' * 2_000_000}</d>", "The file has 2,000,007 bytes"),
    "nothing": ("", "This is not well-formed XML:"),
    "no xml": ("hello", "This is not well-formed XML:"),
    "an unended element": (GOOD.replace("</process>", ""), "This is not well-formed XML:"),
    "another vocabulary": (
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "This is not a BPMN diagram.",
    ),
    "no process": (
        GOOD.replace("<process", "<other").replace("</process", "</other"),
        "The file holds 0 proc",
    ),
    "a null byte": (GOOD.replace("Decide", "De\x00cide"), "The file holds a character"),
    "a place that is no number": (
        GOOD.replace('x="150"', 'x="NaN"'),
        "The place of triage in the picture",
    ),
    "a place far away": (
        GOOD.replace('x="150"', 'x="1e300"'),
        "The place of triage in the picture",
    ),
    "an id twice": (
        GOOD.replace('id="end"', 'id="send"'),
        "The id send is used twice (first on line 16).",
    ),
    "an element without id": (GOOD.replace(' id="check"', ""), "A callActivity has no id."),
}


@pytest.mark.parametrize("trick", XML)
def test_xml_that_would_do_harm_is_a_problem(trick: str) -> None:
    text, reason = XML[trick]
    bad: list[BadFiles] = []

    def tried() -> None:
        with pytest.raises(BadFiles) as refused:
            read_diagram(text.encode(), "file.bpmn")
        bad.append(refused.value)

    assert calls(tried) < MOST_CALLS
    problem = only(bad[0].problems)
    assert problem.reason.startswith(reason)
    assert problem.fix


def test_an_encoding_cannot_hide_a_document_type() -> None:
    hidden = '<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE d+AD4-<d/>'
    for data in (hidden.encode(), GOOD.encode("utf-16")):
        with pytest.raises(BadFiles):
            read_diagram(data, "file.bpmn")
