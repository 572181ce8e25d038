"""A decision says what it asks.

A reader of the drawing understands a decision by its question (“Accepted?”) and its ways by their
answers. Advice: the case runs without.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.definition import Diagram
from engine.checking.places import in_diagram
from engine.errors import Problem


def check(diagram: Diagram) -> Iterator[Problem]:
    """One piece of advice for each decision without a name, or with nameless ways except its
    default.
    """
    for element in diagram.elements.values():
        ways = diagram.leaving(element.id)
        if element.tag not in ("exclusiveGateway", "inclusiveGateway") or len(ways) < 2:
            continue
        nameless = [way.id for way in ways if not way.name.strip() and not way.default]
        if not element.name.strip():
            reason = "This decision has no name."
            yield in_diagram(diagram, element.id, reason, "Name it with the question it asks.")
        elif nameless:
            reason = f"{len(nameless)} of its ways say no answer."
            yield in_diagram(
                diagram, element.id, reason, "Name each way with the answer it stands for."
            )
