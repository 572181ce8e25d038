"""Ladders that come again and again: for promises and contributions, not for clocks."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.catalogue import Catalogue, load_catalogue
from engine.deadlines.rules import Amount, Unit
from engine.errors import BadFiles
from tests.catalogue.places import ALPHA, Copy

LADDER = """ladders:
  remedy:
    breach: [{after: 1 working_day, tells: [owner]}]
    every: 5 working_days
    source: setting
"""


def load(copy: Copy) -> Catalogue:
    return load_catalogue(copy.root / "processes", copy.root / "letters")


def test_a_ladder_may_say_how_often_its_last_step_comes_again(tmp_path: Path) -> None:
    copy = Copy(tmp_path).change(ALPHA, "ladders:\n", LADDER)
    ladders = load(copy).profiles["ALPHA-2020"].ladders
    assert ladders["remedy"].every == Amount(5, Unit.WORKING_DAYS)
    assert ladders["short"].every is None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("every: 5 working_days", "every: 5 hours", "Write it in working_days."),
        ("every: 5 working_days", "evry: 5 working_days", "every"),
        ("  short:\n", "  short:\n    every: 5 working_days\n", "Take “every” out"),
    ],
)
def test_what_cannot_be_said_of_it_is_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    copy = Copy(tmp_path).change(ALPHA, "ladders:\n", LADDER).change(ALPHA, old, new)
    with pytest.raises(BadFiles, match=said):
        load(copy)
