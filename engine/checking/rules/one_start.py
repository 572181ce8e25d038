"""Every process and every sub-process begins at exactly one start.

Without a start nothing inside ever happens; with two, both would begin at once. An arrow must not
lead into a start: to go round again, lead it to the first step.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.definition import Diagram
from engine.checking.graph import containers, starts
from engine.checking.places import in_diagram
from engine.errors import Problem


def check(diagram: Diagram) -> Iterator[Problem]:
    """One problem for each sheet with no start or several, and for each start that is led into."""
    for container in containers(diagram):
        found = starts(diagram, container)
        if len(found) != 1:
            reason = f"It has {len(found) or 'no'} start{'s' if len(found) != 1 else ''}."
            yield in_diagram(diagram, container, reason, "Draw exactly one start.")
        for start in found:
            if diagram.entering(start.id):
                reason = "An arrow leads into this start."
                yield in_diagram(diagram, start.id, reason, "Lead it to the first step instead.")
