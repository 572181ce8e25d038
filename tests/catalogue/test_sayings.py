"""Labels and titles as they stand in sentences."""

from __future__ import annotations

import pytest

from engine.catalogue.sayings import about, ended, inside, must


@pytest.mark.parametrize(
    ("label", "end", "said", "wrong"),
    [
        ("By when?", "By when?", "By when? Choose one.", "By when? The date must be real."),
        ("New date", "New date.", "New date: choose one.", "New date must be real."),
        (
            "Why? You need not say.",
            "Why? You need not say.",
            "Why? You need not say. Choose one.",
            "Why? You need not say. The date must be real.",
        ),
    ],
)
def test_a_label_is_part_of_a_sentence_and_a_question_keeps_its_mark(label, end, said, wrong):
    assert ended(label) == end
    assert about(label, "choose one.") == said
    assert must(label, "be real.", "date") == wrong


@pytest.mark.parametrize(
    ("title", "inside_it"),
    [
        ("Complaints manager", "complaints manager"),
        ("HR adviser", "HR adviser"),
        ("FOI officer or HR adviser", "FOI officer or HR adviser"),
        ("E-mail", "e-mail"),
        ("", ""),
    ],
)
def test_a_title_inside_a_sentence_keeps_its_initials(title, inside_it):
    assert inside(title) == inside_it
