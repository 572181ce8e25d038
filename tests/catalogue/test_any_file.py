"""Whatever stands in a file, the answer is a value or problems, never another exception."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.catalogue.bpmn import read_diagram
from engine.catalogue.procedures import read_procedure
from engine.catalogue.profiles import Duties, read_profile
from engine.catalogue.yaml12 import read_yaml_text
from engine.errors import BadFiles
from tests.catalogue.places import ALPHA, DRAWN, HOUSE, TINY

SCRAPS = st.sampled_from(
    [
        *("", " ", "\n", "\t", ":", "- ", "{", "}", "[", "]", "&a", "*a", "!!x ", "'", '"', "#"),
        *("true", "null", "~", "1", "-0", "2024-02-30", "\u2028", "é", "%"),
        *("<", ">", "]]>", "<!--", "&lt;"),
    ]
)


@cache
def files() -> Mapping[str, str]:
    found = (p for kind in ("*.yaml", "*.bpmn", "*.j2", "*.md") for p in HOUSE.rglob(kind))
    return {path.relative_to(HOUSE).as_posix(): path.read_text("utf-8") for path in found}


@st.composite
def spoiled(draw: st.DrawFn, file: str) -> str:
    """A file with a few pieces cut out and scraps put in."""
    text = files()[file]
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        text = text[:start] + draw(SCRAPS) + text[end:]
    return text


@settings(max_examples=150, deadline=None)
@given(spoiled(TINY))
def test_a_spoiled_procedure_is_a_procedure_or_has_problems(text: str) -> None:
    loaded = read_procedure("tiny", {**files(), TINY: text})
    assert (loaded.procedure is None) == bool(loaded.problems)


@settings(max_examples=100, deadline=None)
@given(spoiled("letters/tiny/TIN-RESP1.md.j2"))
def test_a_spoiled_letter_is_a_letter_or_has_problems(text: str) -> None:
    loaded = read_procedure("tiny", {**files(), "letters/tiny/TIN-RESP1.md.j2": text})
    assert (loaded.procedure is None) == bool(loaded.problems)


@settings(max_examples=150, deadline=None)
@given(spoiled(ALPHA))
def test_a_spoiled_profile_is_a_profile_or_has_problems(text: str) -> None:
    procedure = read_procedure("tiny", files()).procedure
    assert procedure is not None
    loaded = read_profile(ALPHA, {**files(), ALPHA: text}, Duties({"tiny": procedure.clocks}))
    assert (loaded.profile is None) == bool(loaded.problems)


@settings(max_examples=150, deadline=None)
@given(spoiled(DRAWN))
def test_a_spoiled_diagram_is_a_diagram_or_has_problems(text: str) -> None:
    try:
        assert read_diagram(text.encode(), DRAWN).process
    except BadFiles as bad:
        assert bad.problems


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_yaml_or_has_problems(text: str) -> None:
    try:
        read_yaml_text(text, "file.yaml")
    except BadFiles as bad:
        assert bad.problems
