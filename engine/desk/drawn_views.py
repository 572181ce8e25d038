"""The case's diagram as a screen draws it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DrawnElement:
    """A shape of the case's diagram: ``here`` a token waits; ``been`` it was passed."""

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


@dataclass(frozen=True, slots=True)
class DrawnPlane:
    """One drawing of the case's diagram."""

    container: str
    title: str
    width: float
    height: float
    elements: tuple[DrawnElement, ...]
    edges: tuple[tuple[str, tuple[tuple[float, float], ...], str], ...]  # id, waypoints, label
    here: bool
