"""Where a check stopped, because there was more than it follows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from engine.catalogue.definition import Diagram
from engine.checking.deciding import Decision, decisions
from engine.checking.moving import Situation
from engine.checking.paths import Walk, side_walks, walks, walks_under
from engine.checking.subject import Subject
from engine.checking.words import MOST as MOST_NAMES


@dataclass(frozen=True, slots=True)
class Crowd:
    """The element of a diagram that stands in the most situations, and the names that tell them
    apart, those with the most values first.
    """

    diagram: Diagram
    element: str
    number: int
    names: tuple[str, ...]


@lru_cache(maxsize=4)
def unfollowed(subject: Subject) -> tuple[Crowd, ...]:
    """One for each diagram whose situations were not all followed."""
    return tuple(_crowds(subject))


def untried(subject: Subject) -> tuple[Decision, ...]:
    """The decisions whose conditions have more combinations than are tried."""
    return tuple(decision for decision in decisions(subject) if decision.untried)


def _crowds(subject: Subject) -> Iterator[Crowd]:
    found = [*walks(subject), *side_walks(subject)]
    for number in range(len(subject.profiles)):
        found += walks_under(subject, number)
    told: set[str] = set()
    for walk in found:
        diagram = walk.net.diagram
        if walk.capped and diagram.file not in told:
            told.add(diagram.file)
            yield _crowd(walk)


def _crowd(walk: Walk) -> Crowd:
    met = dict.fromkeys(walk.situations())
    counted = Counter(situation.element for situation in met)
    element, number = counted.most_common(1)[0]
    if number == 1:
        element = walk.left[0].element
    here = [situation for situation in met if situation.element == element]
    return Crowd(walk.net.diagram, element, number, _told_apart_by(walk, here))


def _told_apart_by(walk: Walk, met: Iterable[Situation]) -> tuple[str, ...]:
    columns = zip(*(situation.sets for situation in met), strict=True)
    kinds = {name: len(set(c)) for name, c in zip(walk.names, columns, strict=True)}
    most = sorted(kinds, key=lambda name: (-kinds[name], name))
    return tuple(name for name in most if kinds[name] > 1)[:MOST_NAMES]
