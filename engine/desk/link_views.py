"""Linked cases as values: what officers and what complainants see of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class LinkView:
    """Another case that belongs to this one. ``standing``: open at stage 1, or its outcome.

    ``whole``: its documents and contacts are part of this matter.
    """

    kind: str
    words: str
    reference: str
    title: str
    status: str
    standing: str
    since: datetime
    by: str
    reason: str
    whole: bool


@dataclass(frozen=True, slots=True)
class PartView:
    """The same as its complainant sees it. ``opens``: with the code that opened this one."""

    words: str
    reference: str
    title: str
    opens: bool
