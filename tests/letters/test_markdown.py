"""The restricted Markdown: what becomes which block, and what is refused."""

from __future__ import annotations

import pytest

from engine.errors import LetterRefused
from engine.letters.document import Span
from tests.letters.vocabulary import tried


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("One.\n\nTwo.", ["paragraph", "paragraph"]),
        ("## Head\ntext", ["heading", "paragraph"]),
        ("## Head\n\n### Lower\n\ntext", ["heading", "heading", "paragraph"]),
        ("- a\n- b", ["bullets"]),
        ("- a\n\n\n- b\n\ntext", ["bullets", "paragraph"]),
        ("1. a\n\n1. b", ["numbers"]),
        ("> said", ["quote"]),
        ("    four spaces are no code", ["paragraph"]),
        ("a | b\n--- | ---\nc | d", ["paragraph"]),
    ],
)
def test_text_becomes_blocks(text: str, kinds: list[str]) -> None:
    assert [block.kind for block in tried(text).blocks] == kinds


def test_bold_and_links_become_spans() -> None:
    (block,) = tried("A **b** [c](https://{{ site }}/d) e", site="example.org").blocks
    assert block.items[0] == (
        Span("A "),
        Span("b", bold=True),
        Span(" "),
        Span("c", link="https://example.org/d"),
        Span(" e"),
    )


def test_lines_of_one_paragraph_are_joined_with_a_space() -> None:
    assert tried("one\ntwo").blocks[0].items[0] == (Span("one two"),)


def test_an_escaped_star_is_a_star() -> None:
    assert tried("5 \\* 5").blocks[0].items[0] == (Span("5 * 5"),)


def test_a_heading_stays_on_one_line_whatever_its_value_holds() -> None:
    (block,) = tried("## About {{ v }}", v="one\n\ntwo\nthree").blocks
    assert block.items[0] == (Span("About one two three"),)


def test_a_paragraph_whose_values_are_all_blank_is_left_out() -> None:
    assert [b.items[0][0].text for b in tried("{{ v }}\n\nText.\n\n- {{ v }}", v=" ").blocks] == [
        "Text."
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("# Title", "begin with ##"),
        ("#### Deep", "begin with ##"),
        ("### Lower first", "needs a ## heading"),
        ("*italics*", "no italics"),
        ("_italics_", "no italics"),
        ("```\ncode\n```", "no code blocks"),
        ("- > a", "plain paragraphs only"),
        ("> - a", "plain paragraphs only"),
        ("7. seven", "begins with 1"),
        ("[a](http://example.org)", "https://"),
        ("[a](javascript:alert)", "https://"),
        ("[a](/local)", "https://"),
        ("[a](https://{{ v }})", "https://"),
    ],
)
def test_what_letters_do_not_have_is_refused_with_the_fix(text: str, reason: str) -> None:
    with pytest.raises(LetterRefused, match=reason):
        tried(text, v='x" onclick="alert(1)')
