"""Where the elements of one drawing stand: columns in the order of work, one lane a branch.

The way that goes straight on (the default of a decision, else the first) keeps its lane. Ways that
the diagram lists before it get lanes above, ways listed after it lanes below, in their order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Arrow(NamedTuple):
    """A sequence flow. A flow out of a timer on the edge of a step leads from that step."""

    id: str
    source: str
    target: str
    straight: bool


@dataclass
class Lane:
    """One line of elements from left to right; a lane without elements carries only an arrow."""

    nodes: list[str] = field(default_factory=list)
    arrow: Arrow | None = None


@dataclass(frozen=True)
class Grid:
    """What stands where. ``wires``: arrows with a lane of their own; ``back``: arrows that return,
    ``from_above`` those of them that return over the top."""

    columns: Mapping[str, int]
    rows: Mapping[str, int]
    lanes: Sequence[Lane]
    wires: Mapping[str, int]
    back: frozenset[str]
    from_above: frozenset[str]


class _Placing:
    """The walk over the arrows that finds lanes."""

    def __init__(self, nodes: Sequence[str], arrows: Sequence[Arrow]) -> None:
        self.nodes = nodes
        self.leaving: dict[str, list[Arrow]] = {node: [] for node in nodes}
        for arrow in arrows:
            self.leaving[arrow.source].append(arrow)
        self.back: set[str] = set()
        self.placed: set[str] = set()
        self._find_returns()

    def _find_returns(self) -> None:
        """Arrows into an element that is still being walked go back."""
        under_way: set[str] = set()
        seen: set[str] = set()
        for first in self.nodes:
            path = [] if first in seen else [(first, iter(self.leaving[first]))]
            while path:
                node, ways = path[-1]
                seen.add(node)
                under_way.add(node)
                arrow = next(ways, None)
                if arrow is None:
                    under_way.discard(node)
                    path.pop()
                elif arrow.target in under_way:
                    self.back.add(arrow.id)
                elif arrow.target not in seen:
                    path.append((arrow.target, iter(self.leaving[arrow.target])))

    def ahead(self, node: str) -> list[Arrow]:
        """The arrows that lead on."""
        return [arrow for arrow in self.leaving[node] if arrow.id not in self.back]

    def columns(self) -> dict[str, int]:
        """The longest way from a beginning."""
        found: dict[str, int] = dict.fromkeys(self.nodes, 0)
        for _ in self.nodes:
            moved = False
            for node in self.nodes:
                for arrow in self.ahead(node):
                    if found[arrow.target] <= found[node]:
                        found[arrow.target] = found[node] + 1
                        moved = True
            if not moved:
                break
        return found

    def lanes_from(self, node: str) -> tuple[list[Lane], Lane, list[Lane]]:
        """The lanes above, the lane of this element, the lanes below, each from top to bottom."""
        lane = Lane()
        while True:
            self.placed.add(node)
            lane.nodes.append(node)
            onward = self._straight_on(node)
            if onward is None or onward.target in self.placed:
                break
            node = onward.target
        above: list[Lane] = []
        below: list[Lane] = []
        for each in reversed(lane.nodes):
            over, under = self._branches(each)
            above, below = over + above, below + under
        return above, lane, below

    def _straight_on(self, node: str) -> Arrow | None:
        ways = self.ahead(node)
        return next((way for way in ways if way.straight), ways[0] if ways else None)

    def _branches(self, node: str) -> tuple[list[Lane], list[Lane]]:
        straight = self._straight_on(node)
        over: list[Lane] = []
        under: list[Lane] = []
        side = over if straight is not None and self.ahead(node).index(straight) else under
        for arrow in self.ahead(node):
            if arrow is straight:
                side = under
                continue
            side.extend(self._branch(arrow))
        return over, under

    def _branch(self, arrow: Arrow) -> list[Lane]:
        if arrow.target in self.placed:
            return [Lane([], arrow)]
        above, lane, below = self.lanes_from(arrow.target)
        return [*above, lane, *below]


def arrange(nodes: Sequence[str], arrows: Sequence[Arrow]) -> Grid:
    """Columns and lanes of one drawing. ``nodes`` in the order of the file, beginnings first."""
    placing = _Placing(nodes, arrows)
    lanes: list[Lane] = []
    middle: set[int] = set()
    for node in nodes:
        if node in placing.placed:
            continue
        above, lane, below = placing.lanes_from(node)
        middle.add(len(lanes) + len(above))
        lanes += [*above, lane, *below]
    rows = {node: number for number, lane in enumerate(lanes) for node in lane.nodes}
    trunk = min(middle, default=0)
    upper = {a.id for a in arrows if a.id in placing.back and rows[a.source] < trunk}
    return Grid(
        columns=placing.columns(),
        rows=rows,
        lanes=lanes,
        wires={lane.arrow.id: n for n, lane in enumerate(lanes) if lane.arrow},
        back=frozenset(placing.back),
        from_above=frozenset(upper),
    )
