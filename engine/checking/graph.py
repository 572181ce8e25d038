"""The lines of a diagram, followed without looking at conditions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from engine.catalogue.definition import Diagram, Element

T = TypeVar("T")


def starts(diagram: Diagram, container: str) -> tuple[Element, ...]:
    """The start events that stand directly in a process or sub-process."""
    return tuple(e for e in diagram.inside(container) if e.tag == "startEvent")


def boundaries(diagram: Diagram, host: str) -> tuple[Element, ...]:
    """The timers at the edge of a step or sub-process."""
    return diagram.attached(host) if host else ()


def containers(diagram: Diagram) -> tuple[str, ...]:
    """The process, then each sub-process."""
    subs = (e.id for e in diagram.elements.values() if e.tag == "subProcess")
    return (diagram.process, *subs)


def within(diagram: Diagram, container: str) -> tuple[Element, ...]:
    """The elements inside a sub-process, at any depth."""
    found: list[Element] = []
    for element in diagram.inside(container):
        found.append(element)
        if element.tag == "subProcess" and element.id != container:
            found.extend(within(diagram, element.id))
    return tuple(found)


def following(diagram: Diagram, element: str) -> tuple[str, ...]:
    """What may come next on the same sheet: ends of the arrows, and the timers at its edge."""
    ahead = [flow.target for flow in diagram.leaving(element)]
    ahead += [timer.id for timer in boundaries(diagram, element)]
    return tuple(name for name in ahead if name in diagram.elements)


def reach(begin: Iterable[T], step: Callable[[T], Iterable[T]]) -> set[T]:
    """Everything that can be got to from ``begin``, itself included."""
    seen: set[T] = set()
    waiting = list(begin)
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(step(name))
    return seen


def reachable(diagram: Diagram) -> set[str]:
    """The elements that some line leads to from the start, conditions aside."""

    def step(name: str) -> Iterable[str]:
        inner = starts(diagram, name) if diagram.elements[name].tag == "subProcess" else ()
        return (*following(diagram, name), *(e.id for e in inner))

    return reach((e.id for e in starts(diagram, diagram.process)), step)


def can_end(diagram: Diagram) -> set[str]:
    """The elements from which some line leads to an end of their own sheet.

    A sub-process lets nothing past unless its own start leads to one of its ends.
    """
    open_ways = {e.id for e in diagram.elements.values() if e.tag == "endEvent"}
    waiting = list(open_ways)
    while waiting:
        name = waiting.pop()
        for before in _before(diagram, name):
            if before.id not in open_ways and _passes(diagram, before, open_ways):
                open_ways.add(before.id)
                waiting.append(before.id)
    return open_ways


def _before(diagram: Diagram, name: str) -> Iterable[Element]:
    """What may pass once this element does: before it, around it, or the host of it."""
    element = diagram.elements[name]
    host = element.attached_to or ""
    names = (*(f.source for f in diagram.entering(name)), host, element.container)
    return (diagram.elements[n] for n in names if n in diagram.elements)


def _passes(diagram: Diagram, element: Element, open_ways: set[str]) -> bool:
    timers = (b.id for b in boundaries(diagram, element.id) if b.cancels)
    if any(timer in open_ways for timer in timers):
        return True
    if element.tag == "subProcess" and not any(
        e.id in open_ways for e in starts(diagram, element.id)
    ):
        return False
    return any(flow.target in open_ways for flow in diagram.leaving(element.id))


def circles(names: Iterable[str], step: Callable[[str], Iterable[str]]) -> list[frozenset[str]]:
    """The groups of ``names`` that lie on a common circle, in the order given."""
    inside = dict.fromkeys(names)
    ahead = {name: [n for n in step(name) if n in inside] for name in inside}
    back: dict[str, list[str]] = {name: [] for name in inside}
    for name, targets in ahead.items():
        for target in targets:
            back[target].append(name)
    group: dict[str, frozenset[str]] = {}
    for name in reversed(_left_in_order(ahead)):
        if name not in group:
            found = frozenset(reach((name,), lambda n: (b for b in back[n] if b not in group)))
            group.update(dict.fromkeys(found, found))
    goes_round = (n for n in inside if len(group[n]) > 1 or n in ahead[n])
    return list(dict.fromkeys(group[name] for name in goes_round))


def _left_in_order(ahead: Mapping[str, Sequence[str]]) -> list[str]:
    """All names, each after everything that it leads to, circles aside."""
    seen: set[str] = set()
    left: list[str] = []
    for name in ahead:
        waiting = [(name, False)]
        while waiting:
            at, done = waiting.pop()
            if done:
                left.append(at)
            elif at not in seen:
                seen.add(at)
                waiting.append((at, True))
                waiting.extend((n, False) for n in ahead[at])
    return left


def late_branch(diagram: Diagram, timer: str) -> set[str]:
    """What a timer at an edge leads to on its own sheet, with what is inside its sub-processes."""
    drawn = reach((timer,), lambda name: following(diagram, name))
    subs = [name for name in drawn if diagram.elements[name].tag == "subProcess"]
    return drawn | {element.id for name in subs for element in within(diagram, name)}


def cut_off_in_time(diagram: Diagram) -> set[str]:
    """Late branches beside a main line that ends everything around it: they may go round."""
    timers = [e for e in diagram.elements.values() if e.attached_to and not e.cancels]
    return {
        name
        for timer in timers
        if any("terminateEventDefinition" in e.events for e in diagram.inside(timer.container))
        for name in late_branch(diagram, timer.id)
    }
