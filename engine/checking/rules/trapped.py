"""Whatever was answered, some answers still lead to an end.

The drawing may have a way out that no answer opens any more: earlier answers rule it out, and
the case goes round for ever. Redress follows every combination of answers, entries and profile
values that it can try. A late branch may go round: it ends with its stage.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.graph import cut_off_in_time, reach
from engine.checking.moving import Situation
from engine.checking.paths import MOST, Walk, apart, side_walks, walks
from engine.checking.places import in_diagram
from engine.checking.subject import Subject
from engine.checking.words import the
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each walk that can get into situations without an end, at the nearest of
    them.
    """
    found = (*walks(subject), *side_walks(subject))
    for walk in found:
        first = None if walk.capped else _stuck(walk)
        if first is not None:
            closer = apart(walk, MOST // len(found))
            yield _told(walk, (None if closer.capped else _stuck(closer)) or first)


def _told(walk: Walk, first: Situation) -> Problem:
    diagram = walk.net.diagram
    known = ", ".join(f"{n} is {v}" for n, v in walk.known(first).items())
    when = f"entry “{walk.entry}”{f', {known}' if known else ''}"
    reason = f"From {the(diagram.elements[first.element])} no answers lead to an end"
    fix = "Correct the conditions further on."
    return in_diagram(diagram, first.element, f"{reason} ({when}).", fix)


def _stuck(walk: Walk) -> Situation | None:
    """The first situation from which no end can be reached."""
    beside = cut_off_in_time(walk.net.diagram)
    free = _free(walk)
    stuck = (s for s in walk.ahead if s not in free and s.element not in beside)
    return next(stuck, None)


def _free(walk: Walk) -> set[Situation]:
    """The situations from which an end of the process can be reached."""
    back: dict[Situation, list[Situation]] = {}
    ends: list[Situation] = []
    for situation, steps in walk.ahead.items():
        element = walk.net.diagram.elements[situation.element]
        if element.tag == "endEvent" and element.container == walk.net.diagram.process:
            ends.append(situation)
        for _, following in steps:
            back.setdefault(following, []).append(situation)
    return reach(ends, lambda situation: back.get(situation, ()))
