"""The elements of a diagram as the engine runs them: what each notes when it completes.

Task data stay empty (variables stand beside the tokens, ``environment.py``), and the tree of
possible futures is not kept: every element looks one step ahead, just before it runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, TypeAlias

from SpiffWorkflow.bpmn.specs import defaults
from SpiffWorkflow.bpmn.specs.event_definitions.timer import TimerEventDefinition
from SpiffWorkflow.bpmn.specs.mixins import BpmnSpecMixin
from SpiffWorkflow.util.task import TaskState

from engine.expressions import Expression
from engine.workflow.effects import (
    Effect,
    LetterWanted,
    OutcomeReached,
    Recorded,
    StageEntered,
    StageLeft,
)

EngineTask: TypeAlias = Any  # SpiffWorkflow has no types


class Drawn(BpmnSpecMixin):
    """What all elements of a diagram have in common."""

    def __init__(self, wf_spec: Any, bpmn_id: str, **kwargs: Any) -> None:
        super().__init__(wf_spec, bpmn_id, **kwargs)
        self.extensions: dict[str, str] = {}  # the redress: attributes
        self.flows: list[str] = []  # ids of the sequence flows out, in document order

    def effects(self) -> Iterator[Effect]:
        """What completing this element asks of the world."""
        if event := self.extensions.get("records"):
            yield Recorded(event, self.name)

    def passed(self) -> tuple[str, ...]:
        """The flows that are passed when this element completes."""
        return tuple(self.flows)

    def _predict(
        self,
        my_task: EngineTask,
        seen: Any = None,
        looked_ahead: int = 0,
        mask: int = TaskState.PREDICTED_MASK,
    ) -> None:
        # Stock follows every certain way to its end, and a loop without a gateway for ever.
        if my_task.has_state(mask):
            self._predict_hook(my_task)

    def _on_complete_hook(self, my_task: EngineTask) -> None:
        # Before what follows is woken: a letter comes before the stage that its sending opens.
        my_task.workflow.script_engine.note(self.effects(), self.passed())
        super()._on_complete_hook(my_task)


class UserTask(Drawn, defaults.UserTask):
    """Waits for a person."""


class StartEvent(Drawn, defaults.StartEvent):
    """Where a process or sub-process begins."""


class Milestone(Drawn, defaults.IntermediateThrowEvent):
    """A none intermediate throw event: something worth recording has happened."""


class EndEvent(Drawn, defaults.EndEvent):
    """A none or terminate end event."""

    def effects(self) -> Iterator[Effect]:
        yield from super().effects()
        if outcome := self.extensions.get("outcome"):
            yield OutcomeReached(outcome, self.name)


class SendTask(Drawn):
    """Asks for a letter and goes on. Stock would send an event, or wait for a person."""

    def effects(self) -> Iterator[Effect]:
        own = self.extensions
        yield LetterWanted(own["letter"], self.name, own.get("to"))
        yield from super().effects()


class SetTask(Drawn):
    """Sets variables; ``assignments`` are carried out in their order."""

    def __init__(
        self,
        wf_spec: Any,
        bpmn_id: str,
        assignments: tuple[tuple[str, Expression], ...],
        **kwargs: Any,
    ) -> None:
        super().__init__(wf_spec, bpmn_id, **kwargs)
        self.assignments = assignments

    def _run_hook(self, my_task: EngineTask) -> bool:
        my_task.workflow.script_engine.assign(my_task, self.assignments)
        return True


class ClockMoment(TimerEventDefinition):
    """Names a clock and a moment of it. It fires when the runner says so, never by itself.

    ``since`` is when it began to wait; it is kept with the task, as is the task's id.
    """

    def __init__(self, name: str, clock: str, at: str) -> None:
        super().__init__(name, f"{clock}.{at}", description="Timer")
        self.clock, self.at = clock, at

    def has_fired(self, my_task: EngineTask) -> bool:
        now: datetime = my_task.workflow.script_engine.now
        my_task.internal_data.setdefault("since", now.isoformat())
        return bool(my_task.internal_data.get("event_fired"))


class CatchEvent(Drawn, defaults.IntermediateCatchEvent):
    """Waits in the flow for a moment of a clock."""


class BoundaryEvent(Drawn, defaults.BoundaryEvent):
    """Waits beside an activity for a moment of a clock; counts as passed by its own id."""

    def passed(self) -> tuple[str, ...]:
        return (self.name, *self.flows)


class _Container(Drawn):
    """A sub-process or called diagram; may be a stage. Stock copies task data in and out."""

    def effects(self) -> Iterator[Effect]:
        yield from super().effects()
        yield from self._stage_left(cut=False)

    def _stage_left(self, cut: bool) -> Iterator[Effect]:
        if stage := self.extensions.get("stage"):
            yield StageLeft(stage, self.name, cut)

    def start_workflow(self, my_task: EngineTask) -> None:
        if stage := self.extensions.get("stage"):
            my_task.workflow.script_engine.note((StageEntered(stage, self.name),))
        super().start_workflow(my_task)

    def _on_cancel(self, my_task: EngineTask) -> None:
        super()._on_cancel(my_task)  # the stages inside are cut first
        if my_task.workflow.top_workflow.get_subprocess(my_task) is not None:
            my_task.workflow.script_engine.note(self._stage_left(cut=True))

    def copy_data(self, my_task: EngineTask, subworkflow: Any) -> None: ...

    def update_data(self, my_task: EngineTask, subworkflow: Any) -> None: ...


class SubProcess(_Container, defaults.SubWorkflowTask):
    """A sub-process of the same diagram."""


class CallActivity(_Container, defaults.CallActivity):
    """A diagram called by another."""
