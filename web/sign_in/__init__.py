"""Who an officer is: signing in and out, and the demo's short cuts."""

from __future__ import annotations

from web.sign_in import demo, doors
from web.sign_in.area import BLUEPRINT

__all__ = ["BLUEPRINT", "demo", "doors"]
