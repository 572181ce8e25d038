"""A called diagram exists.

A call activity names the process it calls: a diagram in processes/shared. Without it the procedure
cannot start. A diagram that calls itself, at once or through others, would never come to an end.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.graph import reach
from engine.checking.places import in_diagram
from engine.checking.subject import Subject
from engine.checking.words import meant
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each call of a process that is in no shared file, or that calls back."""
    shared = {d.process for n, d in subject.procedure.side_diagrams.items() if "/" in n}
    calls: dict[str, set[str]] = {}
    for diagram, element in subject.elements("callActivity"):
        calls.setdefault(diagram.process, set()).add(element.calls or "")
    for diagram, element in subject.elements("callActivity"):
        called = element.calls or ""
        if diagram.process in reach((called,), lambda name: calls.get(name, ())):
            reason = f"“{called}” calls this diagram, so that it would call itself for ever."
            yield in_diagram(diagram, element.id, reason, "Draw a loop instead.")
        elif called not in shared:
            reason = f"There is no shared diagram whose process is called “{called}”."
            yield in_diagram(diagram, element.id, reason, meant(called, shared))
