"""The case's diagram as a screen draws it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class DrawnElement:
    """A shape of a diagram: ``here`` a token waits; ``been`` it was passed.

    ``state``: a word for it where versions are compared or scenarios counted, such as ``added``.
    """

    id: str
    tag: str
    name: str
    x: float
    y: float
    width: float
    height: float
    here: bool
    been: bool
    marks: tuple[str, ...] = ()  # event definition names, "collapsed"
    state: str = ""


@dataclass(frozen=True, slots=True)
class DrawnPlane:
    """One drawing of a diagram."""

    container: str
    title: str
    width: float
    height: float
    elements: tuple[DrawnElement, ...]
    edges: tuple[tuple[str, tuple[tuple[float, float], ...], str], ...]  # id, waypoints, label
    here: bool
    edge_states: Mapping[str, str] = field(default_factory=dict)  # arrow -> a word for it
