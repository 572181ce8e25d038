"""A council's numbers and texts, effective-dated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from engine.catalogue.definition import ClockDuty
from engine.deadlines.rules import ClockRule, Ladder, Timing
from engine.deadlines.thresholds import ThresholdTest


@dataclass(frozen=True, slots=True)
class Council:
    """Whose letterhead it is."""

    name: str
    address: tuple[str, ...]
    phone: str
    email: str
    website: str


@dataclass(frozen=True, slots=True)
class Profile:
    """One council's profile. ``clocks``: procedure id -> clock -> the whole rule, already joined
    with the procedure's part. ``values``: what diagrams read (``stage2_gate`` …). ``contacts``,
    ``officers``: read on a letter's day, not frozen. ``version``: SHA-256 of its content.
    """

    id: str
    version: str
    file: str
    effective_from: date
    timing: Timing
    clocks: Mapping[str, Mapping[str, ClockRule]]
    ladders: Mapping[str, Ladder]
    values: Mapping[str, object]
    contacts: Mapping[str, Mapping[str, object]]
    council: Council
    #: role -> title, phone, email
    officers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    #: what a complaint may be about, in residents' words; the last: something else, or not sure
    services: tuple[str, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)  # value name -> source
    effective_to: date | None = None
    opening: time = time(9)
    title: str = ""
    source: bytes = field(default=b"", repr=False)  # the archive that `version` is the hash of
    #: procedure -> the tests of which one is enough for a review
    thresholds: Mapping[str, tuple[ThresholdTest, ...]] = field(default_factory=dict)
    #: procedure -> clock -> the procedure's part, for `variant`
    duties: Mapping[str, Mapping[str, ClockDuty]] = field(default_factory=dict, repr=False)
