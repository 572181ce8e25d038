"""Gateways that choose: in document order, whatever the picture, by their conditions."""

from __future__ import annotations

import pytest

from engine import workflow
from engine.errors import StuckProcedure
from tests.workflow import stock
from tests.workflow.drawing import draw
from tests.workflow.playing import Play, program


def test_a_choice_without_a_way_is_said_with_its_gateway() -> None:
    drawing = """
        start s
        user a
        xor g name="What should happen?"
        end e
        end f
        s -> a -> g
        g -> e if x == 1
        g -> f if x == 2
    """
    with pytest.raises(StuckProcedure, match="“What should happen\\?” no way on fits"):
        Play(program(drawing)).do("a", x=3)


def test_two_ways_between_the_same_elements_are_told_apart_by_their_conditions() -> None:
    xml = draw("start s\n user a\n xor g\n end e\n s -> a -> g\n g -> e if x == 1")
    doubled = xml.replace(
        b"</process>",
        b'<sequenceFlow id="other" sourceRef="g" targetRef="e"/></process>',
    ).replace(b'id="g"', b'id="g" default="other"')
    made = workflow.compile_program(doubled, "p")
    assert Play(made).do("a", x=1).moved.taken[-1] == "g-e"
    assert Play(made).do("a", x=2).moved.taken[-1] == "other"


PICTURE = (
    '<bpmndi:BPMNDiagram id="bd"><bpmndi:BPMNPlane id="bp" bpmnElement="p">'
    + "".join(
        f'<bpmndi:BPMNShape id="{name}_di" bpmnElement="{name}">'
        f'<dc:Bounds x="0" y="{y}" width="10" height="10"/></bpmndi:BPMNShape>'
        for name, y in (("first", 500), ("second", 100))
    )
    + "</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>"
)
BOTH_HOLD = """
    start s
    user a
    xor g
    user first
    user second
    user third
    end e
    s -> a -> g
    g -> first if x < 3
    g -> second if x < 5
    g -> third else
    first -> e
    second -> e
    third -> e
"""


def test_the_picture_does_not_decide_which_condition_counts() -> None:
    for more in ("", PICTURE):
        made = workflow.compile_program(draw(BOTH_HOLD, more=more), "p")
        assert Play(made).do("a", x=1).open == ["first"]


def test_the_stock_parser_follows_the_picture() -> None:
    chosen = []
    for more in ("", PICTURE):
        run = stock.stock(draw(BOTH_HOLD, more=more), x=1)
        stock.do(run, "a")
        chosen += stock.ready(run)
    assert chosen == ["first", "second"]
