"""A council and a month of its feedback, made through the real verbs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.casework.council import Council
from tests.reports.april import a_month_of_feedback


@pytest.fixture
def council(sqlite_url: str, tmp_path: Path) -> Iterator[Council]:
    """North Hertfordshire's rules, nobody has written yet."""
    made = Council(sqlite_url, tmp_path / "var")
    yield made
    made.close()


@pytest.fixture(scope="session")
def april(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Council]:
    """The council in May, after April 2024; only read."""
    folder = tmp_path_factory.mktemp("april")
    (folder / "april.sqlite3").write_bytes(migrated_file.read_bytes())
    made = Council(f"sqlite:///{folder / 'april.sqlite3'}", folder / "var")
    a_month_of_feedback(made)
    yield made
    made.close()
