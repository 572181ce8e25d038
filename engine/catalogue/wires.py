"""The picture of one drawing in numbers: shapes, corners of arrows, and where words stand."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from engine.catalogue.definition import Bounds
from engine.catalogue.lanes import Arrow, Grid, arrange

Point = tuple[float, float]

MARGIN = 36.0
GAP = 46.0  # between columns
BREATH = 18.0  # beside the words on an arrow
ROOM = 22.0  # between two lanes of steps
DECISION, CLOSE = 50.0, 12.0  # the height of a decision; room where a lane has nothing else
WIRE = 36.0  # the height of a lane that carries only an arrow
LETTER, LINE = 6.2, 14.0  # the size of a letter and of a line of words
TIMER_IN = 20.0  # how far from the right of a step its timer sits
TIMERS = 120.0  # between two timers of one step, with their words


@dataclass(frozen=True)
class Node:
    """An element to be drawn. ``host``: the step on whose edge it sits."""

    id: str
    name: str
    width: float
    height: float
    words_inside: bool
    host: str | None = None


@dataclass
class Picture:
    """One drawing in numbers."""

    shapes: dict[str, Bounds] = field(default_factory=dict)
    edges: dict[str, tuple[Point, ...]] = field(default_factory=dict)
    labels: dict[str, Bounds] = field(default_factory=dict)


def draw(nodes: Sequence[Node], arrows: Sequence[Arrow], names: Mapping[str, str]) -> Picture:
    """The picture of one container. ``names``: what is written on arrows."""
    known = {node.id: node for node in nodes}
    free = [node.id for node in nodes if node.host is None]
    led = [a._replace(source=known[a.source].host or a.source) for a in arrows]
    grid = arrange(free, led)
    drawing = _Drawing(known, grid, {a.id: a for a in arrows}, {a.id: a for a in led}, names)
    return drawing.picture()


class _Drawing:
    def __init__(
        self,
        nodes: Mapping[str, Node],
        grid: Grid,
        arrows: Mapping[str, Arrow],
        led: Mapping[str, Arrow],
        names: Mapping[str, str],
    ) -> None:
        self.nodes, self.grid, self.arrows, self.led, self.names = nodes, grid, arrows, led, names
        self.returns = {name: self._return_row(led[name]) for name in grid.back}
        self.x = self._columns()
        self.y = self._rows()

    def picture(self) -> Picture:
        """Shapes first: arrows and words need them."""
        made = Picture()
        for node in self.nodes.values():
            if node.host is None:
                x, y = self.x[self.grid.columns[node.id]], self.y[self.grid.rows[node.id]]
                made.shapes[node.id] = _around((x, y), node)
        self._place_timers(made)
        for arrow in self.arrows.values():
            made.edges[arrow.id] = self._corners(arrow, made.shapes)
        self._write(made)
        return made

    def _place_timers(self, made: Picture) -> None:
        """On the lower edge, from the right: the first one's branch is the uppermost."""
        sit: dict[str, int] = {}
        for node in self.nodes.values():
            if node.host is not None:
                host, before = made.shapes[node.host], sit.get(node.host, 0)
                x = host.x + host.width - TIMER_IN - before * TIMERS
                made.shapes[node.id] = _around((x, host.y + host.height), node)
                sit[node.host] = before + 1

    def _columns(self) -> list[float]:
        """The middle of each column."""
        found: list[float] = []
        left = MARGIN
        for column in range(max(self.grid.columns.values(), default=0) + 1):
            inside = [n for n, c in self.grid.columns.items() if c == column]
            width = max((_room(self.nodes[n]) for n in inside), default=36.0)
            found.append(left + width / 2)
            said = [self.names.get(a.id) for a in self.arrows.values() if a.source in inside]
            left += width + max([GAP, *(_size(words, 70)[0] + BREATH for words in said if words)])
        return found

    def _rows(self) -> list[float]:
        """The middle of each lane; arrows that return have a line of their own above or below."""
        found: list[float] = []
        top = MARGIN
        for number, lane in enumerate(self.grid.lanes):
            tall = self._tall(lane.nodes)
            top += WIRE * self._returning(number, above=True)
            found.append(top + tall / 2)
            top += tall + WIRE * self._returning(number, above=False)
        return found

    def _tall(self, inside: Collection[str]) -> float:
        """The height of a lane; the words of an event stand under it, in two lines at most."""
        tall = max((self.nodes[n].height for n in inside), default=0.0)
        if not tall:
            return WIRE
        if {self.nodes[n].height for n in inside} == {DECISION}:
            return DECISION + CLOSE
        return max(tall + ROOM, 96.0)

    def _returning(self, row: int, *, above: bool) -> int:
        return sum(
            1
            for name, at in self.returns.items()
            if at == row and (name in self.grid.from_above) == above
        )

    def _return_row(self, arrow: Arrow) -> int:
        """The outermost lane that an arrow has to go round."""
        first, last = self.grid.columns[arrow.target], self.grid.columns[arrow.source]
        touched = [self.grid.rows[n] for n, c in self.grid.columns.items() if first <= c <= last]
        near = self._near(arrow, touched)
        return min(near) if arrow.id in self.grid.from_above else max(near)

    def _near(self, arrow: Arrow, touched: Sequence[int]) -> list[int]:
        """Of the lanes in these columns, those on the side where the arrow returns."""
        ends = [self.grid.rows[arrow.source], self.grid.rows[arrow.target]]
        wires = [
            row
            for name, row in self.grid.wires.items()
            if self.grid.columns[self.led[name].source] <= self.grid.columns[arrow.source]
        ]
        known = set(touched) | set(wires)
        if arrow.id in self.grid.from_above:
            return [row for row in known if row <= max(ends)] or ends
        return [row for row in known if row >= min(ends)] or ends

    def _corners(self, arrow: Arrow, shapes: Mapping[str, Bounds]) -> tuple[Point, ...]:
        source, target = shapes[arrow.source], shapes[arrow.target]
        if arrow.id in self.grid.back:
            return self._round(arrow, source, target)
        sx, sy = _middle(source)
        tx, ty = _middle(target)
        if arrow.id in self.grid.wires:
            lane = self.y[self.grid.wires[arrow.id]]
            return ((sx, _edge(source, lane)), (sx, lane), (tx, lane), (tx, _edge(target, lane)))
        if self.nodes[arrow.source].host is not None:
            return ((sx, source.y + source.height), (sx, ty), (target.x, ty))
        if sy == ty:
            return ((source.x + source.width, sy), (target.x, ty))
        if self._goes_straight(arrow):
            return ((source.x + source.width, sy), (tx, sy), (tx, _edge(target, sy)))
        return ((sx, _edge(source, ty)), (sx, ty), (target.x, ty))

    def _goes_straight(self, arrow: Arrow) -> bool:
        ways = [a for a in self.led.values() if a.source == self.led[arrow.id].source]
        return arrow.straight or len(ways) == 1

    def _round(self, arrow: Arrow, source: Bounds, target: Bounds) -> tuple[Point, ...]:
        """Back to the left, outside of what stands between."""
        above = arrow.id in self.grid.from_above
        row = self.returns[arrow.id]
        reach = self._tall(self.grid.lanes[row].nodes) / 2
        lane = self.y[row] + (-reach - WIRE / 2 if above else reach + WIRE / 2)
        sx, sy = _middle(source)
        tx, _ = _middle(target)
        end = ((tx, lane), (tx, _edge(target, lane)))
        if any(a.source == arrow.source and a.id != arrow.id for a in self.arrows.values()):
            return ((sx, _edge(source, lane)), (sx, lane), *end)
        right = source.x + source.width
        out = right + max(20.0, _words_beyond(self.nodes[arrow.source]) + 6)
        return ((right, sy), (out, sy), (out, lane), *end)

    def _write(self, made: Picture) -> None:
        for node in self.nodes.values():
            if node.name and not node.words_inside:
                made.labels[node.id] = self._beside(node, made)
        for arrow in self.arrows.values():
            if name := self.names.get(arrow.id):
                made.labels[arrow.id] = _on_arrow(made.edges[arrow.id], name)

    def _beside(self, node: Node, made: Picture) -> Bounds:
        """Under an event, over a decision; beside what an arrow leaves upwards or downwards."""
        shape = made.shapes[node.id]
        x, _ = _middle(shape)
        if node.host is not None:
            wide, tall = _size(node.name, 84)
            return Bounds(shape.x - wide - 4, shape.y + shape.height - 4, wide, tall)
        if node.height < 50:
            wide, tall = _size(node.name, 100)
            return Bounds(x - wide / 2, shape.y + shape.height + 4, wide, tall)
        upwards = any(
            made.edges[a.id][0] == (x, shape.y) or made.edges[a.id][-1] == (x, shape.y)
            for a in self.arrows.values()
            if node.id in (a.source, a.target)
        )
        wide, tall = _size(node.name, 66 if upwards else 96)
        left = x - wide - 6 if upwards else x - wide / 2
        return Bounds(left, shape.y - tall - (0 if upwards else 4), wide, tall)


