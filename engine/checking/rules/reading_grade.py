"""Letters are easy to read.

A letter with a reading grade above 7 is harder than most readers of council letters are at ease
with: long sentences, long words. Advice: write shorter sentences, everyday words, one thought
each.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.places import in_letter
from engine.checking.subject import Subject
from engine.checking.tried import attempts
from engine.errors import Problem
from engine.letters.reading import reading_grade

MOST = 7.0  # Flesch-Kincaid; a 12-year-old's


def check(subject: Subject) -> Iterator[Problem]:
    """One piece of advice for each letter above the grade, at its hardest."""
    grades: dict[str, float] = {}
    for attempt in attempts(subject):
        if attempt.body is not None:
            code = attempt.duty.code
            grades[code] = max(grades.get(code, 0.0), reading_grade(attempt.body))
    for code, grade in grades.items():
        if grade > MOST:
            reason = f"Its reading grade is {grade:.1f}; {MOST:.0f} is easy for most readers."
            fix = "Write shorter sentences and everyday words."
            yield in_letter(subject.procedure.templates[code], reason, fix)
