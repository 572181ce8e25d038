"""What was promised and what was asked, as screens show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class DatedActionView:
    """One dated action of a case. ``due_on`` None: no date was given.

    ``owner``: an officer's name, a role's title or a service outside. ``settled_by`` action is
    the at-any-time action that settles it, where whoever looks may use it now.
    """

    id: int
    kind: str  # remedy | contribution | recommendation
    title: str  # Promise, Contribution …
    text: str
    point: int | None  # the number of the point it is about
    owner: str
    mine: bool
    asked_by: str
    asked_at: datetime
    due_on: date | None
    state: str  # open | done | given_up
    late: bool  # open past its date, or done after it
    done_on: date | None
    answer: str  # what was done, the answer, or why it will not be done
    settled_by: str
    document_id: int | None
    chased: int
    action: str = ""
    response: str = ""  # accepted | declined, of a recommendation
    response_reason: str = ""
    answers: str = ""  # the at-any-time action that accepts or declines it


@dataclass(frozen=True, slots=True)
class MyAction:
    """One line of the list of an officer's open actions."""

    reference: str
    case_title: str
    title: str
    text: str
    due_on: date | None
    overdue: bool
    owner: str  # "" when it is the officer's own
    asked_by: str
    action: str  # the at-any-time action that settles it
    id: int


@dataclass(frozen=True, slots=True)
class MyActions:
    """A page of them."""

    rows: tuple[MyAction, ...]
    page: int
    pages: int
    count: int
    overdue: int
