"""The diagram's picture: what is drawn where, and what it says in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.desk.drawn_views import DrawnElement, DrawnPlane
from web import pictures as drawing


def element(name: str, tag: str, **changes: object) -> DrawnElement:
    given_: dict[str, object] = {
        "id": name, "tag": tag, "name": name, "x": 10.0, "y": 20.0, "width": 100.0,
        "height": 80.0, "here": False, "been": False, **changes,
    }  # fmt: skip
    return DrawnElement(**given_)  # type: ignore[arg-type]


def plane(*elements: DrawnElement) -> DrawnPlane:
    edge = ("flow", ((0.0, 0.0), (0.0, 90.0), (60.0, 90.0)), "not a complaint")
    return DrawnPlane("main", "The main part", 200.0, 100.0, elements, (edge,), here=True)


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("userTask", "task"),
        ("sendTask", "task"),
        ("scriptTask", "task"),
        ("subProcess", "stage"),
        ("callActivity", "stage"),
        ("exclusiveGateway", "gateway"),
        ("startEvent", "event"),
        ("boundaryEvent", "event"),
    ],
)
def test_each_element_has_its_shape(tag: str, kind: str) -> None:
    assert drawing.draw(plane(element("x", tag))).shapes[0].kind == kind


def test_where_the_case_is_is_said_in_words() -> None:
    here = element("Decide what this is", "userTask", here=True, been=True)
    drawn = plane(here, element("Stage 1", "subProcess", been=True))
    picture = drawing.draw(drawn)
    assert picture.description.startswith("The case is at: Decide what this is.")
    assert drawing.standing([drawn]) == (("The main part", ("Decide what this is",)),)
    assert [shape.been for shape in picture.shapes] == [False, True]


def test_a_part_that_was_never_reached_says_so() -> None:
    picture = drawing.draw(plane(element("x", "userTask")))
    assert not picture.reached
    assert picture.description.startswith("The case is not in this part now.")


def test_a_label_stands_over_the_level_stretch_of_its_arrow() -> None:
    edge = drawing.draw(plane()).edges[0]
    assert edge.label[0].x == 30.0
    assert all(line.y < 90.0 for line in edge.label)


def test_everything_drawn_is_inside_the_box() -> None:
    picture = drawing.draw(plane(element("A rather long name beneath an event", "endEvent")))
    x, y, width, height = picture.box
    for shape in picture.shapes:
        assert x <= shape.of.x
        assert shape.of.x + shape.of.width <= x + width
        assert all(y <= line.y <= y + height for line in shape.lines)


def test_an_empty_plane_is_drawn_empty() -> None:
    picture = drawing.draw(DrawnPlane("x", "X", 0.0, 0.0, (), (), here=False))
    assert picture.box == (0.0, 0.0, 1.0, 1.0)


@given(st.text(), st.floats(10, 500))
def test_wrapping_loses_no_word(text: str, width: float) -> None:
    assert " ".join(drawing.wrap(text, width)).split() == text.split()
