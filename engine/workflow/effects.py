"""What a step of a run asks of the world: values, nothing done yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A task that waits for a person.

    ``id`` survives saving; ``stage``, ``clock``: its own, or the nearest sub-process's.
    """

    id: str
    element: str
    name: str
    role: str | None
    form: str | None
    clock: str | None
    stage: str | None


@dataclass(frozen=True, slots=True)
class WaitingTimer:
    """A timer that waits: it names a clock and a moment of it. ``since``: when that began."""

    id: str
    element: str
    clock: str
    at: str
    since: datetime


@dataclass(frozen=True, slots=True)
class LetterWanted:
    """A send task was reached. ``to`` narrows the recipients of the YAML (comma-separated)."""

    code: str
    element: str
    to: str | None


@dataclass(frozen=True, slots=True)
class Recorded:
    """An element with ``redress:records`` completed."""

    event: str
    element: str


@dataclass(frozen=True, slots=True)
class StageEntered:
    """A sub-process with ``redress:stage`` was entered."""

    stage: str
    element: str


@dataclass(frozen=True, slots=True)
class StageLeft:
    """A stage ended; ``cut``: it was cancelled, not completed."""

    stage: str
    element: str
    cut: bool


@dataclass(frozen=True, slots=True)
class OutcomeReached:
    """An end event with ``redress:outcome`` was reached; ``points``: derived from the findings."""

    outcome: str
    element: str


Effect = LetterWanted | Recorded | StageEntered | StageLeft | OutcomeReached


@dataclass(frozen=True, slots=True)
class Moved:
    """A run after a step, whole: what it is, what waits, what it asked for in order.

    ``state`` is None when the run ended (nothing of the engine is kept). ``open``/``timers`` are
    all that wait now, at any depth. ``taken``: ids of the sequence flows passed in this step
    (boundary events count by their own id).
    """

    state: bytes | None
    variables: Mapping[str, object]
    effects: tuple[Effect, ...]
    open: tuple[OpenTask, ...]
    timers: tuple[WaitingTimer, ...]
    ended: bool
    taken: tuple[str, ...] = field(default=())
