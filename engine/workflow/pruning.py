"""What of a run's past is worth keeping: the live tasks, and the forks that hold them apart."""

from __future__ import annotations

from typing import Any

from SpiffWorkflow.bpmn.specs.control import BoundaryEventSplit

from engine.workflow.tokens import LIVE, tree


def skeleton(workflow: Any) -> list[tuple[Any, int]]:
    """The tasks to keep, each with the row of its parent among them (-1: none), parents first.

    Of the finished tasks, those with nothing live below are dropped, and those with one way on are
    passed over. Kept are the root, forks, and what the join of a boundary event still looks at.
    Gateways that join remember their arrivals themselves (``joins.py``), so their past may go.
    """
    tasks = list(tree(workflow))
    ways = _ways_on(tasks)
    rows: dict[Any, int] = {}
    kept: list[tuple[Any, int]] = []
    for task in tasks:
        above = rows.get(task._parent, -1)
        if task._parent is None or _stays(task, ways[task.id]):
            kept.append((task, above))
            above = len(kept) - 1
        rows[task.id] = above
    return kept


def _ways_on(tasks: list[Any]) -> dict[Any, int]:
    """How many kept tasks stand directly below each task, passing over what is not kept."""
    ways = dict.fromkeys((task.id for task in tasks), 0)
    for task in reversed(tasks):
        if task._parent is not None:
            ways[task._parent] += 1 if _stays(task, ways[task.id]) else ways[task.id]
    return ways


def _stays(task: Any, ways: int) -> bool:
    if task.state & LIVE or ways > 1:
        return True
    return ways == 1 and (_guards(task) or _guards(task.parent))


def _guards(task: Any) -> bool:
    """Whether an activity with boundary events is under way below this task.

    Its join takes the direct children apart: the activity, and the events that fired or wait.
    """
    if task is None or not isinstance(task.task_spec, BoundaryEventSplit):
        return False
    return any(child.state & LIVE for child in task.children)
