"""What residents see: the complaint form, and following a case without an account."""

from __future__ import annotations

from web.residents import complaint, evidence, messages, start, tracking
from web.residents.area import BLUEPRINT

__all__ = ["BLUEPRINT", "complaint", "evidence", "messages", "start", "tracking"]
