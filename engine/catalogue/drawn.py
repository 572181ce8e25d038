"""A diagram as a value: what is drawn, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Flow:
    """A sequence flow."""

    id: str
    source: str
    target: str
    condition: str | None = None
    default: bool = False
    name: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """A shape on its plane, in diagram units."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Element:
    """A flow node of a diagram. ``tag`` is the BPMN local name; ``container`` the id of its
    process or sub-process; ``attributes`` the ``redress:`` ones; ``events`` the local names of
    its event definitions.
    """

    id: str
    tag: str
    name: str
    container: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    events: tuple[str, ...] = ()
    attached_to: str | None = None
    cancels: bool = True
    default_flow: str | None = None
    line: int | None = None
    calls: str | None = None  # a call activity: the id of the process it calls


@dataclass(frozen=True, slots=True)
class Plane:
    """One drawing: of a process or of one collapsed sub-process."""

    container: str
    shapes: Mapping[str, Bounds]
    labels: Mapping[str, Bounds]
    edges: Mapping[str, tuple[tuple[float, float], ...]]


@dataclass(frozen=True, slots=True)
class Diagram:
    """A BPMN file, read: structure and picture. ``process`` is the id of its only process."""

    file: str
    process: str
    name: str
    xml: bytes
    elements: Mapping[str, Element]
    flows: Mapping[str, Flow]
    planes: tuple[Plane, ...]

    _inside: Mapping[str, tuple[Element, ...]] = field(init=False, repr=False, compare=False)
    _attached: Mapping[str, tuple[Element, ...]] = field(init=False, repr=False, compare=False)
    _leaving: Mapping[str, tuple[Flow, ...]] = field(init=False, repr=False, compare=False)
    _entering: Mapping[str, tuple[Flow, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        elements, flows = self.elements.values(), self.flows.values()
        found = {
            "_inside": _by(elements, lambda element: element.container),
            "_attached": _by(elements, lambda element: element.attached_to or ""),
            "_leaving": _by(flows, lambda flow: flow.source),
            "_entering": _by(flows, lambda flow: flow.target),
        }
        for name, index in found.items():
            object.__setattr__(self, name, index)

    def inside(self, container: str) -> tuple[Element, ...]:
        """The elements that stand directly in a process or sub-process."""
        return self._inside.get(container, ())

    def attached(self, host: str) -> tuple[Element, ...]:
        """The timers at the edge of a step or sub-process."""
        return self._attached.get(host, ())

    def leaving(self, element: str) -> tuple[Flow, ...]:
        """The sequence flows out of an element."""
        return self._leaving.get(element, ())

    def entering(self, element: str) -> tuple[Flow, ...]:
        """The sequence flows into an element."""
        return self._entering.get(element, ())


def _by(drawn: Iterable[T], key: Callable[[T], str]) -> Mapping[str, tuple[T, ...]]:
    """In the order in which they are drawn."""
    found: dict[str, list[T]] = {}
    for each in drawn:
        found.setdefault(key(each), []).append(each)
    return {name: tuple(those) for name, those in found.items()}
