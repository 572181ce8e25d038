"""Two versions, told apart: in words, on the diagram, and the texts of their letters."""

from __future__ import annotations

import pytest

from engine.studio import publishing, versions
from engine.studio.comparing import Comparison
from engine.studio.comparing.drawn import drawings
from engine.studio.drafted import Draft
from tests.studio.conftest import Studio

HOME = "processes/corporate-complaint"
YAML, BPMN = f"{HOME}/procedure.yaml", f"{HOME}/procedure.bpmn"
PROFILE = "processes/profiles/demo-council.yaml"
ACK = "letters/corporate-complaint/COR-ACK1.md.j2"


@pytest.fixture
def draft(studio: Studio) -> Draft:
    return studio.begins(procedure="corporate-complaint")


def compared(studio: Studio, draft: Draft) -> Comparison:
    return versions.with_draft(studio.office, draft)


def told(found: Comparison, area: str = "") -> list[str]:
    return [each.text for each in found.changes if not area or each.area == area]


def test_a_new_draft_is_the_same(studio: Studio, draft: Draft) -> None:
    assert compared(studio, draft).same


def test_a_deadline_is_told_in_words(studio: Studio, draft: Draft) -> None:
    numbers = "clocks: {corporate-complaint: {response1: {number: 20}}}\nofficers:"
    draft = studio.writes(draft, PROFILE, "\nofficers:", f"\n{numbers}")
    assert told(compared(studio, draft)) == [
        "Stage 1 response now has 20 working days instead of 10 working days."
    ]


def test_a_letters_text_is_shown_line_by_line(studio: Studio, draft: Draft) -> None:
    old = draft.files[ACK].splitlines()[-1]
    draft = studio.writes(draft, ACK, old, "Another last line.")
    found = compared(studio, draft)
    assert "Letter COR-ACK1 has another text." in told(found, "Letters")
    (text,) = found.texts
    assert [(line.mark, line.text) for line in text.lines if line.mark in "+-"] == [
        ("-", old),
        ("+", "Another last line."),
    ]


def test_what_came_went_and_changed_in_the_diagram(studio: Studio, draft: Draft) -> None:
    present = studio.office.catalogue.procedures["corporate-complaint"].diagram
    step = next(e for e in present.elements.values() if e.tag == "userTask" and e.name)
    draft = studio.writes(draft, BPMN, f'id="{step.id}" name="{step.name}"',
                          f'id="{step.id}" name="Look at it"')  # fmt: skip
    found = compared(studio, draft)
    assert told(found) == [f"Step “{step.name}”: now called “Look at it”."]
    (changes,) = found.diagrams
    assert changes.states == {step.id: "changed"}
    (sheet,) = drawings(changes)
    assert [e.id for e in sheet.elements if e.state] == [step.id]


def test_what_is_gone_is_drawn_where_it_stood(studio: Studio, draft: Draft) -> None:
    """A step by another id: one came, one went, and so did its arrows."""
    present = studio.office.catalogue.procedures["corporate-complaint"].diagram
    step = next(e for e in present.elements.values() if e.tag == "userTask" and e.name)
    text = draft.files[BPMN].replace(f'"{step.id}"', '"another_step"')
    text = text.replace(f">{step.id}<", ">another_step<")
    draft = studio.writes(draft, BPMN, draft.files[BPMN], text)
    found = compared(studio, draft)
    assert {f"Step “{step.name}” is {how}." for how in ("new", "gone")} <= {
        text.partition(" in “")[0].rstrip(".") + "." for text in told(found, "Diagram")
    }
    (sheet,) = drawings(found.diagrams[0])
    states = {e.id: e.state for e in sheet.elements if e.state}
    assert states == {step.id: "removed", "another_step": "added"}


def test_a_shape_that_only_stands_elsewhere_is_moved(studio: Studio, draft: Draft) -> None:
    present = studio.office.catalogue.procedures["corporate-complaint"].diagram
    step = next(e for e in present.elements.values() if e.tag == "userTask" and e.name)
    before = f'bpmnElement="{step.id}"'
    at = draft.files[BPMN].index('x="', draft.files[BPMN].index(before))
    text = draft.files[BPMN][:at] + 'x="1' + draft.files[BPMN][at + 3 :]
    draft = studio.writes(draft, BPMN, draft.files[BPMN], text)
    found = compared(studio, draft)
    assert [each.states for each in found.diagrams] == [{step.id: "moved"}]
    assert told(found) == []


def test_forms_roles_and_actions_are_told(studio: Studio, draft: Draft) -> None:
    text = draft.files[YAML]
    role = next(line for line in text.split("\nroles:\n")[1].splitlines() if "title:" in line)
    changed = role.replace("title: ", "title: Chief ", 1)
    draft = studio.writes(draft, YAML, role, changed)
    (change,) = compared(studio, draft).changes
    assert (change.area, change.kind) == ("Roles", "changed")
    assert "instead of" in change.text and "Chief" in change.text


def test_a_draft_that_cannot_be_read_says_so(studio: Studio, draft: Draft) -> None:
    draft = studio.writes(draft, YAML, "format: 1", "format: [")
    found = compared(studio, draft)
    assert found.unread == (f"Draft {draft.id}",) and not found.same


def test_two_published_versions_are_compared(studio: Studio, draft: Draft) -> None:
    old = next(line for line in draft.files[YAML].splitlines() if line.startswith("title:"))
    draft = studio.writes(draft, YAML, old, "title: A complaint")
    studio.scenarios_passed(draft)
    publishing.submit(studio.office, studio.people["ona"], draft.id, "Shorter")
    publishing.approve(studio.office, studio.people["sol"], draft.id)
    new, first = versions.of_procedure(studio.office, "corporate-complaint")
    assert (new.why, new.by, new.approved_by, new.in_force) == ("Shorter", "Ona", "Sol", True)
    assert (first.shipped, first.in_force) == (True, False)
    found = versions.between(studio.office, "corporate-complaint", first.version, new.version)
    assert told(found) == [f"Title: “A complaint” instead of “{old.removeprefix('title: ')}”."]
