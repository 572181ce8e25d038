"""All situations that one line of work can get into, and what surely happened before each.

A situation is an element and what the followed variables can be there. One token is followed at a
time; branches that run beside each other are each walked through. This finds more ways than there
are, never fewer, so that what holds on all of them holds; a way found may still be impossible.
Where there are too many situations the walk stops and says so: then what was found still counts,
and what was not found proves nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from engine.checking.moving import Moves, Situation
from engine.checking.net import Hop, Net, net_of
from engine.checking.splitting import MOST as MOST_PARTS
from engine.checking.subject import Subject

MOST = 40_000  # steps from one situation to the next, from all entries together


Ahead = Mapping[Situation, tuple[tuple[Hop, Situation], ...]]


@dataclass(frozen=True, slots=True)
class Walk:
    """Every situation of runs with one entry, in breadth-first order. ``left``: those that were
    not followed, because there were too many.
    """

    moves: Moves
    entry: str
    ahead: Ahead
    begin: tuple[Situation, ...]
    left: tuple[Situation, ...]

    @property
    def net(self) -> Net:
        """The diagram walked through."""
        return self.moves.net

    @property
    def names(self) -> tuple[str, ...]:
        """The names that were followed."""
        return self.moves.names

    @property
    def taken(self) -> int:
        """How many steps it took."""
        return sum(1 + len(steps) for steps in self.ahead.values())

    @property
    def capped(self) -> bool:
        """Whether there were too many situations to follow them all."""
        return bool(self.left)

    def known(self, situation: Situation) -> dict[str, object]:
        """The values that are known in a situation."""
        return self.moves.known(situation)

    def situations(self) -> Iterator[Situation]:
        """Every situation, the ones that were not walked on from included."""
        yield from self.begin
        for steps in self.ahead.values():
            yield from (following for _, following in steps)

    def elements(self) -> set[str]:
        """The elements that some situation stands at."""
        return {situation.element for situation in self.ahead}

    def way_to(self, goal: Situation, before: Mapping[Situation, bool]) -> tuple[str, ...]:
        """A shortest way from the start through situations that are not sure ``before``."""
        came_from: dict[Situation, Situation | None] = dict.fromkeys(self.begin)
        waiting = deque(self.begin)
        while waiting and goal not in came_from:
            at = waiting.popleft()
            for _, following in self.ahead.get(at, ()):
                if following not in came_from and not before[following]:
                    came_from[following] = at
                    waiting.append(following)
        way: list[str] = []
        step: Situation | None = goal
        while step is not None:
            way.append(step.element)
            step = came_from.get(step)
        return tuple(reversed(way))


def walk(moves: Moves, entry: str, begin: tuple[Situation, ...], most: int) -> Walk:
    """Walks with one entry through a diagram, at most about so many steps."""
    known = set(begin)
    ahead: dict[Situation, tuple[tuple[Hop, Situation], ...]] = {}
    waiting, left = deque(begin), list[Situation]()
    while waiting and most > 0:
        situation = waiting.popleft()
        steps = moves.after(situation)
        if steps is None:
            left.append(situation)
            most -= MOST_PARTS
            continue
        ahead[situation] = steps
        most -= 1 + len(steps)
        for _, following in steps:
            if following not in known:
                known.add(following)
                waiting.append(following)
    return Walk(moves, entry, ahead, begin, (*left, *waiting))


@lru_cache(maxsize=4)
def walks(subject: Subject) -> tuple[Walk, ...]:
    """The main diagram walked through from each entry, under whatever profile."""
    return _from_each_entry(subject, {})


@lru_cache(maxsize=4)
def side_walks(subject: Subject) -> tuple[Walk, ...]:
    """Each side diagram walked through."""
    diagrams = tuple(subject.procedure.side_diagrams.values())
    entry = subject.procedure.entries[0] if subject.procedure.entries else ""
    moves = (Moves(subject.procedure, net_of(diagram)) for diagram in diagrams)
    return tuple(walk(each, entry, each.begin(entry, {}), MOST // len(diagrams)) for each in moves)


@lru_cache(maxsize=32)
def walks_under(subject: Subject, number: int) -> tuple[Walk, ...]:
    """The main diagram walked through from each entry, under one of the subject's profiles."""
    return _from_each_entry(subject, subject.profiles[number].values)


