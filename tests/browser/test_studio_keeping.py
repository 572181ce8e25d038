"""Nothing that a process owner draws is lost: not by a second one, nor by a broken connection."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.drawing import Editor, diagram


def test_what_was_drawn_is_there_again_after_reloading(editor: Editor) -> None:
    editor.show("first_look")
    editor.choose("Refer the risk today")
    editor.pick("Role", "Triage officer")
    editor.saved()
    drawn = editor.xml
    assert 'redress:form="refer_risk" redress:role="triage_officer complaints_manager"' in drawn
    editor.open(editor.page.url)
    assert editor.xml == drawn


def test_two_who_draw_at_the_same_time_lose_nothing(
    sit_down: Callable[..., Editor], begin: Callable[[str], int]
) -> None:
    draft = begin("corporate-complaint")
    first, second = sit_down("owner1"), sit_down("owner2")
    for each in (first, second):
        each.open(diagram(draft, "withdraw.bpmn"))
    for each, name in ((first, "Drawn by one"), (second, "Drawn by two")):
        each.page.locator(".studio-outline__choice").first.click()
        each.page.get_by_label("Name", exact=True).fill(name)
        each.saved()
    expect(second.page.get_by_role("alert")).to_contain_text("Nothing of theirs was overwritten")
    second.page.get_by_label("Name", exact=True).fill("Drawn by two again")
    expect(second.page.locator("#editor-state")).not_to_contain_text("Saved")
    second.saved()
    second.page.get_by_role("link", name="Open the second draft").click()
    second.page.wait_for_selector("[data-ready]")
    assert "Drawn by two again" in second.xml
    assert diagram(draft) not in second.page.url
    first.open(diagram(draft, "withdraw.bpmn"))
    assert "Drawn by one" in first.xml


def test_while_the_server_cannot_be_reached_the_page_keeps_it(editor: Editor) -> None:
    editor.page.context.set_offline(True)
    editor.page.locator(".studio-outline__choice").first.click()
    editor.page.get_by_label("Name", exact=True).fill("Begins here")
    expect(editor.page.locator("#editor-state")).to_contain_text("cannot be reached")
    editor.page.context.set_offline(False)
    editor.press("Save now")
    editor.saved()
    editor.open(editor.page.url)
    assert 'name="Begins here"' in editor.xml
