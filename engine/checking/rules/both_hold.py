"""The conditions of one decision exclude each other.

If two of them can hold at once, which way a case takes would hang on the order of the drawing.
Redress tries every combination of the choices and yes-or-no answers that the conditions read. Add
to one condition what the other asks, turned round: `late_letter == 'extension' and decision !=
'not_needed'`.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.deciding import decisions
from engine.checking.places import in_diagram
from engine.checking.subject import Subject
from engine.checking.values import shown
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each pair of ways that some combination opens together."""
    for decision in decisions(subject):
        for both in decision.both:
            pair = f"“{both.one.text}” and “{both.other.text}”"
            reason = f"Its ways {pair} are both open when {shown(both.when)}."
            fix = "Narrow one of the conditions, so that only one way is open."
            yield in_diagram(decision.diagram, decision.gateway.id, reason, fix)
