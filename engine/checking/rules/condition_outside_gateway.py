"""Decisions are drawn as gateways.

A condition on an arrow that comes straight out of a step or event is not carried out. Draw an
exclusive gateway after it and put the conditions on the gateway's ways.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.definition import Diagram
from engine.checking.places import in_diagram
from engine.errors import Problem


def check(diagram: Diagram) -> Iterator[Problem]:
    """One problem for each arrow with a condition, or marked as default, out of anything but a
    gateway.
    """
    for flow in diagram.flows.values():
        source = diagram.elements.get(flow.source)
        if source is None or source.tag.endswith("Gateway"):
            continue
        if flow.condition or flow.default:
            reason = "A condition or a default mark stands on an arrow that leaves no gateway."
            yield in_diagram(diagram, flow.id, reason, "Draw an exclusive gateway before it.")