def _room(node: Node) -> float:
    """The width that an element takes: the words under an event may be wider than it."""
    if node.words_inside or node.height >= 50 or not node.name:
        return node.width
    return max(node.width, _size(node.name, 100)[0] - GAP + 6)


def _words_beyond(node: Node) -> float:
    """How far the words under an event reach beyond it on each side."""
    if node.words_inside or node.height >= 50 or not node.name:
        return 0.0
    return (_size(node.name, 100)[0] - node.width) / 2


def _around(middle: Point, node: Node) -> Bounds:
    return Bounds(middle[0] - node.width / 2, middle[1] - node.height / 2, node.width, node.height)


def _middle(shape: Bounds) -> Point:
    return shape.x + shape.width / 2, shape.y + shape.height / 2


def _edge(shape: Bounds, towards: float) -> float:
    """The top or bottom of a shape, whichever faces a height."""
    return shape.y if towards < shape.y + shape.height / 2 else shape.y + shape.height


def _size(words: str, most: float) -> tuple[float, float]:
    """How wide and tall words are, in lines of at most that width."""
    room = max(1, int(most / LETTER))
    lines, line = 1, 0
    longest = 0
    for word in words.split():
        if line and line + 1 + len(word) > room:
            lines, line = lines + 1, 0
        line += len(word) + (1 if line else 0)
        longest = max(longest, line)
    return math.ceil(longest * LETTER), lines * LINE


def _on_arrow(corners: Sequence[Point], name: str) -> Bounds:
    """Over the first level stretch of an arrow; beside it where it has none."""
    for (x1, y1), (x2, y2) in pairwise(corners):
        if y1 == y2 and x2 > x1:
            wide, tall = _size(name, max(x2 - x1 - 12, 40))
            return Bounds(x1 + 5, y1 - tall - 2, wide, tall)
    x, y = corners[0]
    wide, tall = _size(name, 90)
    return Bounds(x + 5, y + 4, wide, tall)
