"""SpiffWorkflow as it comes, on the same steps: what our own speed is measured against.

Its own parser, script engine and serializer; only the bench uses it, on diagrams that we ship,
because the stock engine evaluates conditions as Python.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from lxml import etree
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.util.task import TaskState

from engine.catalogue.bpmn import BPMN, REDRESS, read_xml
from engine.errors import NotNow

#: a date that no measurement reaches, as the stock engine reads one: a Python expression
NEVER = "'2999-01-01T00:00:00+00:00'"


def plain_diagram(xml: bytes) -> bytes:
    """The same elements and flows in words that the stock parser knows.

    Send tasks become scripts that do nothing, a ``set`` the same script in Python, timers get a
    date far off, our own attributes go.
    """
    root = read_xml(xml, "diagram")
    for node in list(root.iter(f"{{{BPMN}}}*")):
        sets = node.get(f"{{{REDRESS}}}set")
        if node.tag == f"{{{BPMN}}}sendTask":
            node.tag, sets = f"{{{BPMN}}}scriptTask", "pass"
        if sets:
            etree.SubElement(node, f"{{{BPMN}}}script").text = sets
        elif node.tag == f"{{{BPMN}}}timerEventDefinition":
            etree.SubElement(node, f"{{{BPMN}}}timeDate").text = NEVER
        for name in [key for key in node.attrib if key.startswith(f"{{{REDRESS}}}")]:
            del node.attrib[name]
    return bytes(etree.tostring(root))


def line_of_tasks(process: str, number: int) -> bytes:
    """The shortest diagram that work is measured with: so many user tasks one after another."""
    steps = ["begin", *(f"task{place}" for place in range(1, number + 1)), "end"]
    tasks = "".join(f'<userTask id="{step}"/>' for step in steps[1:-1])
    flows = "".join(
        f'<sequenceFlow id="{a}_to_{b}" sourceRef="{a}" targetRef="{b}"/>'
        for a, b in pairwise(steps)
    )
    return (
        f'<definitions xmlns="{BPMN}" targetNamespace="bare"><process id="{process}"'
        f' isExecutable="true"><startEvent id="begin"/>{tasks}<endEvent id="end"/>{flows}'
        "</process></definitions>"
    ).encode()


def start(plain: bytes, process: str, data: Mapping[str, object]) -> str:
    """A run of a plain diagram at its first task, as the stock serializer writes it."""
    parser = BpmnParser()
    parser.add_bpmn_xml(read_xml(plain, "diagram"))
    run = BpmnWorkflow(parser.get_spec(process), parser.get_subprocess_specs(process))
    run.task_tree.data.update(data)
    run.do_engine_steps()
    return _written(run)


def complete(state: str, element: str, data: Mapping[str, object]) -> str:
    """Read a run, complete the task of that element, go on to the next, write the run."""
    run = _SERIALIZER.deserialize_json(state)
    task = _waiting(run, element)
    task.data.update(data)
    task.run()
    run.do_engine_steps()
    return _written(run)


def _waiting(run: Any, element: str) -> Any:
    for task in run.get_tasks(state=TaskState.READY):
        if task.task_spec.name == element:
            return task
    raise NotNow(f"The task {element} is not open in the bare run.")


_SERIALIZER = BpmnWorkflowSerializer()


def _written(run: Any) -> str:
    return str(_SERIALIZER.serialize_json(run))
