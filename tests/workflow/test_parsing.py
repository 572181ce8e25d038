"""What is refused before it can run; the library passes over most of it in silence."""

from __future__ import annotations

import pytest
from lxml import etree
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.parser.ValidationException import ValidationException
from SpiffWorkflow.bpmn.specs.event_definitions import MessageEventDefinition
from SpiffWorkflow.bpmn.util import BpmnEvent

from engine import workflow
from engine.errors import BadFiles, BadInput, RedressError
from engine.workflow.vocabulary import TAKEN_NAMES
from tests.workflow import stock
from tests.workflow.drawing import draw
from tests.workflow.playing import Play, program

AROUND = "start s\n {element}\n end e\n s -> x -> e"
TIMER = '<timerEventDefinition id="td"/>'


def with_inner(kind: str, inner: str, attributes: str = "") -> bytes:
    drawn = draw(AROUND.format(element=f"{kind} x {attributes}".strip()))
    tag = kind.encode()
    return drawn.replace(b'id="x"', b'id="x" ', 1).replace(
        b"></" + tag + b">", b">" + inner.encode() + b"</" + tag + b">", 1
    )


def refused(xml: bytes, words: str) -> None:
    with pytest.raises(BadInput) as error:
        workflow.compile_program(xml, "p")
    assert words in str(error.value)


@pytest.mark.parametrize(
    "kind",
    ["serviceTask", "receiveTask", "businessRuleTask", "complexGateway", "eventBasedGateway"],
)
def test_elements_that_cannot_be_run_are_refused(kind: str) -> None:
    refused(draw(AROUND.format(element=f"{kind} x")), f"{kind} cannot be run.")


def test_stock_service_tasks_stay_where_they_are_and_receive_tasks_do_not_wait() -> None:
    run = stock.stock(draw(AROUND.format(element="serviceTask x")))
    assert not run.completed
    assert stock.stock(draw(AROUND.format(element="receiveTask x"))).completed


@pytest.mark.parametrize(
    ("kind", "event"),
    [
        ("endEvent", "signalEventDefinition"),
        ("endEvent", "messageEventDefinition"),
        ("endEvent", "errorEventDefinition"),
        ("intermediateThrowEvent", "linkEventDefinition"),
        ("intermediateThrowEvent", "escalationEventDefinition"),
        ("intermediateCatchEvent", "messageEventDefinition"),
        ("intermediateCatchEvent", "conditionalEventDefinition"),
        ("startEvent", "timerEventDefinition"),
        ("startEvent", "messageEventDefinition"),
    ],
)
def test_events_that_cannot_be_run_are_refused(kind: str, event: str) -> None:
    name = 'name="n"' if event.startswith("link") else ""
    inner = "<condition/>" if event.startswith("cond") else ""
    definition = f'<{event} id="ed" {name}>{inner}</{event}>'
    if kind == "startEvent":
        xml = draw("start x\n end e\n x -> e")
    elif kind == "endEvent":
        xml = draw("start s\n end x\n s -> x")
    else:
        xml = draw(AROUND.format(element=f"{kind} x"))
    refused(
        xml.replace(b"></" + kind.encode(), f">{definition}</{kind}".encode(), 1),
        f"cannot be run with {event}",
    )


def test_stock_takes_a_link_event_for_the_end_of_the_case() -> None:
    xml = draw("start s\n intermediateThrowEvent x\n user never\n s -> x\n")
    linked = xml.replace(
        b"></intermediateThrowEvent>",
        b'><linkEventDefinition id="l" name="to"/></intermediateThrowEvent>',
    )
    run = stock.stock(linked)
    assert run.is_completed()


def test_an_event_without_a_timer_is_refused() -> None:
    xml = draw("start s\n intermediateCatchEvent x\n end e\n s -> x -> e")
    refused(xml, "An intermediateCatchEvent cannot be run with no timer.")


