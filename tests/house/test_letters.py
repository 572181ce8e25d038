"""Every letter can be written with its sample, under each profile, and says what it must."""

from __future__ import annotations

from functools import cache

import pytest

from engine.catalogue import Catalogue, load_catalogue
from engine.checking.checker import subject_of
from engine.checking.tried import Attempt, attempts
from engine.letters import check_must_say
from engine.settings import HOUSE


@cache
def catalogue() -> Catalogue:
    return load_catalogue(HOUSE / "processes", HOUSE / "letters")


@cache
def tried() -> dict[str, tuple[Attempt, ...]]:
    """Letter -> every way in which it is sent: profile, signpost, a recipient's own text."""
    profiles = tuple(catalogue().profiles.values())
    found: dict[str, tuple[Attempt, ...]] = {}
    for procedure in catalogue().procedures.values():
        every = attempts(subject_of(procedure, profiles))
        for code in procedure.letters:
            found[code] = tuple(attempt for attempt in every if attempt.duty.code == code)
    return found


CODES = sorted(code for each in catalogue().procedures.values() for code in each.letters)


@pytest.mark.parametrize("code", CODES)
def test_a_letter_says_what_it_must_under_each_profile(code: str) -> None:
    assert tried()[code], f"No profile can send {code}: send it somewhere, or delete it."
    for attempt in tried()[code]:
        where = f"{code} for {attempt.profile.id} {attempt.suffix}".strip()
        assert attempt.body is not None, f"{where}: {attempt.refusal}"
        if not attempt.suffix:
            check_must_say(attempt.body, attempt.duty.must_say)
