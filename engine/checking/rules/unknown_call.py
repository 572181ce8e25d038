"""A called diagram exists.

A call activity names the process it calls: a diagram in processes/shared, or one of this folder.
Without it the procedure cannot start.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.places import in_diagram
from engine.checking.subject import Subject
from engine.checking.words import meant
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each call of a process that is in no file, or of the diagram it stands
    in.
    """
    known = {diagram.process for diagram in subject.diagrams[1:]}
    for diagram, element in subject.elements("callActivity"):
        called = element.calls or ""
        if called == diagram.process:
            reason = "This diagram calls itself."
            yield in_diagram(diagram, element.id, reason, "Draw a loop instead.")
        elif called not in known:
            reason = f"There is no diagram whose process is called “{called}”."
            yield in_diagram(diagram, element.id, reason, meant(called, known))
