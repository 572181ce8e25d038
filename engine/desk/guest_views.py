"""Somebody who acts in a case without signing in, as its page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class GuestView:
    """Somebody who acts in the case without signing in. ``link``: how it stands, in words.

    ``open``: a link of theirs works; ``shown``: the ids of the documents that they may read.
    """

    officer_id: int
    name: str
    email: str
    acts_as: str
    link: str
    open: bool
    until: date | None
    last_used_at: datetime | None
    shown: frozenset[int]
