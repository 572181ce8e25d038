"""A letter's file taken apart and put together: what nobody touched stays as it was written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engine.settings import HOUSE
from engine.studio.letter_faults import in_words
from engine.studio.letter_texts import (
    Typed,
    apart,
    copied,
    first_lines,
    new_letter,
    together,
    uses_of,
    with_uses,
)

LETTERS = sorted((HOUSE / "letters").glob("*/*.md.j2"))
PARTS = {f"parts/{p.name}": p.read_text("utf-8") for p in (HOUSE / "letters/parts").glob("*.md")}
FRONT = "---\ncode: A-1  # kept\ntitle: One\nuses: [case.reference]\n---\n"
TWO = f"{FRONT}Main.\n\n--- body: b\n\nOwn.\n"


def typed(written: str) -> Typed:
    """What the page of a letter shows, sent back as a browser sends it."""
    parts, lines = apart(written), first_lines(written)
    assert parts is not None
    channels, titles = lines.get("channels", ["email", "post"]), lines.get("titles", {})
    assert isinstance(channels, list)
    assert isinstance(titles, dict)
    texts = {name: text.replace("\n", "\r\n") for name, text in parts.texts.items()}
    return Typed(str(lines["title"]), channels, texts, titles)


@pytest.mark.parametrize("file", LETTERS, ids=lambda file: file.name)
def test_every_letter_comes_back_as_it_was_written(file: Path) -> None:
    written = file.read_text("utf-8")
    assert together(written, typed(written)) == written


@pytest.mark.parametrize("file", LETTERS, ids=lambda file: file.name)
def test_nothing_is_missing_in_what_letters_list(file: Path) -> None:
    written = file.read_text("utf-8")
    parts, listed = apart(written), first_lines(written).get("uses", [])
    assert parts is not None
    assert isinstance(listed, list)
    found = uses_of(parts.texts.values(), PARTS, listed, ())
    assert set(found) <= set(listed)
    assert with_uses(written, listed) == written


def test_what_is_typed_stands_in_its_place_and_remarks_stay() -> None:
    changed = together(TWO, replace(typed(TWO), title="Two", texts={"": "New.", "b": "Own."}))
    assert changed == TWO.replace("One", "Two").replace("Main.", "New.")


def test_a_further_text_comes_goes_and_has_a_heading_of_its_own() -> None:
    without = together(TWO, replace(typed(TWO), texts={"": "Main.", "b": ""}))
    assert without == TWO.partition("\n--- body")[0]
    more = together(TWO, replace(typed(TWO), texts={**typed(TWO).texts, "c": "A third."}))
    assert more == f"{TWO}\n--- body: c\n\nA third.\n"
    headed = together(TWO, replace(typed(TWO), titles={"b": "Its own: this"}))
    assert first_lines(headed)["titles"] == {"b": "Its own: this"}
    assert together(headed, replace(typed(TWO), titles={"b": ""})) == TWO


def test_a_letter_is_begun_and_copied() -> None:
    made = new_letter("A-2", 'A "title": with marks', "Hello.")
    assert first_lines(made)["title"] == 'A "title": with marks'
    assert copied(TWO, "A-3", "Three") == TWO.replace("A-1", "A-3").replace("One", "Three")


@pytest.mark.parametrize(
    "written", ["", "Hello.", "---\ncode: X", "---\na: [\n---\nx", "---\n- a\n---\nx"]
)
def test_first_lines_that_cannot_be_read_are_told(written: str) -> None:
    assert apart(written) is None
    assert with_uses(written, ("case.reference",)) == written


def test_names_are_listed_by_their_entry() -> None:
    text = (
        "{{ case.reference }} {{ contacts.ombudsman.phone }} {{ officer.title }}"
        '{% if clock.response1.due is defined %}{{ form.reason }}{% endif %}{{ "case.no" }}'
        '{% for point in points %}{{ point.text }}{% endfor %}{% include "parts/x.md" %}'
    )
    found = uses_of([text], {"parts/x.md": "{{ texts.reviewer }}"}, ["form.gone", "officer"], ())
    assert found == (
        "officer", "case.reference", "contacts.ombudsman", "clock.response1", "form.reason",
        "points", "texts.reviewer",
    )  # fmt: skip


def test_parts_of_parts_count_as_far_as_they_were_needed() -> None:
    parts = {
        "parts/a.md": "{% include 'parts/b.md' %}{% include 'parts/c.md' %}",
        "parts/b.md": "{{ contacts.ico.name }}",
        "parts/c.md": "{{ contacts.phso.name }}",
    }
    text = ["{% include 'parts/a.md' %}"]
    assert uses_of(text, parts, (), ()) == ()
    assert uses_of(text, parts, (), ["contacts.ico", "contacts.ico.name"]) == ("contacts.ico",)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            "The letter cannot be filled in: nothing is known under 'x'.",
            "Nothing is known under “x”",
        ),
        ("Encountered unknown tag 'endif'.", "nothing that it belongs to was begun"),
        ("No filter named 'attr'.", "“| attr” is not known in letters"),
        ("unexpected '}'", "This is not written as letters are"),
        ("A letter may loop at most two deep.", "A letter may loop at most two deep."),
    ],
)
def test_what_the_language_says_is_told_in_plain_words(said: str, words: str) -> None:
    assert words in in_words(said)
