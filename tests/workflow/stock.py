"""SpiffWorkflow as it comes, to show that each of our workarounds is still needed."""

from __future__ import annotations

from typing import Any

from lxml import etree
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.util.task import TaskState


def stock(xml: bytes, process: str = "p", **data: object) -> BpmnWorkflow:
    """A run by the stock parser, script engine and joins, stepped to where it waits."""
    parser = BpmnParser()
    parser.add_bpmn_xml(etree.XML(xml))
    run = BpmnWorkflow(parser.get_spec(process), parser.get_subprocess_specs(process))
    run.task_tree.data.update(data)
    run.do_engine_steps()
    return run


def ready(run: BpmnWorkflow) -> list[str]:
    """The elements of the tasks offered."""
    return [t.task_spec.name for t in run.get_tasks(state=TaskState.READY) if t.task_spec.manual]


def do(run: BpmnWorkflow, element: str) -> None:
    """Complete a task and step on."""
    next(t for t in run.get_tasks(state=TaskState.READY) if t.task_spec.name == element).run()
    run.do_engine_steps()


def compact(run: Any) -> None:
    """Pruning as one would first think of it: drop finished leaves, splice finished tasks."""
    for task in list(run.tasks.values()):
        if task.parent is None or not task.has_state(TaskState.FINISHED_MASK):
            continue
        if not task.children:
            run._remove_task(task.id)
        elif len(task.children) == 1:
            parent, child = task.parent, task.children[0]
            parent._children[parent._children.index(task.id)] = child.id
            child._parent = parent.id
            del run.tasks[task.id]
