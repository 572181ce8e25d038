"""What a clerk has read before it is forked: else each of them would read it anew."""

from __future__ import annotations

from tests.casework import clerk
from tests.casework.council import catalogue

catalogue()

__all__ = ["clerk"]
