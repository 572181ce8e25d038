"""Every letter can be written with its sample, under each profile, and says what it must."""

from __future__ import annotations

import re
from functools import cache

import pytest

from engine.catalogue import Catalogue
from engine.checking.checker import subject_of
from engine.checking.tried import Attempt, attempts
from engine.letters import check_must_say, reading_grade, to_pdf
from engine.letters.document import Body
from tests.letters.vocabulary import HARDEST_GRADE, letter, words
from tests.shipped import shipped_catalogue

#: words that no letter needs, and paragraphs of the law that no reader has
OFFICIALESE = re.compile(
    r"pursuant|hereby|aforementioned|in respect of|\b(section|para|paragraph|reg)\.? ?\d",
    re.IGNORECASE,
)


def catalogue() -> Catalogue:
    return shipped_catalogue()


@cache
def tried(procedure_id: str) -> tuple[Attempt, ...]:
    """Every way in which a letter is sent: profile, signpost, a recipient's own text."""
    profiles = tuple(catalogue().profiles.values())
    return attempts(subject_of(catalogue().procedures[procedure_id], profiles))


LETTERS = [(each.id, code) for each in catalogue().procedures.values() for code in each.letters]


def texts(procedure_id: str, code: str) -> dict[str, Body]:
    """The letter's main text and those that a recipient has of their own, once each."""
    found = [each for each in tried(procedure_id) if each.duty.code == code]
    return {each.suffix: each.body for each in found if each.body is not None}


@pytest.mark.parametrize(("procedure_id", "code"), LETTERS)
def test_a_letter_says_what_it_must_under_each_profile(procedure_id: str, code: str) -> None:
    ways = [attempt for attempt in tried(procedure_id) if attempt.duty.code == code]
    assert ways, f"No profile can send {code}: send it somewhere, or delete it."
    for attempt in ways:
        where = f"{code} for {attempt.profile.id} {attempt.suffix}".strip()
        assert attempt.body is not None, f"{where}: {attempt.refusal}"
        if not attempt.suffix:
            check_must_say(attempt.body, attempt.duty.must_say)


@pytest.mark.parametrize(("procedure_id", "code"), LETTERS)
def test_a_letter_reads_plainly_and_without_officialese(procedure_id: str, code: str) -> None:
    for suffix, body in texts(procedure_id, code).items():
        assert reading_grade(body) <= HARDEST_GRADE, (suffix, reading_grade(body))
        text = words(body)
        assert not OFFICIALESE.search(text), OFFICIALESE.search(text)


@pytest.mark.parametrize(("procedure_id", "code"), LETTERS)
def test_a_letter_can_be_printed(procedure_id: str, code: str) -> None:
    for body in texts(procedure_id, code).values():
        assert to_pdf(letter(body)).startswith(b"%PDF-1.7")
