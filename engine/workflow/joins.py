"""Gateways. Joins remember what has arrived; choices are made in document order.

Stock joins look for arrivals among the tasks of the past. That breaks when the past is pruned, and
on the second pass of a loop, where the cancelled tasks of the first pass still count. Here the one
instance of a join that waits holds the names of the ways on which tokens have come, and takes them
over from the instance that waited before it: the past is never asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from SpiffWorkflow.bpmn.specs import defaults
from SpiffWorkflow.util.task import TaskState

from engine.errors import StuckProcedure
from engine.workflow.specs import Drawn, EngineTask
from engine.workflow.tokens import LIVE

Way = tuple[str, str]  # the element it leads to, and the flow's id


class _Choosing(Drawn):
    """A gateway with conditions on its ways out."""

    cond_task_specs: list[tuple[Any, str]]

    def _holding(self, my_task: EngineTask) -> Iterator[Way]:
        for (condition, target), flow in zip(self.cond_task_specs, self.flows, strict=True):
            if condition is not None and condition._matches(my_task):
                yield target, flow

    def _otherwise(self) -> Way:
        for (condition, target), flow in zip(self.cond_task_specs, self.flows, strict=True):
            if condition is None:
                return target, flow
        title = self.bpmn_name or self.name
        raise StuckProcedure(f"At “{title}” no way on fits: none of the conditions holds.")

    def _leave(self, my_task: EngineTask, ways: list[Way]) -> None:
        specs = [self._wf_spec.task_specs[target] for target, _ in ways]
        my_task._sync_children(specs, TaskState.FUTURE)
        my_task.workflow.script_engine.note((), [flow for _, flow in ways])

    def passed(self) -> tuple[str, ...]:
        return ()  # noted when the choice is made

    def _predict_hook(self, my_task: EngineTask) -> None:
        pass  # the choice decides what follows


class ExclusiveGateway(_Choosing, defaults.ExclusiveGateway):
    """One way on. Conditions exclude each other; if not, the first in the document counts."""

    def _run_hook(self, my_task: EngineTask) -> bool:
        self._leave(my_task, [next(self._holding(my_task), None) or self._otherwise()])
        return True


class _Joining(Drawn):
    """A gateway that may have to wait for several ways in."""

    def _update_hook(self, my_task: EngineTask) -> bool:
        came_by = my_task.parent.task_spec.name
        arrived: list[str] = my_task.internal_data.setdefault("arrived", [came_by])
        for other in list(my_task.workflow.tasks.values()):
            if other.task_spec is self and other is not my_task and _waits(other):
                arrived += other.internal_data["arrived"]
                other.cancel()
        if self._enough(my_task, arrived):
            return True
        my_task._set_state(TaskState.WAITING)
        return False

    def _enough(self, my_task: EngineTask, arrived: list[str]) -> bool:
        raise NotImplementedError


class ParallelGateway(_Joining):
    """Waits for a token on every way in; goes on by every way out."""

    def _enough(self, my_task: EngineTask, arrived: list[str]) -> bool:
        return Counter(self._inputs) <= Counter(arrived)


class InclusiveGateway(_Joining, _Choosing, defaults.InclusiveGateway):
    """Waits for every token that may still come; goes on by every way whose condition holds.

    As BPMN has it: a token elsewhere is waited for when it can reach a way in on which none has
    come, and none on which one has.
    """

    def _enough(self, my_task: EngineTask, arrived: list[str]) -> bool:
        empty = set(self._inputs) - set(arrived)
        if not empty:
            return True
        reached = (self._reached_from(spec) for spec in self._tokens_elsewhere(my_task))
        return not any(ways & empty and not ways & set(arrived) for ways in reached)

    def _tokens_elsewhere(self, my_task: EngineTask) -> set[Any]:
        tasks = my_task.workflow.tasks.values()
        return {
            t.task_spec for t in tasks if t.task_spec is not self and (_lives(t) or _is_next(t))
        }

    def _reached_from(self, spec: Any) -> set[str]:
        seen, ahead = {spec.name}, [spec]
        while ahead:
            for name in ahead.pop()._outputs:
                if name not in seen and name != self.name:
                    seen.add(name)
                    ahead.append(self._wf_spec.task_specs[name])
        return seen & set(self._inputs)

    def _run_hook(self, my_task: EngineTask) -> bool:
        self._leave(my_task, list(self._holding(my_task)) or [self._otherwise()])
        return True


def _waits(task: EngineTask) -> bool:
    return bool(task.state == TaskState.WAITING)


def _lives(task: EngineTask) -> bool:
    return bool(task.state & LIVE)


def _is_next(task: EngineTask) -> bool:
    """Woken in this very moment, after a sibling that is asking."""
    parent = task.parent
    return bool(task.state == TaskState.FUTURE and parent and parent.state == TaskState.COMPLETED)
