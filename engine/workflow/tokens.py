"""Where a run stands: the engine's live tasks, at any depth, in the order of the tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from SpiffWorkflow.util.task import TaskState

#: waiting for a date or a join, ready for a person or a step, or a sub-process that is under way
LIVE = TaskState.WAITING | TaskState.READY | TaskState.STARTED


def tree(workflow: Any) -> Iterator[Any]:
    """The tasks of one workflow that were reached, parents before children.

    The library's own iterator stops without a word at depth 1000, and then takes the case for
    completed.
    """
    stack = [workflow.task_tree]
    while stack:
        task = stack.pop()
        if task.state >= TaskState.WAITING:
            yield task
            stack.extend(reversed(task.children))


def live(workflow: Any) -> Iterator[Any]:
    """The live tasks of a workflow and of every sub-process under way in it."""
    inside = workflow.top_workflow.subprocesses
    for task in tree(workflow):
        if task.state & LIVE:
            yield task
            if task.id in inside:
                yield from live(inside[task.id])


def inherited(task: Any, attribute: str) -> str | None:
    """An element's own attribute, or that of the nearest sub-process or call around it."""
    while task is not None:
        if own := task.task_spec.extensions.get(attribute):
            return str(own)
        caller = task.workflow.parent_task_id
        task = task.workflow.top_workflow.get_task_from_id(caller) if caller else None
    return None
