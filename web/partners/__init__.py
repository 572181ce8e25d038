"""What people do who do not sign in: each comes by a link of their own into one case."""

from __future__ import annotations

from web.partners import actions, case, door, tasks
from web.partners.area import BLUEPRINT

__all__ = ["BLUEPRINT", "actions", "case", "door", "tasks"]