@pytest.mark.parametrize(
    "loop",
    [
        "<standardLoopCharacteristics loopMaximum='3'/>",
        "<multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality>"
        "</multiInstanceLoopCharacteristics>",
    ],
)
def test_activities_that_repeat_themselves_are_refused(loop: str) -> None:
    refused(with_inner("userTask", loop), "draw the repetition as a loop")


EVENT_SUB_PROCESS = """
    start s
    user a
    end e
    sub es triggeredByEvent=true {
        startEvent ms
        user further
        end me
        ms -> further -> me
    }
    s -> a -> e
"""


def test_sub_processes_started_by_an_event_are_refused() -> None:
    refused(draw(EVENT_SUB_PROCESS), "A sub-process started by an event cannot be run")


def test_stock_event_sub_processes_change_the_spec_that_all_runs_share() -> None:
    xml = draw(EVENT_SUB_PROCESS, more='<message id="m" name="m"/>').replace(
        b'<startEvent id="ms"></startEvent>',
        b'<startEvent id="ms"><messageEventDefinition id="md" messageRef="m"/></startEvent>',
    )
    parser = BpmnParser()
    parser.add_bpmn_xml(etree.XML(xml))
    spec, inner = parser.get_spec("p"), parser.get_subprocess_specs("p")
    one = BpmnWorkflow(spec, inner)
    one.do_engine_steps()
    before = list(spec.start._outputs)
    one.send_event(BpmnEvent(MessageEventDefinition("m"), {}))
    assert spec.start._outputs != before


@pytest.mark.parametrize("name", sorted(TAKEN_NAMES))
def test_ids_that_the_engine_uses_itself_are_refused(name: str) -> None:
    refused(
        draw(f"start s\n user {name}\n end e\n s -> {name} -> e"), f"The id {name} is one that"
    )
    refused(
        draw("start s\n user p.EndJoin\n end e\n s -> p.EndJoin -> e"), "p.EndJoin is one that"
    )


def test_stock_completes_a_case_at_a_task_with_the_id_of_its_own_end() -> None:
    """The task called End takes the place of the engine's end: nothing is ever offered."""
    drawing = draw("start s\n user End\n end e\n s -> End -> e")
    try:
        run = stock.stock(drawing)
    except (ValidationException, KeyError):
        pytest.fail("SpiffWorkflow now refuses this id itself")
    assert stock.ready(run) == []
    assert run.completed


@pytest.mark.parametrize("name", ["Start", "Root"])
def test_what_stock_does_with_the_other_ids_of_its_own(name: str) -> None:
    drawing = draw(f"start s\n user {name}\n end e\n s -> {name} -> e")
    if name == "Start":
        with pytest.raises(ValidationException):
            stock.stock(drawing)
    else:
        assert stock.ready(stock.stock(drawing)) == ["Root"]


def test_elements_that_no_way_leads_to_are_refused() -> None:
    refused(
        draw("start s\n user a\n user lost\n end e\n s -> a -> e"), "“lost”: No way leads here."
    )
    assert stock.ready(stock.stock(draw("start s\n user a\n user lost\n s -> a"))) == ["a"]


def test_a_process_has_one_start_event() -> None:
    refused(draw("start s\n start t\n end e\n s -> e\n t -> e"), "exactly one start event")
    refused(draw("user a\n end e\n a -> e"), "exactly one start event")


def test_unknown_attributes_of_ours_are_refused() -> None:
    xml = draw("start s\n user a redress:deadline='10 days'\n end e\n s -> a -> e")
    refused(xml, "“a”: The attribute redress:deadline is not known.")


def test_other_editors_attributes_are_let_be() -> None:
    xml = draw("start s\n user a\n end e\n s -> a -> e").replace(
        b'id="a"', b'id="a" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" camunda:x="1"'
    )
    assert Play(workflow.compile_program(xml, "p")).open == ["a"]


