"""A gateway with conditions has a default way.

If no condition holds and there is no default, the case stops with an error in front of the
officer. Mark one way as default (in the editor: the arrow, Default flow); it needs no condition.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.definition import Diagram
from engine.checking.places import in_diagram
from engine.checking.words import called
from engine.errors import Problem


def check(diagram: Diagram) -> Iterator[Problem]:
    """One problem for each deciding gateway with several ways and no default."""
    for element in diagram.elements.values():
        if element.tag not in ("exclusiveGateway", "inclusiveGateway"):
            continue
        ways = diagram.leaving(element.id)
        if len(ways) > 1 and not any(way.default for way in ways):
            reason = f"{called(element)} has no default way."
            yield in_diagram(diagram, element.id, reason, "Mark one of its ways as the default.")
