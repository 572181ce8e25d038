"""A diagram's structure and picture as values."""

from __future__ import annotations

import pytest

from engine.catalogue.bpmn import read_diagram
from engine.catalogue.definition import Bounds, Diagram, Element, Flow
from tests.catalogue.places import DRAWN, HOUSE

DATA = (HOUSE / DRAWN).read_bytes()


@pytest.fixture(scope="module")
def diagram() -> Diagram:
    return read_diagram(DATA, DRAWN)


def test_a_diagram_knows_its_process_and_keeps_its_bytes(diagram: Diagram) -> None:
    assert (diagram.process, diagram.name) == ("tiny", "A procedure for tests")
    assert (diagram.file, diagram.xml) == (DRAWN, DATA)


def test_elements_stand_in_their_container(diagram: Diagram) -> None:
    assert [e.id for e in diagram.inside("stage")] == ["stage_begins", "send", "stage_ends"]
    assert [e.id for e in diagram.inside("tiny")] == [
        "begin",
        "triage",
        "which",
        "stage",
        "due",
        "check",
        "end",
    ]


def test_an_element_has_its_attributes_and_its_line(diagram: Diagram) -> None:
    assert diagram.elements["triage"] == Element(
        id="triage",
        tag="userTask",
        name="Decide",
        container="tiny",
        attributes={"form": "triage", "role": "investigator"},
        line=12,
    )


def test_a_boundary_timer_is_attached_and_does_not_cancel(diagram: Diagram) -> None:
    due = diagram.elements["due"]
    assert (due.attached_to, due.cancels, due.events) == (
        "stage",
        False,
        ("timerEventDefinition",),
    )


def test_a_call_activity_names_the_process_it_calls(diagram: Diagram) -> None:
    assert diagram.elements["check"].calls == "ask_again"


def test_a_flow_has_its_condition_and_a_gateway_its_default(diagram: Diagram) -> None:
    assert diagram.flows["refused"] == Flow(
        "refused", "which", "check", condition="triage == 'refuse'", line=29
    )
    assert diagram.flows["to_stage"].default
    assert diagram.flows["to_stage"].name == "accepted"
    assert diagram.elements["which"].default_flow == "to_stage"
    assert [f.id for f in diagram.leaving("which")] == ["to_stage", "refused"]
    assert [f.id for f in diagram.entering("end")] == ["f3", "f4", "f5"]


def test_the_picture_has_a_plane_a_container(diagram: Diagram) -> None:
    main, stage = diagram.planes
    assert (main.container, stage.container) == ("tiny", "stage")
    assert main.shapes == {"triage": Bounds(150, 80.5, 100, 80)}
    assert main.labels == {"triage": Bounds(151, 165, 60, 14)}
    assert main.edges == {"f2": ((250.0, 120.0), (300.0, 120.0))}


def test_prefixed_bpmn_reads_the_same(diagram: Diagram) -> None:
    text = DATA.decode()
    prefixed = (
        text.replace("xmlns=", "xmlns:b=")
        .replace("<", "<b:")
        .replace("<b:/", "</b:")
        .replace("<b:?xml", "<?xml")
        .replace("b:bpmndi:", "bpmndi:")
        .replace("b:dc:", "dc:")
        .replace("b:di:", "di:")
        .replace('bpmnElement="', 'bpmnElement="b:')
    )
    read = read_diagram(prefixed.encode(), DRAWN)
    assert read.elements == diagram.elements
    assert read.flows == diagram.flows
    assert read.planes == diagram.planes
