"""Answers that lead to it exist, for every step.

Some line leads to this element, but no combination of answers, entries and profile values that
Redress can try does: conditions further up rule each other out. Correct the conditions, or delete
the element.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.graph import reachable
from engine.checking.paths import side_walks, walks
from engine.checking.places import in_diagram
from engine.checking.subject import Subject
from engine.checking.words import called
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each element that only conditions keep from being reached; the first of
    each branch.
    """
    procedure = subject.procedure
    found = (
        (procedure.diagram, walks(subject)),
        *((w.net.diagram, (w,)) for w in side_walks(subject)),
    )
    for diagram, its in found:
        if any(walk.capped for walk in its) or not its:
            continue
        walked = {name for walk in its for name in walk.elements()}
        missed = reachable(diagram) - walked
        for name in (n for n in diagram.elements if n in missed):
            element = diagram.elements[name]
            before = {f.source for f in diagram.entering(name)} | {element.attached_to}
            if before & walked:
                reason = f"{called(element)} is never reached, whatever the answers are."
                yield in_diagram(diagram, name, reason, "Correct the conditions, or delete it.")
