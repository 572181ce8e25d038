"""England's working days: bank holidays, closure days, adding and counting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Calendar:
    """(being written)"""

    closure_days: frozenset[date] = frozenset()
