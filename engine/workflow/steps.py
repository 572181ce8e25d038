"""The moves of a run: (state, action) -> (state, effects). Values in, values out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from engine.errors import NotNow, RunawayProcedure, StuckProcedure
from engine.workflow.effects import Moved, OpenTask, WaitingTimer
from engine.workflow.environment import RunEngine
from engine.workflow.program import Program
from engine.workflow.specs import ClockMoment
from engine.workflow.state import load, save, since
from engine.workflow.tokens import inherited, live

#: steps without a person or a date in one move, after which a diagram is called endless
MOST_STEPS = 200


class Run:
    """A run in memory, for one move; ``engine`` holds its variables and what the move asks for."""

    def __init__(
        self,
        program: Program,
        variables: Mapping[str, object],
        now: datetime | None,
        state: bytes | None = None,
    ) -> None:
        self.engine = RunEngine(variables, now)
        if state is not None:
            self.workflow = load(program, state, self.engine)
        else:
            inner = dict(program.inner)
            self.workflow = BpmnWorkflow(program.spec, inner, script_engine=self.engine)

    def settle(self) -> None:
        """Take every step that needs neither a person nor a date."""
        for _ in range(MOST_STEPS):
            task = next(self._automatic(), None)
            if task is None:
                return
            self._take(task)
        raise RunawayProcedure(f"The procedure goes round for ever, past “{_title(task)}”.")

    def complete(self, task_id: str, changes: Mapping[str, object]) -> None:
        """A person has done a task."""
        task = self._waiting(task_id)
        if task is None or task.state != TaskState.READY or not task.task_spec.manual:
            raise NotNow("This task is no longer open.")
        self.engine.environment.values.update(changes)
        self._take(task)
        self.settle()

    def fire(self, timer_id: str) -> None:
        """A timer's moment has come. One that waits no longer is passed over."""
        task = self._waiting(timer_id)
        if task is None or not _is_timer(task):
            return
        task.internal_data["event_fired"] = True
        task.task_spec._update(task)
        self.settle()

    def cut(self) -> None:
        """End before its time."""
        self.workflow.cancel()

    def moved(self) -> Moved:
        """The run as a value. Raises StuckProcedure if it waits for nothing and has not ended."""
        ended = bool(self.workflow.completed)
        open_tasks = () if ended else tuple(self._open())
        timers = () if ended else tuple(self._timers())
        if not (ended or open_tasks or timers):
            drawn = (task for task in live(self.workflow) if task.task_spec.bpmn_id)
            names = ", ".join(sorted({f"“{_title(task)}”" for task in drawn})) or "a loose end"
            raise StuckProcedure(f"The procedure can neither go on nor end; it stands at {names}.")
        return Moved(
            state=None if ended else save(self.workflow),
            variables=self.engine.environment.values,
            effects=tuple(self.engine.effects),
            open=open_tasks,
            timers=timers,
            ended=ended,
            taken=tuple(self.engine.taken),
        )

    def _automatic(self) -> Iterator[Any]:
        ready = (task for task in live(self.workflow) if task.state == TaskState.READY)
        return (task for task in ready if not task.task_spec.manual)

    def _take(self, task: Any) -> None:
        if not task._children:
            task.task_spec._predict(task, mask=TaskState.NOT_FINISHED_MASK)
        task.run()

    def _waiting(self, task_id: str) -> Any:
        return next((task for task in live(self.workflow) if str(task.id) == task_id), None)

    def _open(self) -> Iterator[OpenTask]:
        for task in live(self.workflow):
            if task.state == TaskState.READY:
                own = task.task_spec.extensions
                yield OpenTask(
                    id=str(task.id),
                    element=task.task_spec.name,
                    name=_title(task),
                    role=own.get("role"),
                    form=own.get("form"),
                    clock=inherited(task, "clock"),
                    stage=inherited(task, "stage"),
                )

    def _timers(self) -> Iterator[WaitingTimer]:
        for task in filter(_is_timer, live(self.workflow)):
            names = task.task_spec.event_definition
            yield WaitingTimer(
                str(task.id), task.task_spec.name, names.clock, names.at, since(task)
            )


def _is_timer(task: Any) -> bool:
    definition = getattr(task.task_spec, "event_definition", None)
    return task.state == TaskState.WAITING and isinstance(definition, ClockMoment)


def _title(task: Any) -> str:
    return str(task.task_spec.bpmn_name or task.task_spec.name)


def start(program: Program, variables: Mapping[str, object], now: datetime) -> Moved:
    """Begin a run."""
    run = Run(program, variables, now)
    run.settle()
    return run.moved()


def complete(
    program: Program,
    state: bytes,
    variables: Mapping[str, object],
    task_id: str,
    changes: Mapping[str, object],
    now: datetime,
) -> Moved:
    """A person has done a task; ``changes`` are merged into the variables first.

    Raises NotNow if the task is no longer open. Whatever is due must have been fired before: an
    interrupting timer then takes the task away, and both ways are never taken.
    """
    run = Run(program, variables, now, state)
    run.complete(task_id, changes)
    return run.moved()


def fire(
    program: Program,
    state: bytes,
    variables: Mapping[str, object],
    timer_ids: Sequence[str],
    now: datetime,
) -> Moved:
    """The moments of these timers have come, in this order; one that waits no more is ignored."""
    run = Run(program, variables, now, state)
    for timer_id in timer_ids:
        run.fire(timer_id)
    return run.moved()


def look(program: Program, state: bytes, variables: Mapping[str, object]) -> Moved:
    """What a run waits for; nothing moves."""
    return Run(program, variables, None, state).moved()


def cut(program: Program, state: bytes, variables: Mapping[str, object], now: datetime) -> Moved:
    """End a run before its time: its stages are left, cut; nothing else happens."""
    run = Run(program, variables, now, state)
    run.cut()
    return run.moved()