@lru_cache(maxsize=4)
def _moves(subject: Subject) -> Moves:
    return Moves(subject.procedure, net_of(subject.procedure.diagram))


def apart(found: Walk, most: int) -> Walk:
    """The same walk with every combination that it may begin with followed by itself."""
    begin = found.moves.begin(found.entry, {}, apart=True)
    return walk(found.moves, found.entry, begin, most)


def _from_each_entry(subject: Subject, given: Mapping[str, object]) -> tuple[Walk, ...]:
    """``given``: the profile's values; without them every value that a variable of the profile
    can have is tried. What one entry does not need of the steps is left to those after it."""
    entries, moves = subject.procedure.entries, _moves(subject)
    left, found = MOST, list[Walk]()
    for number, entry in enumerate(entries):
        begin = moves.begin(entry, given)
        each = walk(moves, entry, begin, left // (len(entries) - number))
        left -= each.taken
        found.append(each)
    return tuple(found)


def surely_before(found: Walk, happens: Callable[[str], bool]) -> dict[Situation, bool]:
    """For each situation: whether on every way to it something ``happens`` at an element before.

    Where branches of a parallel gateway meet it is enough that one of them did, because all of
    them must arrive.
    """
    return _Before(found, happens).judged()


class _Before:
    """The greatest answer that contradicts nothing: all yes at first, taken back where a way
    shows otherwise.
    """

    def __init__(self, found: Walk, happens: Callable[[str], bool]) -> None:
        self.found, self.happens = found, happens
        self.before = dict.fromkeys(found.situations(), True)
        self.joins: dict[str, list[Situation]] = {}
        self.arrivals: dict[Situation, list[tuple[Hop, Situation]]] = {}
        elements = found.net.diagram.elements
        for situation in self.before:
            if elements[situation.element].tag == "parallelGateway":
                self.joins.setdefault(situation.element, []).append(situation)
        for situation, steps in found.ahead.items():
            for hop, following in steps:
                self.arrivals.setdefault(following, []).append((hop, situation))

    def judged(self) -> dict[Situation, bool]:
        waiting = deque(self.found.begin)
        self.before.update(dict.fromkeys(self.found.begin, False))
        while waiting:
            for _, following in self.found.ahead.get(waiting.popleft(), ()):
                for situation in self.joins.get(following.element, (following,)):
                    if self.before[situation] and not self._sure(situation):
                        self.before[situation] = False
                        waiting.append(situation)
        return self.before

    def _sure(self, situation: Situation) -> bool:
        if situation.element not in self.joins:
            return all(self._fine(*arrival) for arrival in self.arrivals[situation])
        ways: dict[str, bool] = {}
        for meeting in self.joins[situation.element]:
            for hop, source in self.arrivals.get(meeting, ()):
                way = hop.flow.id if hop.flow else ""
                ways[way] = ways.get(way, True) and self._fine(hop, source)
        return any(ways.values()) or not self._all_came(situation.element, ways)

    def _all_came(self, join: str, ways: Mapping[str, bool]) -> bool:
        """Whether the walk got to a join from every side; one that stopped early may not have."""
        if not self.found.capped:
            return True
        return {flow.id for flow in self.found.net.diagram.entering(join)} <= ways.keys()

    def _fine(self, hop: Hop, source: Situation) -> bool:
        return self.before[source] or (not hop.early and self.happens(source.element))


def last_before(found: Walk, sources: Collection[str]) -> dict[str, set[str]]:
    """For each element: which of ``sources`` were the last before it, on some way."""
    bits = {name: 1 << number for number, name in enumerate(sorted(sources))}
    last: dict[Situation, int] = dict.fromkeys(found.situations(), 0)
    waiting = deque(found.begin)
    seen = set(found.begin)
    while waiting:
        situation = waiting.popleft()
        before, own = last[situation], bits.get(situation.element, 0)
        for hop, following in found.ahead.get(situation, ()):
            new = before if hop.early or not own else own
            if following not in seen or new & ~last[following]:
                seen.add(following)
                last[following] |= new
                waiting.append(following)
    by_element: dict[str, int] = {}
    for situation, some in last.items():
        by_element[situation.element] = by_element.get(situation.element, 0) | some
    return {
        element: {name for name, bit in bits.items() if some & bit}
        for element, some in by_element.items()
    }
