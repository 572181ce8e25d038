"""The diagram as a page draws it: shapes, wrapped labels, arrows. Pure sums, no SVG text here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from engine.desk.drawn_views import DrawnElement, DrawnPlane

LETTER, LINE, ROOM = 6.2, 14.0, 24.0  # width of a letter and height of a line at 12 units; margin
GATES = {"exclusiveGateway": "×", "parallelGateway": "+", "inclusiveGateway": "○"}
EVENTS = {
    "timerEventDefinition": "timer",
    "terminateEventDefinition": "terminate",
    "messageEventDefinition": "message",
    "errorEventDefinition": "error",
    "signalEventDefinition": "signal",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text at a place."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Shape:
    """One element as it is drawn. ``kind``: task, stage, gateway or event; ``mark``: inside it."""

    of: DrawnElement
    kind: str
    mark: str
    lines: tuple[Line, ...]

    @property
    def been(self) -> bool:
        """Whether it is drawn as passed: where the case stands now is drawn as that."""
        return self.of.been and not self.of.here

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of the shape."""
        return self.of.x + self.of.width / 2, self.of.y + self.of.height / 2

    @property
    def diamond(self) -> str:
        """The corners of a gateway."""
        (x, y), at = self.centre, self.of
        corners = ((x, at.y), (at.x + at.width, y), (x, at.y + at.height), (at.x, y))
        return " ".join(f"{a:g},{b:g}" for a, b in corners)


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow with its label."""

    id: str
    points: str
    label: tuple[Line, ...]
    state: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """One plane, ready to be drawn into ``box`` (x, y, width, height)."""

    of: DrawnPlane
    box: tuple[float, float, float, float]
    shapes: tuple[Shape, ...]
    edges: tuple[Edge, ...]

    @property
    def reached(self) -> bool:
        """Whether the case is or has been in this part."""
        return any(shape.of.here or shape.been for shape in self.shapes)

    @property
    def description(self) -> str:
        """What the picture says, for who cannot see it."""
        if any(shape.of.state for shape in self.shapes):
            return self._states()
        at = [shape.of.name or shape.kind for shape in self.shapes if shape.of.here]
        been = sum(1 for shape in self.shapes if shape.been)
        where = f"The case is at: {', '.join(at)}." if at else "The case is not in this part now."
        return f"{where} It has passed {been} of {len(self.shapes)} shapes."

    def _states(self) -> str:
        """The shapes that have a word, under it."""
        words = dict.fromkeys(shape.of.state for shape in self.shapes if shape.of.state)
        told = {
            word: [s.of.name or s.kind for s in self.shapes if s.of.state == word]
            for word in words
        }
        return " ".join(
            f"{word.capitalize()}: {', '.join(names)}." for word, names in told.items()
        )


def draw(plane: DrawnPlane) -> Picture:
    """A plane of the desk as a picture."""
    shapes = tuple(_shape(element) for element in plane.elements)
    states = plane.edge_states
    edges = tuple(replace(_edge(*edge), state=states.get(edge[0], "")) for edge in plane.edges)
    return Picture(plane, _box(plane, shapes), shapes, edges)


def standing(planes: Sequence[DrawnPlane]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Where the case stands, in words: the drawing's title and what waits in it."""
    return tuple(
        (plane.title, at)
        for plane in planes
        if (at := tuple(e.name or _kind(e) for e in plane.elements if e.here))
    )


def wrap(text: str, width: float) -> tuple[str, ...]:
    """Words on lines no wider than ``width``; a longer word stands alone."""
    lines: list[str] = []
    for word in text.split():
        if lines and (len(lines[-1]) + 1 + len(word)) * LETTER <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)


def _kind(element: DrawnElement) -> str:
    tag = element.tag.lower()
    if tag.endswith("gateway"):
        return "gateway"
    if tag.endswith("event"):
        return "event"
    return "stage" if tag in ("subprocess", "callactivity") else "task"


def _mark(element: DrawnElement) -> str:
    if element.tag in GATES:
        return GATES[element.tag]
    return next((EVENTS[mark] for mark in element.marks if mark in EVENTS), "")


def _shape(element: DrawnElement) -> Shape:
    kind = _kind(element)
    inside = kind in ("task", "stage")
    lines = tuple(_inside(element) if inside else _beneath(element))
    return Shape(element, kind, _mark(element), lines)


def _inside(element: DrawnElement) -> Iterator[Line]:
    lines = wrap(element.name, element.width - 12)
    first = element.y + element.height / 2 - (len(lines) - 1) * LINE / 2 + 4
    for number, text in enumerate(lines):
        yield Line(element.x + element.width / 2, first + number * LINE, text)


def _beneath(element: DrawnElement) -> Iterator[Line]:
    for number, text in enumerate(wrap(element.name, 100)):
        y = element.y + element.height + LINE * (number + 1)
        yield Line(element.x + element.width / 2, y, text)


def _edge(name: str, points: Sequence[tuple[float, float]], label: str) -> Edge:
    path = " ".join(f"{x:g},{y:g}" for x, y in points)
    return Edge(name, path, tuple(_label(points, label)) if label and len(points) > 1 else ())


def _label(points: Sequence[tuple[float, float]], label: str) -> Iterator[Line]:
    """Over the longest level stretch: arrows out of one gateway often share their upright one."""
    stretches = list(pairwise(points))
    flat = [
        pair for pair in stretches if abs(pair[0][1] - pair[1][1]) < 1 and _length(*pair) >= 25
    ]
    (ax, ay), (bx, by) = max(flat or stretches, key=lambda pair: _length(*pair))
    level = bool(flat)
    lines = wrap(label, max(72.0, abs(bx - ax)) if level else 90.0)
    x, y = (ax + bx) / 2, (ay + by) / 2
    top = y - 5 - (len(lines) - 1) * LINE if level else y - (len(lines) - 1) * LINE / 2 + 4
    for number, text in enumerate(lines):
        yield Line(x, top + number * LINE, text)


def _length(a: tuple[float, float], b: tuple[float, float]) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _box(plane: DrawnPlane, shapes: Sequence[Shape]) -> tuple[float, float, float, float]:
    xs = [x for _, points, _ in plane.edges for x, _ in points]
    ys = [y for _, points, _ in plane.edges for _, y in points]
    for shape in shapes:
        reach = max((len(line.text) * LETTER / 2 for line in shape.lines), default=0.0)
        middle = shape.centre[0]
        at = shape.of
        xs += [at.x, at.x + at.width, middle - reach, middle + reach]
        ys += [at.y - (18 if at.here else 0), at.y + at.height]
        ys += [line.y for line in shape.lines]
    if not xs or not ys:
        return (0.0, 0.0, max(plane.width, 1.0), max(plane.height, 1.0))
    left, top = min(xs) - ROOM, min(ys) - ROOM
    return (left, top, max(xs) - left + ROOM, max(ys) - top + ROOM)
