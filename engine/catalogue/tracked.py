"""What a person reads who follows their case: the procedure's own words for where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TrackedStep:
    """A place where a case can wait. ``when``: a guard, as of any_time; ``says``: what is read.

    ``shows``: a form's field that a letter named: what was asked for, say.
    """

    when: str
    says: str
    shows: str = ""


@dataclass(frozen=True, slots=True)
class Tracked:
    """``steps``: the first that holds is read; ``events``: ledger event -> what is read of it.

    ``record``: likewise what officers call the case: casework is not a complaint yet.
    """

    steps: tuple[TrackedStep, ...] = ()
    record: tuple[TrackedStep, ...] = ()
    events: Mapping[str, str] = field(default_factory=dict)
