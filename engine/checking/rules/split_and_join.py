"""What divides in parallel meets in parallel, and what was decided meets without waiting.

A parallel split whose branches meet in an exclusive gateway goes on once for each branch: letters
would leave twice. A decision whose ways meet in a parallel gateway waits for answers that nobody
was asked for: the case stands still. Use the same kind of gateway to open and to close.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.definition import Diagram, Element
from engine.checking.graph import reach
from engine.checking.places import in_diagram
from engine.checking.words import called, the
from engine.errors import Problem

WRONG = {
    (
        "parallelGateway",
        "exclusiveGateway",
    ): "opens branches that run side by side, but they meet in"
    " {join}, which lets each of them pass: what follows would happen once for each branch.",
    (
        "exclusiveGateway",
        "parallelGateway",
    ): "takes one way only, but its ways meet in {join}, which"
    " waits for all of them: the case would stand still.",
}


def check(diagram: Diagram) -> Iterator[Problem]:
    """One problem for each split whose nearest meeting point is of the wrong kind."""
    for split in diagram.elements.values():
        if not split.tag.endswith("Gateway") or len(diagram.leaving(split.id)) < 2:
            continue
        join = _meeting(diagram, split)
        said = WRONG.get((split.tag, join.tag)) if join else None
        if said and join:
            fix = "Use a gateway of the same kind to close what the first one opens."
            yield in_diagram(
                diagram, join.id, f"{called(split)} {said.format(join=the(join))}", fix
            )


def _meeting(diagram: Diagram, split: Element) -> Element | None:
    """The first element where all ways of a split come together again, each by an arrow of its
    own.
    """

    def step(name: str) -> tuple[str, ...]:
        return () if name == split.id else tuple(f.target for f in diagram.leaving(name))

    ways = [reach((f.target,), step) for f in diagram.leaving(split.id)]
    common = set[str].intersection(*ways) - {split.id}
    firsts = [n for n in common if not _sources(diagram, n) & (common - {n})]
    if len(firsts) != 1:
        return None
    join = firsts[0]
    return diagram.elements.get(join) if len(_sources(diagram, join)) > 1 else None


def _sources(diagram: Diagram, name: str) -> set[str]:
    return {flow.source for flow in diagram.entering(name)}