@pytest.mark.parametrize(
    ("drawing", "words"),
    [
        ("start s\n send x\n end e\n s -> x -> e", "“x”: The attribute redress:letter is missing"),
        ("start s\n set x\n end e\n s -> x -> e", "“x”: The attribute redress:set is missing"),
        ("start s\n timer x clock=c\n end e\n s -> x -> e", "redress:at is missing"),
        ("start s\n timer x at=due\n end e\n s -> x -> e", "redress:clock is missing"),
        ("start s\n set x set='import os'\n end e\n s -> x -> e", "“x”: “import os” cannot be"),
        (
            "start s\n set x set='a = __import__(1).x'\n end e\n s -> x -> e",
            "a dot between names is not part of the language",
        ),
        ("start s\n xor x\n end e\n s -> x\n x -> e if a.b", "a dot between names"),
        ("start s\n user x\n end e\n s -> x\n x -> e if a", "Only a gateway may have conditions"),
        ("start s\n and x\n end e\n s -> x\n x -> e if a", "Only a gateway may have conditions"),
        (
            "start s\n user x\n end e\n end f\n s -> x -> e\n x -> f",
            "“x”: Multiple outgoing flows",
        ),
        (
            "start s\n xor x\n end e\n end f\n s -> x\n x -> e if a\n x -> f",
            "“x-f”: Non-default exclusive outgoing sequence flow without condition",
        ),
    ],
)
def test_a_diagram_that_could_only_fail_later_is_refused_now(drawing: str, words: str) -> None:
    refused(draw(drawing), words)


def test_a_script_of_any_other_kind_is_refused() -> None:
    xml = draw("start s\n scriptTask x\n end e\n s -> x -> e").replace(
        b"></scriptTask>", b"><script>import os</script></scriptTask>"
    )
    refused(xml, "redress:set is missing")


def test_statements_may_stand_on_lines_of_their_own_as_editors_flatten_them() -> None:
    made = program("start s\n set x set='a = 1;  b = a + 1;'\n user u\n end e\n s -> x -> u -> e")
    assert dict(Play(made).moved.variables) == {"a": 1, "b": 2}


def test_a_file_that_is_no_valid_bpmn_is_refused_with_its_line() -> None:
    xml = (
        draw("start s\n end e\n s -> e")
        .replace(b"<endEvent", b"\n\n<endEvnt")
        .replace(b"</endEvent", b"</endEvnt")
    )
    refused(xml, "line 3: Element 'endEvnt': This element is not expected")
    [said] = workflow.schema_problems(xml)
    assert said.startswith("3: Element 'endEvnt'")
    assert workflow.schema_problems(draw("start s\n end e\n s -> e")) == ()


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"not xml",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>",
        b"<definitions/>",
        draw("start s\n end e\n s -> e", process="other"),
        draw("start s\n end e\n s -> nowhere"),
    ],
)
def test_whatever_is_handed_in_is_refused_in_our_words(xml: bytes) -> None:
    with pytest.raises(RedressError):
        workflow.compile_program(xml, "p")


def test_two_documents_that_use_the_same_process_are_refused() -> None:
    called = draw("start s\n end e\n s -> e", process="p")
    with pytest.raises(BadInput, match="p"):
        program("start s\n end e\n s -> e", called={"other.bpmn": called})


def test_no_xml_at_all_is_said_by_the_schema_too() -> None:
    with pytest.raises(BadFiles):
        workflow.schema_problems(b"<a")


def test_a_way_of_three_hundred_elements_can_be_read_and_a_thousand_is_refused_plainly() -> None:
    def way(length: int) -> str:
        names = [f"t{number}" for number in range(length)]
        elements = "\n".join(f"throw {name}" for name in names)
        return f"start s\n {elements}\n user u\n end e\n s -> u -> {' -> '.join(names)} -> e"

    assert Play(program(way(250))).open == ["u"]
    refused(draw(way(1000)), "The way to here is too long: put a part of it into a sub-process")


@pytest.mark.parametrize("element", ["timer x clock=c at=due", "set x set='a = 1'"])
def test_stock_refuses_what_our_diagrams_are_made_of(element: str) -> None:
    xml = draw(AROUND.format(element=element))
    with pytest.raises(ValidationException):
        stock.stock(xml)
    assert Play(workflow.compile_program(xml, "p")).moved.taken
