"""What screens show of people who may be known already, and of restrictions, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class RestrictionStep:
    """One thing that became of a restriction, and who decided it; nobody where it lapsed."""

    on: date
    what: str
    by: str


@dataclass(frozen=True, slots=True)
class RestrictionView:
    """A restriction on contact. ``state``: in force, over (its review date passed) or ended."""

    id: int
    person: str
    capacity: str  # in the case that is looked at; empty in the register
    grounds: str
    terms: str
    acknowledge: bool
    decided_by: str
    decided_on: date
    letter_on: date
    review_on: date
    state: str
    ended_on: date | None
    ended_why: str
    reference: str  # of the case on which it was recorded
    register_reference: str
    contacts: int = 0  # from the person since it was first decided
    began_on: date | None = None  # in the register: when it was first decided
    steps: tuple[RestrictionStep, ...] = ()  # in the register: what was decided, in order


@dataclass(frozen=True, slots=True)
class KnownCase:
    """Another case of a candidate. A confidential one keeps its subject to itself."""

    reference: str
    title: str
    received_on: date
    status: str
    outcome: str
    confidential: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be the person in hand. ``reasons``: in what they agree, in words."""

    person_id: int
    name: str
    email: str
    phone: str
    address: tuple[str, ...]
    reasons: tuple[str, ...]
    email_alone: bool
    cases: tuple[KnownCase, ...]
    restrictions: tuple[RestrictionView, ...]


@dataclass(frozen=True, slots=True)
class KnownAsView:
    """Who a case's complainant was said to be, by whom and how; what they typed this time."""

    person_id: int
    how_checked: str
    since: datetime
    by: str
    typed_name: str
    typed: tuple[tuple[str, str], ...]  # (E-mail, …) where it differs from what is kept
