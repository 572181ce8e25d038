"""A diagram as one net: through sub-processes and out again, and over the edge where a timer
sits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.catalogue.definition import Diagram, Flow
from engine.checking.graph import boundaries, following, late_branch, reach, starts, within
from engine.checking.values import readable


@dataclass(frozen=True, slots=True, eq=False)
class Hop:
    """One way onward. ``flow`` is None where no arrow is drawn: into a sub-process, or over its
    edge.

    ``early``: taken while the element still waits (a timer at its edge, or at the edge of what
    is around it).
    """

    target: str
    flow: Flow | None = None
    early: bool = False


@dataclass(frozen=True, slots=True)
class Net:
    """Every way onward of every element."""

    diagram: Diagram
    begin: tuple[str, ...]
    hops: Mapping[str, tuple[Hop, ...]]

    def names_read(self) -> set[str]:
        """The variables that some condition reads."""
        conditions = (readable(flow.condition) for flow in self.diagram.flows.values())
        return set[str]().union(*(c.names for c in conditions if c is not None))


def net_of(diagram: Diagram) -> Net:
    """The net of a diagram; arrows that lead nowhere are left out."""
    main = _main_lines(diagram)
    hops = {
        name: (*(_onward(diagram, name, name in main)), *_over_the_edge(diagram, name))
        for name in diagram.elements
    }
    return Net(diagram, tuple(e.id for e in starts(diagram, diagram.process)), hops)


def _main_lines(diagram: Diagram) -> set[str]:
    """What does not lie only on a late branch: a sub-process is not over because its late
    branch is.
    """

    def step(name: str) -> tuple[str, ...]:
        cut = (b.id for b in boundaries(diagram, name) if b.cancels)
        return tuple(
            n for n in (*(f.target for f in diagram.leaving(name)), *cut) if n in diagram.elements
        )

    return reach((e.id for e in diagram.elements.values() if e.tag == "startEvent"), step)


def _onward(diagram: Diagram, name: str, main: bool) -> tuple[Hop, ...]:
    element = diagram.elements[name]
    inner = starts(diagram, name) if element.tag == "subProcess" else ()
    if inner:
        return tuple(Hop(start.id) for start in inner)
    leaver = name
    if element.tag == "endEvent" and element.container in diagram.elements:
        if not main:
            return ()
        leaver = element.container
    return tuple(Hop(f.target, f) for f in diagram.leaving(leaver) if f.target in diagram.elements)


def _over_the_edge(diagram: Diagram, name: str) -> tuple[Hop, ...]:
    found: list[Hop] = []
    host = name
    while host in diagram.elements:
        found.extend(Hop(timer.id, early=True) for timer in boundaries(diagram, host))
        host = diagram.elements[host].container
    return tuple(found)


def set_meanwhile(net: Net, timer: str) -> set[str]:
    """The elements that may move while the late branch of a timer runs: its host and what
    follows that.
    """
    diagram = net.diagram
    host = diagram.elements[timer].attached_to or ""
    late = late_branch(diagram, timer)
    return late_branch(diagram, host) - late if host in diagram.elements else set()


def beside(net: Net) -> frozenset[str]:
    """The elements that may run at the same time as others: late branches, and branches of a
    parallel split.
    """
    diagram, found = net.diagram, set[str]()
    for element in diagram.elements.values():
        if element.attached_to and not element.cancels:
            found |= late_branch(diagram, element.id)
        elif element.tag in ("parallelGateway", "inclusiveGateway"):
            found |= _unshared(diagram, element.id)
    return frozenset(found)


def _unshared(diagram: Diagram, split: str) -> set[str]:
    """What lies on some ways out of a split but not on all: the rest comes after they met
    again.
    """

    def step(name: str) -> tuple[str, ...]:
        return () if name == split else following(diagram, name)

    ways = [reach((t,), step) - {split} for t in following(diagram, split)]
    if len(ways) < 2:
        return set()
    apart = set[str]().union(*ways) - set[str].intersection(*ways)
    inner = {
        e.id for n in apart if diagram.elements[n].tag == "subProcess" for e in within(diagram, n)
    }
    return apart | inner
