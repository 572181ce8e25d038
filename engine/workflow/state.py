"""A run as a few bytes: only where it stands, never the diagram.

A list of frames, the process first and each sub-process after the frame that holds its caller; a
frame is the caller's id and rows; a row is ``[element, state, parent row, id, since, arrived]``
with what is empty at its end left away. Only lists, so that nothing depends on the order of keys.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow
from SpiffWorkflow.exceptions import TaskNotFoundException
from SpiffWorkflow.task import Task

from engine.errors import BadInput
from engine.workflow.environment import RunEngine
from engine.workflow.program import Program
from engine.workflow.pruning import skeleton
from engine.workflow.tokens import LIVE

FORMAT = 1
_MISFITS = (ValueError, KeyError, TypeError, IndexError, AttributeError, TaskNotFoundException)


def save(workflow: BpmnWorkflow) -> bytes:
    """The bytes of a run; what is over is left away."""
    frames: list[Any] = []
    ahead: list[tuple[str | None, Any]] = [(None, workflow)]
    while ahead:
        caller, frame = ahead.pop(0)
        kept = skeleton(frame)
        frames.append([caller, [_row(task, parent) for task, parent in kept]])
        for task, _ in kept:
            if task.state & LIVE and task.id in workflow.subprocesses:
                ahead.append((str(task.id), workflow.subprocesses[task.id]))
    return orjson.dumps([FORMAT, frames])


def _row(task: Task, parent: int) -> list[Any]:
    row = [task.task_spec.name, task.state, parent]
    if task.state & LIVE:
        own = task.internal_data
        row += [str(task.id), own.get("since"), own.get("arrived")]
    while row[-1] is None:
        row.pop()
    return row


def load(program: Program, state: bytes, engine: RunEngine) -> BpmnWorkflow:
    """The run again, under its program. Raises BadInput if the bytes do not fit it."""
    workflow = BpmnWorkflow(
        program.spec, dict(program.inner), script_engine=engine, deserializing=True
    )
    try:
        version, frames = orjson.loads(state)
        if version != FORMAT or not frames:
            raise ValueError(f"format {version}")
        for caller, rows in frames:
            _rebuild(workflow if caller is None else _inside(workflow, UUID(caller)), rows)
    except _MISFITS as error:
        raise BadInput(f"A saved run does not fit its diagram {program.process}.") from error
    return workflow


def _inside(workflow: BpmnWorkflow, caller_id: UUID) -> BpmnSubWorkflow:
    caller = workflow.get_task_from_id(caller_id)
    spec = workflow.subprocess_specs[caller.task_spec.spec]
    inside = BpmnSubWorkflow(spec, caller_id, workflow, deserializing=True)
    inside.completed_event.connect(caller.task_spec._on_subworkflow_completed, caller)
    workflow.subprocesses[caller_id] = inside
    return inside


def _rebuild(frame: Any, rows: list[list[Any]]) -> None:
    tasks: list[Task] = []
    for name, state, parent, *rest in rows:
        own, since, arrived = (*rest, None, None, None)[:3]
        over = tasks[parent] if parent >= 0 else None
        known = UUID(own) if own else None
        task = Task(frame, frame.spec.task_specs[name], over, state=state, id=known)
        if since:
            task.internal_data["since"] = since
        if arrived:
            task.internal_data["arrived"] = arrived
        tasks.append(task)
    frame.task_tree = tasks[0]


def since(task: Task) -> datetime:
    """When a timer began to wait."""
    return datetime.fromisoformat(task.internal_data["since"])
