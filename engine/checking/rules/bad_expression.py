"""Every condition can be read.

Conditions compare and combine: `triage == 'accept' and not urgent`. Text stands in single
quotation marks; `==` asks whether two things are equal, a single `=` only stands in setting steps.
A condition that cannot be read would stop the case in front of the officer.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.asked import all_asked
from engine.checking.subject import Subject
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each expression that is not of the safe language."""
    for asked in all_asked(subject):
        if asked.fault:
            yield asked.at(asked.fault, "Write it with ==, !=, and, or, not, in and brackets.")
