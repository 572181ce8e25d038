"""Every model, so that the base's metadata are whole."""

from engine.store import (
    access,
    audit,
    cases,
    correspondence,
    deadlines,
    documents,
    ledger,
    letters,
    notices,
    officers,
    people,
    points,
    sequences,
    tasks,
    versions,
)
from engine.store.base import Base

__all__ = [
    "Base",
    "access",
    "audit",
    "cases",
    "correspondence",
    "deadlines",
    "documents",
    "ledger",
    "letters",
    "notices",
    "officers",
    "people",
    "points",
    "sequences",
    "tasks",
    "versions",
]
