"""All situations that one line of work can get into, and what surely happened before each.

A situation is an element and the values of the followed variables there. One token is followed at
a time; branches that run beside each other are each walked through. This finds more ways than
there are, never fewer, so that what holds on all of them holds; a way found may still be
impossible.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from engine.catalogue.definition import Flow, Procedure
from engine.checking.followed import LOST, Followed, Values, followed
from engine.checking.net import Hop, Net, net_of
from engine.checking.subject import Subject
from engine.checking.values import holds, readable

MOST = 20_000


@dataclass(frozen=True, slots=True)
class Situation:
    """An element about to be done, and what is known there."""

    element: str
    values: Values


Ahead = Mapping[Situation, tuple[tuple[Hop, Situation], ...]]


@dataclass(frozen=True, slots=True)
class Walk:
    """Every situation of runs with one entry, in breadth-first order. ``capped``: there were
    too many.
    """

    net: Net
    entry: str
    ahead: Ahead
    begin: tuple[Situation, ...]
    names: tuple[str, ...]
    capped: bool

    def known(self, situation: Situation) -> dict[str, object]:
        """The values that are known in a situation."""
        pairs = zip(self.names, situation.values, strict=True)
        return {name: value for name, value in pairs if value is not LOST}

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


def walk(
    procedure: Procedure, net: Net, entry: str, given: Mapping[str, object] | None = None
) -> Walk:
    """Walks through a net with one entry. ``given``: the profile's values; without them every
    value that a variable of the profile can have is tried."""
    keep = followed(procedure, net)
    begin = tuple(
        Situation(e, keep.kept(e, v)) for e in net.begin for v in keep.begin(entry, given or {})
    )
    begin = tuple(dict.fromkeys(begin))
    known = set(begin)
    ahead: dict[Situation, tuple[tuple[Hop, Situation], ...]] = {}
    waiting = deque(begin)
    while waiting and len(known) <= MOST:
        situation = waiting.popleft()
        ahead[situation] = tuple(dict.fromkeys(_steps(net, keep, situation)))
        for _, following in ahead[situation]:
            if following not in known:
                known.add(following)
                waiting.append(following)
    return Walk(net, entry, ahead, begin, keep.names, bool(waiting))


@lru_cache(maxsize=4)
def walks(subject: Subject) -> tuple[Walk, ...]:
    """The main diagram walked through from each entry, under whatever profile."""
    net = net_of(subject.procedure.diagram)
    return tuple(walk(subject.procedure, net, entry) for entry in subject.procedure.entries)


@lru_cache(maxsize=4)
def side_walks(subject: Subject) -> tuple[Walk, ...]:
    """Each side diagram walked through."""
    diagrams = subject.procedure.side_diagrams.values()
    entry = subject.procedure.entries[0] if subject.procedure.entries else ""
    return tuple(walk(subject.procedure, net_of(diagram), entry) for diagram in diagrams)


@lru_cache(maxsize=32)
def walks_under(subject: Subject, number: int) -> tuple[Walk, ...]:
    """The main diagram walked through from each entry, under one of the subject's profiles."""
    net, procedure = net_of(subject.procedure.diagram), subject.procedure
    given = subject.profiles[number].values
    return tuple(walk(procedure, net, entry, given) for entry in procedure.entries)


def _steps(net: Net, keep: Followed, situation: Situation) -> Iterator[tuple[Hop, Situation]]:
    hops = net.hops[situation.element]
    for hop in hops:
        if hop.early:
            yield hop, Situation(hop.target, keep.kept(hop.target, situation.values))
    element = net.diagram.elements[situation.element]
    onward = tuple(hop for hop in hops if not hop.early)
    for values in keep.after(element, situation.values):
        for hop in _open_ways(net, onward, keep.known(values)):
            yield hop, Situation(hop.target, keep.kept(hop.target, values))


def _open_ways(net: Net, hops: tuple[Hop, ...], known: Mapping[str, object]) -> Iterator[Hop]:
    """The ways that a gateway may take; everything else has its only way."""
    source = net.diagram.elements.get(hops[0].flow.source) if hops and hops[0].flow else None
    if len(hops) < 2 or source is None or source.tag == "parallelGateway":
        yield from hops
        return
    answers = [(hop, _is_default(hop), _answer(hop.flow, known)) for hop in hops]
    sure = any(answer for _, default, answer in answers if not default)
    for hop, default, answer in answers:
        if not sure if default else answer is not False:
            yield hop


def _answer(flow: Flow | None, known: Mapping[str, object]) -> bool | None:
    condition = readable(flow.condition) if flow else None
    return None if condition is None else holds(condition, known)


def _is_default(hop: Hop) -> bool:
    return hop.flow is not None and hop.flow.default


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
        return any(ways.values())

    def _fine(self, hop: Hop, source: Situation) -> bool:
        return self.before[source] or (not hop.early and self.happens(source.element))


def last_before(found: Walk, sources: Collection[str]) -> dict[str, set[str]]:
    """For each element: which of ``sources`` were the last before it, on some way."""
    last: dict[Situation, set[str]] = {s: set() for s in found.situations()}
    waiting = deque(found.begin)
    seen = set(found.begin)
    while waiting:
        situation = waiting.popleft()
        for hop, following in found.ahead.get(situation, ()):
            done = situation.element in sources and not hop.early
            new = {situation.element} if done else last[situation]
            if following not in seen or not new <= last[following]:
                seen.add(following)
                last[following] |= new
                waiting.append(following)
    by_element: dict[str, set[str]] = {}
    for situation, names in last.items():
        by_element.setdefault(situation.element, set()).update(names)
    return by_element
