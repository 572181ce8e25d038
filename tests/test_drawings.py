"""Every procedure's pictures can be read, and laying out keeps them so."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from engine.catalogue.bpmn import read_diagram
from engine.catalogue.definition import Bounds, Diagram, Plane
from engine.catalogue.layout import lay_out

FOLDER = Path(__file__).parents[1] / "processes"
FILES = tuple(sorted(str(path.relative_to(FOLDER)) for path in FOLDER.glob("*/*.bpmn")))
WIDE, TALL = 1600, 900

Point = tuple[float, float]
Stretch = tuple[Point, Point]


def diagram(file: str) -> Diagram:
    return read_diagram((FOLDER / file).read_bytes(), file)


def planes() -> Iterator[tuple[str, Diagram, Plane]]:
    for file in FILES:
        drawn = diagram(file)
        for plane in drawn.planes:
            yield f"{file}:{plane.container}", drawn, plane


PLANES = [pytest.param(d, p, id=name) for name, d, p in planes()]


def covers(one: Bounds, other: Bounds) -> bool:
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return across > 1 and down > 1


def cuts(stretch: Stretch, shape: Bounds) -> bool:
    """Arrows are level or upright here, so a box around the stretch is the stretch."""
    (x1, y1), (x2, y2) = stretch
    return (
        min(x1, x2) < shape.x + shape.width - 1
        and max(x1, x2) > shape.x + 1
        and min(y1, y2) < shape.y + shape.height - 1
        and max(y1, y2) > shape.y + 1
    )


def cross(one: Stretch, other: Stretch) -> bool:
    for level, upright in ((one, other), (other, one)):
        (x1, y1), (x2, y2) = level
        (x3, y3), (x4, y4) = upright
        if y1 == y2 and x3 == x4:
            return min(x1, x2) < x3 < max(x1, x2) and min(y3, y4) < y1 < max(y3, y4)
    return False


@pytest.mark.parametrize("file", FILES)
def test_every_process_and_sub_process_has_a_plane_with_all_it_holds(file: str) -> None:
    drawn = diagram(file)
    containers = {drawn.process} | {e.id for e in drawn.elements.values() if e.tag == "subProcess"}
    assert {plane.container for plane in drawn.planes} == containers
    for plane in drawn.planes:
        assert set(plane.shapes) == {e.id for e in drawn.inside(plane.container)}
        inside = {
            f.id
            for f in drawn.flows.values()
            if drawn.elements[f.source].container == plane.container
        }
        assert set(plane.edges) == inside


@pytest.mark.parametrize(("drawn", "plane"), PLANES)
def test_no_two_shapes_overlap(drawn: Diagram, plane: Plane) -> None:
    for (one, its), (other, others) in combinations(plane.shapes.items(), 2):
        host = drawn.elements[one].attached_to == other or drawn.elements[other].attached_to == one
        assert host or not covers(its, others), f"{one} and {other} overlap"


@pytest.mark.parametrize(("drawn", "plane"), PLANES)
def test_arrows_are_square_and_run_through_no_shape(drawn: Diagram, plane: Plane) -> None:
    for name, corners in plane.edges.items():
        flow = drawn.flows[name]
        host = drawn.elements[flow.source].attached_to
        for stretch in pairwise(corners):
            (x1, y1), (x2, y2) = stretch
            assert x1 == x2 or y1 == y2, f"{name} runs aslant"
            for shape, bounds in plane.shapes.items():
                own = shape in (flow.source, flow.target, host)
                assert own or not cuts(stretch, bounds), f"{name} runs through {shape}"


@pytest.mark.parametrize(("drawn", "plane"), PLANES)
def test_no_two_arrows_cross(drawn: Diagram, plane: Plane) -> None:
    for (one, its), (other, others) in combinations(plane.edges.items(), 2):
        for stretch in pairwise(its):
            crossed = any(cross(stretch, another) for another in pairwise(others))
            assert not crossed, f"{one} crosses {other}"


@pytest.mark.parametrize(("drawn", "plane"), PLANES)
def test_words_stand_clear_of_shapes_and_of_each_other(drawn: Diagram, plane: Plane) -> None:
    for name, label in plane.labels.items():
        for shape, bounds in plane.shapes.items():
            assert not covers(label, bounds), f"the words of {name} lie on {shape}"
    for (one, its), (other, others) in combinations(plane.labels.items(), 2):
        assert not covers(its, others), f"the words of {one} and {other} overlap"


@pytest.mark.parametrize(("drawn", "plane"), PLANES)
def test_words_are_not_struck_through(drawn: Diagram, plane: Plane) -> None:
    for name, label in plane.labels.items():
        for edge, corners in plane.edges.items():
            struck = any(cuts(stretch, label) for stretch in pairwise(corners))
            assert not struck, f"{edge} runs through the words of {name}"


@pytest.mark.parametrize(("drawn", "plane"), PLANES)
def test_a_plane_fits_one_screen(drawn: Diagram, plane: Plane) -> None:
    boxes = [*plane.shapes.values(), *plane.labels.values()]
    corners = [point for edge in plane.edges.values() for point in edge]
    right = max([b.x + b.width for b in boxes] + [x for x, _ in corners])
    bottom = max([b.y + b.height for b in boxes] + [y for _, y in corners])
    assert min(b.x for b in boxes) >= 0 and min(b.y for b in boxes) >= 0
    assert (right <= WIDE, bottom <= TALL) == (True, True), (right, bottom)


@pytest.mark.parametrize(("drawn", "plane"), PLANES)
def test_every_step_event_and_decision_has_a_name(drawn: Diagram, plane: Plane) -> None:
    for element in drawn.inside(plane.container):
        joins = element.tag.endswith("Gateway") and len(drawn.leaving(element.id)) == 1
        assert element.name or joins, f"{element.id} has no name"
        if element.tag in ("exclusiveGateway", "inclusiveGateway") and not joins:
            assert all(flow.name for flow in drawn.leaving(element.id)), element.id


@pytest.mark.parametrize("file", FILES)
def test_laying_out_again_changes_nothing(file: str) -> None:
    data = (FOLDER / file).read_bytes()
    assert lay_out(data, file) == data


@pytest.mark.parametrize("file", FILES)
def test_laying_out_keeps_the_structure(file: str) -> None:
    before = diagram(file)
    after = read_diagram(lay_out(before.xml, file), file)
    assert list(after.flows) == list(before.flows)
    assert {e.id: e.attributes for e in after.elements.values()} == {
        e.id: e.attributes for e in before.elements.values()
    }
