"""The template language: what it offers, and everything that it refuses."""

from __future__ import annotations

import time
from datetime import date

import pytest

from engine.errors import LetterRefused
from engine.letters import check_must_say, render_body, to_html, to_text
from tests.letters.vocabulary import letter, template, tried, words

HOSTILE_VALUES = (
    "# x",
    "## A heading",
    "**bold**",
    "[a](javascript:alert(1))",
    "[a](https://example.org)",
    "![a](https://example.org/a.png)",
    "{% raw %}",
    "{{ 7*7 }}",
    '#panic("x")',
    "`code` and ```fence```",
    "<script>alert(1)</script>",
    "- not a bullet",
    "1. not a number",
    "> not a quote",
    "---",
    "\\*backslash\\*",
    "&lt;b&gt; &amp;",
)


@pytest.mark.parametrize("value", HOSTILE_VALUES)
@pytest.mark.parametrize(
    "around", ["{{ v }}", "Before {{ v }} after.", "- {{ v }}", "> {{ v }}", "**{{ v }}**"]
)
def test_what_a_resident_wrote_is_printed_as_they_wrote_it(value: str, around: str) -> None:
    body = tried(around, v=value)
    spans = [span for block in body.blocks for item in block.items for span in item]
    assert value in words(body)
    assert not any(span.link for span in spans)
    assert len(body.blocks) == 1
    assert value in to_text(letter(body)).replace("\n", " ")
    assert "<script>" not in to_html(letter(body))


def test_paragraphs_of_a_value_stay_paragraphs_and_lines_stay_lines() -> None:
    body = tried("It says: {{ v }}", v="First.\r\nSecond line.\n\n\n- Third\n")
    assert [block.kind for block in body.blocks] == ["paragraph", "paragraph"]
    assert words(body) == "It says: First.\nSecond line.\n- Third"


def test_a_long_value_in_a_list_stays_one_entry() -> None:
    (block,) = tried("- {{ v }}\n- two", v="one\n\nstill one").blocks
    assert block.kind == "bullets"
    assert [item[0].text for item in block.items] == ["one\nstill one", "two"]


def test_control_and_direction_characters_of_a_value_are_dropped() -> None:
    body = tried("{{ v }}", v="a\x00b\x07c\u202ed\u2066e\ufefff\ue0000\ue001")
    assert words(body) == "abcdef0"


def test_a_value_cannot_forge_the_mark_of_another_value() -> None:
    body = tried("{{ a }} {{ b }}", a="secret", b="\ue0000\ue001")
    assert words(body) == "secret 0"


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__ }}",
        "{{ v.__class__.__mro__ }}",
        "{{ v['__class__'] }}",
        "{{ (1).__class__ }}",
        "{{ self.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os }}",
        "{{ lipsum() }}",
        "{{ v.upper() }}",
        "{{ range(9) }}",
        "{{ 9**9**9 }}",
        "{{ 'x' * 9999999 }}",
        "{{ v ~ v }}",
        "{% set a = v %}{{ a }}",
        "{% with a = v %}{{ a }}{% endwith %}",
        "{% macro m() %}x{% endmacro %}{{ m() }}",
        "{% import 'parts/a.md' as a %}",
        "{% extends 'parts/a.md' %}",
        "{% block a %}{% endblock %}",
        "{% filter upper %}a{% endfilter %}",
        "{% autoescape true %}a{% endautoescape %}",
        "{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}",
        "{% for a in v %}" * 3 + "x" + "{% endfor %}" * 3,
        "{{ _values }}",
        "{{ caller }}",
        "{{ loop }}",
        "{{ v | attr('upper') }}",
        "{{ v | map('upper') }}",
        "{{ v | safe }}",
        "{{ v",
        "{% if v %}",
        "{% says reason %}x{% endsays %}",
        "{% says 'a' %}x",
        "{{ unknown }}",
        "{{ v.unknown }}",
        "{{ unknown._undefined_name }}",
        "{{ none }}",
        "{{ true }}",
        "{{ [1, 2] }}",
        "{% include v %}",
        "{% include 'parts/none.md' %}",
        "{% include ['parts/a.md'] %}",
        "{% include 'parts/a.md' ignore missing %}",
        "{% include 'parts/a.md' without context %}",
        "{% include 'parts/round.md' %}",
        "{{ " + "(" * 900 + "v" + ")" * 900 + " }}",
        "{% if v %}" * 300 + "x" + "{% endif %}" * 300,
    ],
)
def test_what_a_letter_may_not_do_is_refused_with_a_sentence(text: str) -> None:
    shared = {"parts/a.md": "A.", "parts/round.md": "{% include 'parts/round.md' %}"}
    begun = time.thread_time()
    with pytest.raises(LetterRefused) as refused:
        tried(text, shared, v="value")
    assert time.thread_time() - begun < 1
    assert str(refused.value).startswith("Letter TRY-1: ")


