"""A timer names a moment of its clock.

`redress:at` is `due_morning` (the morning of the due date), `due` (when the due date has passed)
or `breach` (the first warning after it). Numbers of days stand in the profile.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.definition import Diagram
from engine.checking.places import in_diagram
from engine.checking.words import meant
from engine.errors import Problem

MOMENTS = ("due_morning", "due", "breach")


def check(diagram: Diagram) -> Iterator[Problem]:
    """One problem for each timer without a moment, or with one that is not known."""
    for element in diagram.elements.values():
        if "timerEventDefinition" not in element.events:
            continue
        moment = element.attributes.get("at", "")
        if not moment:
            fix = f"Write one of {', '.join(MOMENTS)} in `redress:at`."
            yield in_diagram(diagram, element.id, "This timer names no moment.", fix)
        elif moment not in MOMENTS:
            reason = f"There is no moment “{moment}”."
            yield in_diagram(diagram, element.id, reason, meant(moment, MOMENTS))
