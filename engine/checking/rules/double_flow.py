"""Two elements are joined by one arrow at most.

Two arrows between the same two elements look like one in the drawing, and which of them was taken
cannot be told. Join their conditions with “or”.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.definition import Diagram
from engine.checking.places import in_diagram
from engine.errors import Problem


def check(diagram: Diagram) -> Iterator[Problem]:
    """One problem for each arrow that goes the same way as one before it."""
    seen: dict[tuple[str, str], str] = {}
    for flow in diagram.flows.values():
        first = seen.setdefault((flow.source, flow.target), flow.id)
        if first != flow.id:
            reason = f"This arrow goes the same way as “{first}”."
            yield in_diagram(
                diagram, flow.id, reason, "Keep one of them; join conditions with “or”."
            )
