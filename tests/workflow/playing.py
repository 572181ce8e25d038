"""Playing a run: by the functions of the package, or in memory without ever saving."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from engine import workflow
from engine.workflow.effects import Effect, Moved
from engine.workflow.steps import Run
from tests.workflow.drawing import draw

BEGUN = datetime(2024, 4, 2, 9, tzinfo=UTC)


def program(
    drawing: str, process: str = "p", called: Mapping[str, bytes] | None = None
) -> workflow.Program:
    return workflow.compile_program(draw(drawing, process), process, called or {})


class Play:
    """A run that is saved, pruned and loaded at every step."""

    def __init__(self, made: workflow.Program, **variables: object) -> None:
        self.program, self.now = made, BEGUN
        self.moved: Moved = workflow.start(made, variables, self.now)

    def do(self, element: str, **changes: object) -> Play:
        """Complete the first open task of an element."""
        return self.complete(
            next(t.id for t in self.moved.open if t.element == element), **changes
        )

    def complete(self, task_id: str, **changes: object) -> Play:
        assert self.moved.state is not None
        self._tick()
        self.moved = workflow.complete(
            self.program, self.moved.state, self.moved.variables, task_id, changes, self.now
        )
        return self

    def due(self, *elements: str) -> Play:
        """The moments of these timers have come."""
        ids = [t.id for e in elements for t in self.moved.timers if t.element == e]
        assert self.moved.state is not None
        self._tick()
        self.moved = workflow.fire(
            self.program, self.moved.state, self.moved.variables, ids, self.now
        )
        return self

    def _tick(self) -> None:
        self.now += timedelta(hours=1)

    @property
    def open(self) -> list[str]:
        return [task.element for task in self.moved.open]

    @property
    def timers(self) -> list[str]:
        return [timer.element for timer in self.moved.timers]

    @property
    def effects(self) -> list[Effect]:
        return list(self.moved.effects)

    @property
    def ended(self) -> bool:
        return self.moved.ended


class InMemory(Play):
    """The same run kept in memory: never saved, pruned or loaded."""

    def __init__(self, made: workflow.Program, **variables: object) -> None:
        self.program, self.now = made, BEGUN
        self.run = Run(made, variables, self.now)
        self.run.settle()
        self.moved = self.run.moved()

    def complete(self, task_id: str, **changes: object) -> Play:
        self._next_move()
        self.run.complete(task_id, changes)
        self.moved = self.run.moved()
        return self

    def due(self, *elements: str) -> Play:
        ids = [t.id for e in elements for t in self.moved.timers if t.element == e]
        self._next_move()
        for own in ids:
            self.run.fire(own)
        self.moved = self.run.moved()
        return self

    def _next_move(self) -> None:
        self._tick()
        self.run.engine.now = self.now
        self.run.engine.effects, self.run.engine.taken = [], []
