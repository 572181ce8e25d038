"""Every way out of a decision can be taken.

A condition that no combination of answers fulfils hides a mistake: the way behind it is never
taken. Redress tries every combination of the choices and yes-or-no answers that the condition
reads.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.deciding import decisions
from engine.checking.places import in_diagram
from engine.checking.subject import Subject
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each condition that never holds."""
    for decision in decisions(subject):
        for way, condition in decision.never:
            reason = f"“{condition.text}” never holds, whatever the answers are."
            fix = "Correct the condition, or delete the way."
            yield in_diagram(decision.diagram, way.id, reason, fix)
