"""From every element some line leads to an end.

Where no line leads on, a case would stand still for ever; where lines only go round, it would
never close. Draw the arrow that is missing, and end each branch with an end. A late branch may go
round: it ends with its stage, when the main line reaches an end that ends everything (terminate).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.definition import Diagram
from engine.checking.graph import can_end, cut_off_in_time, following, reach, reachable
from engine.checking.places import in_diagram
from engine.checking.words import called, the
from engine.errors import Problem


def check(diagram: Diagram) -> Iterator[Problem]:
    """One problem for each dead end, and one for each circle without an exit."""
    reached = reachable(diagram)
    dead = {n for n in reached if _leads_nowhere(diagram, n)}
    for name in (n for n in diagram.elements if n in dead):
        reason = f"{called(diagram.elements[name])} leads nowhere: a case would stand still here."
        fix = "Draw an arrow from it to what comes next, or to an end."
        yield in_diagram(diagram, name, reason, fix)
    stuck = reached - can_end(diagram) - cut_off_in_time(diagram)
    told: set[str] = set()
    for name in (n for n in diagram.elements if n in stuck):
        ahead = reach((name,), lambda n: following(diagram, n))
        if name not in told and not ahead & dead and not _inside(diagram, ahead) & (stuck | dead):
            told |= ahead
            reason = f"From {the(diagram.elements[name])} the lines only go round."
            yield in_diagram(diagram, name, reason, "Draw a way out that leads to an end.")


def _leads_nowhere(diagram: Diagram, name: str) -> bool:
    return diagram.elements[name].tag != "endEvent" and not diagram.leaving(name)


def _inside(diagram: Diagram, names: set[str]) -> set[str]:
    return {element.id for name in names for element in diagram.inside(name)}
