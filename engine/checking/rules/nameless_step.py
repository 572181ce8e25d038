"""Steps, letter steps, sub-processes and called diagrams have a name.

The name is what officers see in their task list and what the case's history says. Use a verb:
“Answer the complaint”, “Send the acknowledgement”.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.definition import Diagram
from engine.checking.places import in_diagram
from engine.checking.words import kind
from engine.errors import Problem

NAMED = ("userTask", "sendTask", "subProcess", "callActivity")


def check(diagram: Diagram) -> Iterator[Problem]:
    """One problem for each activity without a name."""
    for element in diagram.elements.values():
        if element.tag in NAMED and not element.name.strip():
            reason = f"This {kind(element)} has no name."
            yield in_diagram(
                diagram, element.id, reason, "Name it with a verb: what is done here."
            )
