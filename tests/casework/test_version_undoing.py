"""A move to another version is undone exactly or not at all; a crash is before or after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.casework import version_moves, version_undoing
from engine.casework.version_moves import Decision
from engine.errors import NotNow
from tests.casework.council import Council
from tests.casework.crashing import crashing
from tests.casework.small import FOUND, accepted
from tests.casework.versions import (
    FURTHER_ON,
    SHORTER,
    WHY,
    judged,
    move,
    owner,
    publish,
    small_council,
)

KEPT = ("run", "task", "clock", "timer", "case_file")


@pytest.fixture
def each_small(database_url: str, tmp_path: Path) -> Iterator[Council]:
    """The test runs once on each kind of database."""
    made = small_council(database_url, tmp_path)
    yield made
    made.close()


@pytest.fixture
def small_one(sqlite_url: str, tmp_path: Path) -> Iterator[Council]:
    made = small_council(sqlite_url, tmp_path)
    yield made
    made.close()


def undo(council: Council, reference: str) -> None:
    version_undoing.undo(council.office, owner(council), reference, "Too early.")


def kept(council: Council) -> dict[str, list[Any]]:
    """All of a case that a move may change."""
    return {
        name: [
            {
                key: value
                for key, value in row._mapping.items()
                if key not in ("revision", "ledger_seq", "audit_seq", "audit_head")
            }
            for row in council.rows(name)
        ]
        for name in KEPT
    }


def test_undoing_puts_everything_back_exactly(each_small, tmp_path):
    council = each_small
    reference = accepted(council)
    before = kept(council)
    version = publish(
        council,
        tmp_path / "next",
        **SHORTER,
        elements={"stage1": {"redress:stage": "stage one"}, "answer": {"name": "Reply"}},
        yaml={"clocks": {"response1": {"ladder": None}}},
    )
    move(council, reference, version, accepted=True, new_numbers=True)
    assert kept(council) != before
    undo(council, reference)
    assert kept(council) == before
    assert council.audit(reference)[-1][0] == "case:version:moved_back"
    with pytest.raises(NotNow, match="undone already"):
        undo(council, reference)
    council.does("ivan", reference, "answer", points=FOUND)
    council.sweeps()
    assert council.file(reference).status == "closed"


HAPPENS: dict[str, Callable[[Council, str], object]] = {
    "a task is done": lambda c, r: c.does("ivan", r, "answer", points=FOUND),
    "a date comes": lambda c, r: c.passes("2024-04-17T11:00"),
    "somebody withdraws": lambda c, r: c.acts("complainant", r, "withdraw"),
}


@pytest.mark.parametrize("what", HAPPENS)
def test_nothing_is_undone_once(small_one, tmp_path, what):
    council = small_one
    reference = accepted(council)
    version = publish(council, tmp_path / "next", **FURTHER_ON)
    move(council, reference, version)
    HAPPENS[what](council, reference)
    with pytest.raises(NotNow, match="Something has happened"):
        undo(council, reference)
    assert council.rows("case_file")[0].version == version


def test_a_crash_leaves_it_before_or_after_the_move(small_one, tmp_path):
    council = small_one
    reference = accepted(council)
    version = publish(council, tmp_path / "next", **SHORTER, **FURTHER_ON)
    before = council.everything()
    at, seen, decided = 1, set(), Decision(new_numbers=True, seen=judged(council, reference).seen)
    while True:
        with crashing(council.office.store, at) as bounds:
            version_moves.move(council.office, owner(council), reference, version, WHY, decided)
        moved = council.rows("case_file")[0].version == version
        seen.add(moved)
        if moved:
            assert council.due(reference, "response1") == "2024-04-10"
            assert len(council.rows("version_move")) == 1
            break
        assert council.everything() == before
        assert bounds.passed >= at
        at += 1
    assert at > 5
    assert seen == {False, True}
