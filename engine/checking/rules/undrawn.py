"""Everything that runs is drawn.

What has no place in the picture still happens, but nobody sees it: not the reader, not the officer
who follows a case on the diagram. Open the file in the editor, which places what is missing, or
have it laid out anew.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.definition import Diagram
from engine.checking.places import in_diagram
from engine.checking.words import called
from engine.errors import Problem


def check(diagram: Diagram) -> Iterator[Problem]:
    """One problem for each element and arrow without a place on the sheet it belongs to."""
    if not any(plane.shapes for plane in diagram.planes):
        fix = "Open it in the editor and save it, or have it laid out."
        yield in_diagram(diagram, "", "The diagram has no picture.", fix)
        return
    shapes = {name for plane in diagram.planes for name in plane.shapes}
    edges = {name for plane in diagram.planes for name in plane.edges}
    for element in diagram.elements.values():
        if element.id not in shapes:
            fix = "Place it in the editor."
            yield in_diagram(diagram, element.id, f"{called(element)} is not in the picture.", fix)
    for flow in diagram.flows.values():
        if flow.id not in edges and {flow.source, flow.target} <= shapes:
            reason = f"The arrow from “{flow.source}” to “{flow.target}” is not in the picture."
            yield in_diagram(diagram, flow.id, reason, "Draw it in the editor.")
