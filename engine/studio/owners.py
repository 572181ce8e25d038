"""Who may change procedures."""

from __future__ import annotations

from engine.errors import NotPermitted
from engine.permissions import PROCESS_OWNER, Actor


def is_owner(actor: Actor) -> bool:
    """Whether this is a process owner."""
    return actor.in_office and PROCESS_OWNER in actor.roles


def require_owner(actor: Actor) -> None:
    """Raises NotPermitted to anybody but process owners."""
    if not is_owner(actor):
        raise NotPermitted("Only process owners change procedures.", "role")
