"""Every arrow joins two elements of the same sheet.

An arrow that ends nowhere, or that crosses the edge of a sub-process, is not carried out. Lead it
to the sub-process itself, and go on from the start inside.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.definition import Diagram
from engine.checking.places import in_diagram
from engine.errors import Problem


def check(diagram: Diagram) -> Iterator[Problem]:
    """One problem for each arrow without both ends, or with its ends on different sheets."""
    for flow in diagram.flows.values():
        source, target = (diagram.elements.get(end) for end in (flow.source, flow.target))
        if source is None or target is None:
            missing = flow.source if source is None else flow.target
            reason = f"This arrow joins “{missing}”, which is not in the diagram."
            yield in_diagram(
                diagram, flow.id, reason, "Draw it again from one element to the next."
            )
        elif source.container != target.container:
            reason = "This arrow crosses the edge of a sub-process."
            yield in_diagram(diagram, flow.id, reason, "Lead it to the sub-process itself.")
