"""One sheet of a diagram drawn afresh, as `redress layout` draws it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.catalogue.bpmn import read_diagram
from engine.catalogue.definition import Bounds
from engine.catalogue.layout import lay_out
from engine.errors import BadInput

FILE = "diagram.bpmn"


def picture_of(xml: str, sheet: str) -> dict[str, Any]:
    """Where everything on a sheet goes: ``shapes``, ``labels`` and ``edges`` by id.

    ``sheet``: the id of its process or sub-process. Raises BadFiles, or BadInput where the diagram
    has no such sheet.
    """
    diagram = read_diagram(lay_out(xml.encode(), FILE), FILE)
    plane = next((plane for plane in diagram.planes if plane.container == sheet), None)
    if plane is None:
        raise BadInput("This sheet is not in the diagram any more.")
    return {
        "shapes": _boxes(plane.shapes),
        "labels": _boxes(plane.labels),
        "edges": {name: [list(point) for point in way] for name, way in plane.edges.items()},
    }


def _boxes(found: Mapping[str, Bounds]) -> dict[str, dict[str, float]]:
    return {
        name: {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
        for name, box in found.items()
    }
