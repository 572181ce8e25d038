"""A house that a test may change."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.catalogue.places import Copy


@pytest.fixture
def house(tmp_path: Path) -> Copy:
    return Copy(tmp_path)
