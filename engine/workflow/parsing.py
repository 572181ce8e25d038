"""From BPMN to the engine's specs: our own subclass of the library's plain parser."""

from __future__ import annotations

from functools import cache
from threading import Lock
from typing import Any, ClassVar

from SpiffWorkflow.bpmn.parser import BpmnParser, BpmnValidator
from SpiffWorkflow.bpmn.parser import event_parsers as events
from SpiffWorkflow.bpmn.parser import task_parsers as tasks
from SpiffWorkflow.bpmn.parser.ProcessParser import ProcessParser
from SpiffWorkflow.bpmn.parser.TaskParser import TaskParser
from SpiffWorkflow.bpmn.parser.util import full_tag
from SpiffWorkflow.bpmn.parser.ValidationException import ValidationException

from engine.catalogue.bpmn import read_xml
from engine.errors import BadExpression
from engine.expressions import parse, parse_assignments
from engine.workflow import joins, specs
from engine.workflow.vocabulary import Xml, attributes_of, faults, is_flow_node

_validating = Lock()  # libxml2 keeps the errors of the last validation in the schema


def schema_problems(xml: bytes, file: str = "diagram") -> tuple[str, ...]:
    """What the BPMN 2.0 schema does not allow, as ``line: words``. Raises BadFiles for no XML."""
    return problems_of(read_xml(xml, file))


def problems_of(root: Xml) -> tuple[str, ...]:
    """What the BPMN 2.0 schema does not allow in a document."""
    with _validating:
        schema = _schema()
        if schema.validate(root):
            return ()
        return tuple(f"{e.line}: {_without_namespaces(e.message)}" for e in schema.error_log)


@cache
def _schema() -> Any:
    return BpmnValidator().validator


def _without_namespaces(message: str) -> str:
    for namespace in ("http://www.omg.org/spec/BPMN/20100524/MODEL",):
        message = message.replace(f"{{{namespace}}}", "")
    return message


class _Element(TaskParser):
    """What the parsers of all elements do our way."""

    def parse_extensions(self, node: Xml = None) -> dict[str, str]:
        return attributes_of(self.node)

    def parse_incoming_data_references(self) -> list[Any]:
        return []  # data objects are drawn for the reader; data stand in the variables

    def parse_outgoing_data_references(self) -> list[Any]:
        return []

    def connect_outgoing(self, outgoing_task: Any, flow: Xml, is_default: bool) -> None:
        condition = self.parse_condition(flow)
        if condition and not is_default:
            self._check_condition(condition)
        super().connect_outgoing(outgoing_task, flow, is_default)
        self.task.flows.append(flow.get("id"))

    def _check_condition(self, condition: str) -> None:
        if not isinstance(self.task, joins.ExclusiveGateway | joins.InclusiveGateway):
            self.raise_validation_exception("Only a gateway may have conditions on its ways out.")
        try:
            parse(condition)
        except BadExpression as error:
            raise ValidationException(str(error), self.node) from error

    def own(self, *names: str) -> list[str]:
        """The values of attributes that this element must have."""
        found = attributes_of(self.node)
        for name in names:
            if not found.get(name):
                self.raise_validation_exception(f"The attribute redress:{name} is missing.")
        return [found[name] for name in names]

    def parse_timer_event(self, event: Xml) -> specs.ClockMoment:
        return specs.ClockMoment(self.bpmn_id, *self.own("clock", "at"))


class _SendTaskParser(TaskParser):
    def create_task(self) -> Any:
        self.own("letter")
        return super().create_task()


class _SetTaskParser(TaskParser):
    def create_task(self) -> Any:
        try:
            assignments = parse_assignments(*self.own("set"))
        except BadExpression as error:
            raise ValidationException(str(error), self.node) from error
        return self.spec_class(self.spec, self.bpmn_id, assignments, **self.bpmn_attributes)


_ELEMENTS = {
    "startEvent": (events.StartEventParser, specs.StartEvent),
    "endEvent": (events.EndEventParser, specs.EndEvent),
    "intermediateThrowEvent": (events.IntermediateThrowEventParser, specs.Milestone),
    "intermediateCatchEvent": (events.IntermediateCatchEventParser, specs.CatchEvent),
    "boundaryEvent": (events.BoundaryEventParser, specs.BoundaryEvent),
    "userTask": (TaskParser, specs.UserTask),
    "manualTask": (TaskParser, specs.UserTask),
    "task": (TaskParser, specs.UserTask),
    "sendTask": (_SendTaskParser, specs.SendTask),
    "scriptTask": (_SetTaskParser, specs.SetTask),
    "subProcess": (tasks.SubWorkflowParser, specs.SubProcess),
    "callActivity": (tasks.CallActivityParser, specs.CallActivity),
    "exclusiveGateway": (tasks.ConditionalGatewayParser, joins.ExclusiveGateway),
    "inclusiveGateway": (tasks.ConditionalGatewayParser, joins.InclusiveGateway),
    "parallelGateway": (tasks.GatewayParser, joins.ParallelGateway),
}


class _Process(ProcessParser):
    """A process or sub-process; refuses what the library would pass over."""

    def parse_node(self, node: Xml) -> Any:
        for fault in faults(node):
            raise ValidationException(fault, node)
        return super().parse_node(node)

    def get_position(self, node_id: str) -> dict[str, float]:
        return {"x": 0.0, "y": 0.0}  # or the picture would decide which condition is asked first

    def add_tasks(self) -> None:
        if len(self.xpath("./bpmn:startEvent")) != 1:
            raise ValidationException("It must have exactly one start event.", self.node)
        super().add_tasks()
        for node in filter(is_flow_node, self.node):
            if node.get("id") not in self.spec.task_specs:
                raise ValidationException("No way leads here.", node)


class DiagramParser(BpmnParser):
    """The library's parser with our elements and nothing else."""

    PROCESS_PARSER_CLASS = _Process
    PARSER_CLASSES: ClassVar[dict[str, Any]] = {
        full_tag(tag): (type(parser.__name__, (_Element, parser), {}), spec)
        for tag, (parser, spec) in _ELEMENTS.items()
    }
