"""What managers read: the figures, and the cases behind each."""

from __future__ import annotations

from web.managers import figures
from web.managers.area import BLUEPRINT

__all__ = ["BLUEPRINT", "figures"]
