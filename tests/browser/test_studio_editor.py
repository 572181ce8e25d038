"""Process owners draw procedures: by mouse or by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from engine.settings import HOUSE
from tests.browser.drawing import Editor, diagram

SHIPPED = sorted((HOUSE / "processes").glob("*/*.bpmn"))
#: those with most sheets
LARGE = ("childrens-statutory", "councillor-conduct")


def test_every_shipped_diagram_is_written_as_it_was_read(editor: Editor) -> None:
    changed = {}
    for file in SHIPPED:
        xml = file.read_text(encoding="utf-8")
        editor.page.evaluate("xml => redress.modeler.importXML(xml)", xml)
        lost = sorted(_attributes(xml) ^ _attributes(editor.xml))
        lines = set(xml.splitlines()) ^ set(editor.xml.splitlines())
        # the order of attributes may change where a file was written by hand
        other = [line for line in lines if not re.search("redress:(stage|clock)", line)]
        if lost or other:
            changed[str(file)] = (lost, other[:4])
    assert not changed


def _attributes(xml: str) -> set[tuple[str, ...]]:
    """(element's id, attribute, value) of everything that Redress adds."""
    found = set()
    for tag in re.findall(r"<\w+ id=[^>]*redress:[^>]*>", xml):
        (name,) = re.findall(r' ?\bid="([^"]*)"', tag)[:1]
        found |= {(name, *each) for each in re.findall(r'(redress:\w+)="([^"]*)"', tag)}
    return found


def test_a_step_is_added_by_keyboard_and_its_problems_go(editor: Editor) -> None:
    editor.show("first_look")
    editor.choose("Risk noticed")
    editor.pick("Kind of step", "Step for a person")
    editor.press("Add")
    expect(editor.page.get_by_label("Name", exact=True)).to_be_focused()
    editor.page.keyboard.type("Ask the lawyers")
    expect(editor.step("Ask the lawyers")).to_be_visible()
    editor.saved()
    expect(editor.problems).to_contain_text("This step has no form.")
    expect(editor.step("Ask the lawyers")).to_contain_text("problem")
    editor.pick("Form", "Refer the risk today")
    editor.pick("Role", "Complaints manager")
    editor.pick("Date it is about", "Refer the risk")
    editor.saved()
    expect(editor.problems).not_to_contain_text("Ask the lawyers")
    xml = editor.xml
    assert 'id="ask_the_lawyers" name="Ask the lawyers" redress:form="refer_risk"' in xml
    assert 'sourceRef="risk_noticed" targetRef="ask_the_lawyers"' in xml
    assert 'sourceRef="ask_the_lawyers" targetRef="refer_risk"' in xml


def test_what_was_done_is_undone_in_one_step(editor: Editor) -> None:
    before = editor.xml
    editor.show("first_look")
    editor.choose("Decide what this is")
    editor.pick("Kind of step", "Sub-process with a sheet of its own")
    editor.press("Add")
    expect(editor.step("New part")).to_be_visible()
    assert 'name="New part"' in editor.xml
    editor.press("Undo")
    assert _without_labels(editor.xml) == _without_labels(before)
    editor.press("Redo")
    assert 'sourceRef="triage" targetRef="g_risk"' not in editor.xml


def _without_labels(xml: str) -> str:
    """Where a browser puts words may differ by a pixel."""
    return re.sub(r"<bpmndi:BPMNLabel>.*?</bpmndi:BPMNLabel>", "", xml, flags=re.DOTALL)


def test_steps_are_connected_and_timed_and_removed_by_keyboard(editor: Editor) -> None:
    editor.show("first_look")
    editor.choose("Anybody at risk?")
    editor.pick("Kind of step", "Letter")
    editor.press("Add")
    editor.page.keyboard.type("Tell them at once")
    expect(editor.step("Tell them at once")).to_be_visible()
    editor.page.get_by_label("Step that comes next").select_option("m_settled")
    editor.press("Connect")
    expect(editor.page.locator("#editor-live")).to_contain_text("Connected")
    assert 'sourceRef="tell_them_at_once" targetRef="m_settled"' in editor.xml
    editor.press("Attach a timer")
    editor.pick("Moment", "When that day has passed")
    assert re.search(
        r'<boundaryEvent [^>]*attachedToRef="tell_them_at_once" cancelActivity="false"[^>]*'
        r'redress:at="due"',
        editor.xml,
    )
    editor.choose("Tell them at once")
    editor.page.get_by_role("button", name="Remove letter step").focus()
    editor.page.keyboard.press("Enter")
    expect(editor.step("Tell them at once")).to_have_count(0)
    expect(editor.page.locator("#editor-panel-heading")).to_be_focused()
    assert "tell_them_at_once" not in editor.xml


def test_a_condition_is_put_together_from_what_the_procedure_asks(editor: Editor) -> None:
    editor.show("first_look")
    editor.step("yes → Risk noticed").click()
    expect(editor.page.locator("#editor-panel")).to_contain_text("is yes.")
    editor.press("Add a test")
    asked = editor.page.get_by_label("What is asked")
    asked.nth(1).select_option("triage")
    expect(editor.page.locator("#editor-panel")).to_contain_text("until then this test is left")
    answers = editor.page.get_by_label("Answer", exact=True)
    answers.select_option("compliment")
    editor.page.get_by_role("combobox", name="Taken when").select_option("any")
    assert "at_risk or triage == 'compliment'" in editor.xml
    editor.page.get_by_label("How it is compared").nth(1).select_option("one_of")
    assert "at_risk or triage in ('compliment',)" in editor.xml


def test_a_condition_written_by_hand_is_shown_and_can_be_replaced(editor: Editor) -> None:
    editor.show("first_look")
    editor.page.evaluate(
        """() => {
          const flow = redress.modeler.get('elementRegistry').get('g_risk_to_risk_noticed');
          const body = "attempts(2) > 1";
          const made = redress.modeler.get('moddle').create('bpmn:FormalExpression', { body });
          redress.modeler.get('modeling').updateProperties(flow, { conditionExpression: made });
        }"""
    )
    editor.step("yes → Risk noticed").click()
    expect(editor.page.locator("#editor-panel")).to_contain_text("written by hand: attempts(2)")
    editor.press("Replace it")
    editor.page.get_by_label("What is asked").select_option("at_risk")
    assert "attempts(2)" not in editor.xml


def test_a_usual_step_comes_with_what_it_needs(editor: Editor) -> None:
    editor.show("first_look")
    editor.choose("Risk noticed")
    editor.pick("Kind of step", "Usual step: wait for the resident")
    editor.press("Add")
    expect(editor.page.locator("#editor-live")).to_contain_text("“Record what the resident says”")
    xml = editor.xml
    assert 'redress:letter="COR-ASK-THE-RESIDENT"' in xml
    assert 'redress:form="record_what_the_resident_says"' in xml
    assert 'sourceRef="risk_noticed" targetRef="ask_the_resident"' in xml
    assert 'sourceRef="record_what_the_resident_says" targetRef="refer_risk"' in xml
    editor.press("Tidy this sheet")
    expect(editor.page.locator("#editor-live")).to_contain_text("drawn afresh")


def test_the_editor_is_fit_for_everybody(editor: Editor) -> None:
    assert editor.judge() == []
    editor.show("first_look")
    for name in ("Decide what this is", "yes → Risk noticed", "Anybody at risk?", "Ask first"):
        editor.step(name).click()
        assert editor.judge() == [], name
    editor.page.set_viewport_size({"width": 400, "height": 900})
    assert editor.judge() == []
    assert not editor.page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_only_the_editor_may_run_scripts(editor: Editor) -> None:
    seen = {}
    for path in (editor.page.url, "/officers/studio/"):
        answer = editor.page.request.get(path)
        seen[path] = answer.headers["content-security-policy"]
    assert ["script-src 'self'" in policy for policy in seen.values()] == [True, False]
    assert not any("unsafe-eval" in policy for policy in seen.values())
    assert editor.page.locator(".bjs-powered-by").is_visible()


@pytest.mark.parametrize("procedure", LARGE)
def test_the_largest_diagrams_are_worked_on_while_they_are_checked(
    procedure: str, sit_down: Callable[..., Editor], begin: Callable[[str], int]
) -> None:
    editor = sit_down()
    checks: list[Route] = []
    # none is answered before the work is kept
    editor.page.route("**/problems", lambda route: checks.append(route))
    editor.open(diagram(begin(procedure)))
    editor.page.locator(".studio-outline__choice").first.click()
    editor.page.get_by_label("Name", exact=True).fill("Comes in")
    expect(editor.page.locator("#editor-state")).to_contain_text("Saved")
    expect(editor.page.locator("#editor-checked")).not_to_have_text("")
    assert checks
    while checks:
        checks.pop().continue_()
        editor.page.wait_for_timeout(0)  # the next that was asked meanwhile
    editor.page.unroute("**/problems")
    editor.saved()
