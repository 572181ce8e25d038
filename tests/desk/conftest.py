"""A council whose desk is read."""

from __future__ import annotations

from tests.casework.conftest import council, each_council, found

__all__ = ["council", "each_council", "found"]
