"""A draft that was overtaken takes up what was published, and loses nothing of its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import FormErrors, NotNow
from engine.studio import catching_up, publishing
from engine.studio.drafted import Draft
from engine.studio.merging import merged
from tests.studio.conftest import Studio

YAML = "processes/contact-standards/procedure.yaml"
PROFILE = "processes/profiles/demo-council.yaml"


def overtaken(studio: Studio, own: str, theirs: str) -> Draft:
    """A draft that replaces ``own``'s line, overtaken by one that replaced ``theirs``."""
    late = studio.begins()
    late = studio.writes(late, YAML, line(late, own), f"{line(late, own)} # mine")
    first = studio.begins(who="sol")
    first = studio.writes(first, YAML, line(first, theirs), f"{line(first, theirs)} late", "sol")
    studio.scenarios_passed(first)
    publishing.submit(studio.office, studio.people["sol"], first.id, "First")
    publishing.approve(studio.office, studio.people["ona"], first.id)
    return studio.read(late.id)


def line(draft: Draft, begins: str) -> str:
    return next(x for x in draft.files[YAML].splitlines() if x.startswith(begins))


def test_what_does_not_touch_is_joined(any_studio: Studio) -> None:
    draft = overtaken(any_studio, "format:", "title:")
    assert catching_up.disputed(any_studio.office, draft) == ()
    catching_up.catch_up(any_studio.office, any_studio.people["ona"], draft.id, {})
    again = any_studio.read(draft.id)
    assert line(again, "format:").endswith("# mine") and line(again, "title:").endswith("late")
    assert not publishing.is_behind(any_studio.office, again)


@pytest.mark.parametrize(("choice", "ends"), [("mine", "# mine"), ("theirs", "late")])
def test_what_both_changed_is_chosen(studio: Studio, choice: str, ends: str) -> None:
    draft = overtaken(studio, "title:", "title:")
    assert catching_up.disputed(studio.office, draft) == (YAML,)
    with pytest.raises(FormErrors, match="Choose which text"):
        catching_up.catch_up(studio.office, studio.people["ona"], draft.id, {})
    catching_up.catch_up(studio.office, studio.people["ona"], draft.id, {YAML: choice})
    again = studio.read(draft.id)
    assert line(again, "title:").endswith(ends)
    assert not publishing.is_behind(studio.office, again)


def test_a_draft_that_nobody_overtook_has_nothing_to_take_up(studio: Studio) -> None:
    draft = studio.begins()
    with pytest.raises(NotNow, match="Nothing newer"):
        catching_up.catch_up(studio.office, studio.people["ona"], draft.id, {})


TEXTS = st.lists(st.sampled_from("abcd"), max_size=12).map(lambda x: "".join(f"{c}\n" for c in x))


@given(base=TEXTS, mine=TEXTS)
def test_a_change_on_one_side_alone_is_taken(base: str, mine: str) -> None:
    assert merged(base, mine, base) == mine
    assert merged(base, base, mine) == mine
    assert merged(base, mine, mine) == mine


@given(base=TEXTS, mine=TEXTS, theirs=TEXTS)
def test_it_does_not_matter_whose_is_whose(base: str, mine: str, theirs: str) -> None:
    assert merged(base, mine, theirs) == merged(base, theirs, mine)
