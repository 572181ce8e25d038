"""Work that divides is drawn with a gateway.

Two arrows out of one step would both be taken, which is easily overlooked, and the engine accepts
it only sometimes. Draw a parallel gateway if both shall happen, an exclusive gateway if one of
them shall.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.definition import Diagram
from engine.checking.places import in_diagram
from engine.checking.words import called
from engine.errors import Problem


def check(diagram: Diagram) -> Iterator[Problem]:
    """One problem for each element that is no gateway and has several ways out, or an end with
    one.
    """
    for element in diagram.elements.values():
        ways = len(diagram.leaving(element.id))
        if element.tag == "endEvent" and ways:
            reason = f"{called(element)} has an arrow out of it, which is never followed."
            yield in_diagram(diagram, element.id, reason, "Delete the arrow, or the end.")
        elif not element.tag.endswith("Gateway") and ways > 1:
            reason = f"{called(element)} has {ways} arrows out of it."
            yield in_diagram(diagram, element.id, reason, "Draw the gateway that is meant.")
