"""The reading grade: syllables, sentences, and what is left aside."""

from __future__ import annotations

import time

import pytest

from engine.letters import reading_grade
from engine.letters.reading import syllables_of
from tests.letters.vocabulary import tried


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("we", 1), ("asked", 1), ("made", 1), ("looked", 1), ("changes", 2), ("places", 2),
        ("complaint", 2), ("decided", 3), ("people", 2), ("being", 2), ("officer", 3),
        ("every", 2), ("investigator", 5), ("information", 4), ("situation", 4), ("special", 2),
        ("possible", 3), ("something", 2), ("society", 4), ("idea", 3), ("don’t", 1),
        ("council’s", 2),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_spoken(word: str, syllables: int) -> None:
    assert syllables_of(word) == syllables


def test_a_known_text_has_its_known_grade() -> None:
    """13 words, 2 sentences, 15 syllables: 0.39 x 6.5 + 11.8 x 15/13 - 15.59."""
    body = tried("We read your letter with care. We will answer you by next week.")
    assert reading_grade(body) == pytest.approx(0.39 * 6.5 + 11.8 * 15 / 13 - 15.59)


def test_officialese_is_graded_hard() -> None:
    body = tried(
        "Notwithstanding the aforementioned considerations, the authority's determination "
        "regarding your representations necessitates supplementary investigation."
    )
    assert reading_grade(body) > 20


def test_names_dates_and_numbers_do_not_count_against_a_letter() -> None:
    plain = reading_grade(tried("You can ask them to look at this by then."))
    named = reading_grade(
        tried(
            "You can ask the Local Government Ombudsman to look at this by Wednesday 3 April 2024."
        )
    )
    assert named - plain < 1.5


def test_headings_and_bare_contact_lines_are_left_out() -> None:
    text = "We read your letter with care."
    body = tried(f"## Incomprehensibilities\n\n{text}\n\n- Call: 01632 960000")
    assert reading_grade(body) == reading_grade(tried(text))


def test_a_letter_without_words_has_no_grade() -> None:
    assert reading_grade(tried("01632 960000")) == 0


@pytest.mark.parametrize("sign", ["a", "a@", "1", "w"])
def test_a_word_without_end_is_graded_at_once(sign: str) -> None:
    body = tried("{{ v }}", v=sign * 90_000)
    begun = time.thread_time()
    reading_grade(body)
    assert time.thread_time() - begun < 1
