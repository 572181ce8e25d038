"""What a worklist shows, as values. Instants are aware UTC, days are London dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OfficerView:
    """An officer's account."""

    id: int
    person_id: int
    username: str
    name: str
    title: str
    roles: tuple[str, ...]
    role_titles: tuple[str, ...]
    grade: int
    kind: str = "employee"


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the queue: reference · person · what is next · due · with whom."""

    task_id: str
    reference: str
    person: str
    procedure: str  # its title
    stage: str
    next: str  # the task's name
    due_on: date | None
    overdue: bool
    with_whom: str  # "" when nobody
    mine: bool
    claimable: bool
    at_risk: bool = False  # the person said that somebody is at risk of harm


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of the queue. ``tab``: mine | in_time | overdue | unassigned; ``counts`` per tab.

    A long tab is counted no further than ``most``; then ``pages`` is how many are counted, and
    ``further`` alone says whether there is another page.
    """

    tab: str
    rows: tuple[QueueRow, ...]
    counts: Mapping[str, int]
    page: int
    pages: int
    further: bool
    most: int

    def counted(self, tab: str) -> str:
        """``37``, or ``1,000+``."""
        number = self.counts.get(tab, 0)
        return f"{self.most:,}+" if number > self.most else f"{number:,}"
