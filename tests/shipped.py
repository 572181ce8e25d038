"""What Redress is delivered with, read once by each worker. It never changes, so all share it."""

from __future__ import annotations

from functools import cache

from engine.catalogue import Catalogue, load_catalogue
from engine.settings import HOUSE


@cache
def shipped_catalogue() -> Catalogue:
    """Its procedures, profiles and letters."""
    return load_catalogue(HOUSE / "processes", HOUSE / "letters")
