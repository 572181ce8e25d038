"""What officers work with: the queue, the case, its tasks."""

from __future__ import annotations

from web.officers import (
    actions,
    case,
    desks,
    documents,
    guests,
    intake,
    letters,
    promises,
    queue,
    register,
    restrictions,
    tasks,
)
from web.officers.area import BLUEPRINT

__all__ = [
    "BLUEPRINT",
    "actions",
    "case",
    "desks",
    "documents",
    "guests",
    "intake",
    "letters",
    "promises",
    "queue",
    "register",
    "restrictions",
    "tasks",
]