def test_a_letter_that_would_never_end_is_refused() -> None:
    numbers = list(range(2_000))
    with pytest.raises(LetterRefused, match="too long"):
        tried("{% for a in n %}{% for b in n %}{{ b }} {% endfor %}{% endfor %}", n=numbers)


@pytest.mark.parametrize(
    "text",
    [
        "{% for a in n %}{% for b in n %}{% endfor %}{% endfor %}",  # prints nothing, for ever
        "{% for a in n if a is none %}{% endfor %}",
        "{% for a in t %}{% for b in t %}{% endfor %}{% endfor %}",
        "{% for a in n %}{% include 'parts/loops.md' %}{% endfor %}",
        "{{ t }} " * 7_000,
    ],
)
def test_a_letter_that_would_take_long_is_refused_at_once(text: str) -> None:
    shared = {"parts/loops.md": "{% for b in n %}{% for c in n %}{% endfor %}{% endfor %}"}
    begun = time.thread_time()
    with pytest.raises(LetterRefused, match=r"loops go round|the most"):
        tried(text, shared, n=list(range(1_000_000)), t="a" * 900_000)
    assert time.thread_time() - begun < 1


def test_a_loop_knows_where_it_is() -> None:
    text = (
        "{% for a in n %}{{ loop.index }} of {{ loop.length }}{% if not loop.last %}, {% endif %}"
    )
    assert words(tried(text + "{% endfor %}", n=["x", "y"])) == "1 of 2, 2 of 2"


def test_only_declared_names_are_there() -> None:
    form = {"reason": "rain", "secret": "hidden"}
    assert (
        words(render_body(template("{{ form.reason }}", "form.reason"), {}, {"form": form}))
        == "rain"
    )
    with pytest.raises(LetterRefused, match="secret"):
        render_body(template("{{ form.secret }}{{ case.a }}", "form.reason"), {}, {"form": form})


def test_a_letter_may_ask_whether_a_clock_is_known() -> None:
    text = "{% if clock.window2 is defined %}yes{% else %}no{% endif %}"
    assert words(render_body(template(text, "clock.window2"), {}, {"clock": {}})) == "no"
    known = {"clock": {"window2": {"due": date(2024, 4, 3)}}}
    assert words(render_body(template(text, "clock.window2"), {}, known)) == "yes"


def test_a_field_that_nobody_filled_in_is_empty_text() -> None:
    text = "{% if form.note %}note{% else %}none{% endif %}"
    assert words(render_body(template(text, "form.note"), {}, {"form": {}})) == "none"


def test_names_of_data_are_never_python_attributes() -> None:
    assert (
        words(tried("{{ v.items }} {{ v.keys }}", v={"items": "one", "keys": "two"})) == "one two"
    )


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("{{ d | long_date }}", "Wednesday 3 April 2024"),
        ("{{ d }}", "Wednesday 3 April 2024"),
        ("{{ '2024-04-03' | long_date }}", "Wednesday 3 April 2024"),
        ("{{ '  we were late ' | sentence }}", "We were late."),
        ("{{ 'Why?' | sentence }}", "Why?"),
        ("{{ ['PO Box 1', 'Exampletown'] | commas }}", "PO Box 1, Exampletown"),
        ("{{ 'one line' | commas }}", "one line"),
        ("{{ 12 }} and {{ 12500 }}", "12 and 12,500"),
    ],
)
def test_filters_print_values_the_way_letters_do(text: str, printed: str) -> None:
    assert words(tried(text, d=date(2024, 4, 3))) == printed


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ('{% says "a" %}This is because {{ v }}.{% endsays %}', "rain", ("a",)),
        ('{% says "a" %}This is because {{ v }}.{% endsays %}', "  ", ()),
        ('{% says "a" %}{{ v }}{% endsays %}', "", ()),
        ('{% says "a" %}  \n- \n{% endsays %}', "x", ()),
        ('{% if v == "y" %}{% says "a" %}Yes.{% endsays %}{% endif %}', "x", ()),
        ('{% says "a" %}One {{ v }}.{% endsays %} {% says "a" %}Two.{% endsays %}', "", ()),
        ('{% says "a" %}{% says "b" %}Both.{% endsays %}{% endsays %}', "x", ("b", "a")),
        ('{% include "parts/a.md" %}', "x", ("part",)),
    ],
)
def test_a_point_is_said_only_by_a_passage_that_is_whole(
    text: str, value: str, said: tuple[str, ...]
) -> None:
    shared = {"parts/a.md": '{% says "part" %}In a part.{% endsays %}'}
    assert tried(text, shared, v=value).said == said


def test_a_letter_that_does_not_say_what_it_must_is_refused_and_the_points_are_named() -> None:
    body = tried('{% says "reason" %}Rain.{% endsays %}')
    check_must_say(body, ["reason"])
    with pytest.raises(LetterRefused) as refused:
        check_must_say(body, ["reason", "new_date", "signpost"])
    assert refused.value.missing == ("new_date", "signpost")
    assert "new_date, signpost" in str(refused.value)
