"""Councils for tests: on SQLite, on each kind of database, or of the test's own making."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.casework.council import Council
from tests.casework.postbox import Postbox, postbox
from tests.casework.small import SMALL, small_catalogue

Founding = Callable[..., Council]


@pytest.fixture
def found(sqlite_url: str, tmp_path: Path) -> Iterator[Founding]:
    """Found a council with the profile, changed settings and mail server that the test names."""
    made: list[Council] = []

    def new(profile: str = "NHDC-2019", **values: Any) -> Council:
        made.append(Council(sqlite_url, tmp_path / "var", profile, **values))
        return made[-1]

    yield new
    for council in made:
        council.close()


@pytest.fixture
def council(found: Founding) -> Council:
    """North Hertfordshire's rules, on SQLite."""
    return found()


@pytest.fixture
def each_council(database_url: str, tmp_path: Path) -> Iterator[Council]:
    """The same; the test runs once on each kind of database."""
    made = Council(database_url, tmp_path / "var")
    yield made
    made.close()


@pytest.fixture
def small(sqlite_url: str, tmp_path: Path) -> Iterator[Callable[..., Council]]:
    """A council whose only procedure is a small one, changed as the test says."""
    made: list[Council] = []

    def new(**change: Any) -> Council:
        known = small_catalogue(tmp_path / "house", change)
        made.append(Council(sqlite_url, tmp_path / "var", "BASE-2024", known=known))
        made[-1].hires(SMALL)
        return made[-1]

    yield new
    for council in made:
        council.close()


@pytest.fixture
def mailed(found: Founding) -> Iterator[tuple[Council, Postbox]]:
    """A council that sends by a real mail server."""
    with postbox() as (box, smtp):
        yield found(smtp=smtp), box
