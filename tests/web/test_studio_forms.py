"""The forms of a draft are changed on plain pages, one line at a time."""

from __future__ import annotations

import pytest

from tests.web.studio_desk import YAML, boxes_of


def test_a_form_shows_its_questions_and_how_officers_will_see_them(studio):
    page = studio.get("/forms/triage")
    assert "Asked only when “What should happen” is “Accept as a complaint” and" in page.main
    preview = page.tree.xpath("//section[contains(@class,'app-preview')]")[0].text_content()
    assert "Which member of staff?" in preview
    assert "Choose a person" in preview
    for each in ("answer_stage1", "consult_hr", "record_reply", "contact", "split"):
        assert studio.get(f"/forms/{each}").status == 200


def test_a_question_is_changed_in_one_line_and_the_rest_is_kept(studio):
    form = "/forms/triage/fields/2"
    page = studio.send(form, studio.get(form), form, label="What do we do?")
    assert page.status == 200, page.main
    assert studio.lines() == (["label: What should happen?"], ["label: What do we do?"])
    # sent again as it stands, nothing changes
    before = studio.draft.files
    for place in range(20):
        form = f"/forms/triage/fields/{place}"
        assert studio.send(form, studio.get(form), form).status == 200
    assert studio.draft.files == before


@pytest.mark.parametrize("name", ["test_grounds", "reopen", "answer_stage1", "request_stage2"])
def test_every_question_of_a_form_can_be_kept_as_it_stands(studio, name):
    page = studio.get(f"/forms/{name}")
    places = [link for link in page.links() if "/fields/" in link]
    assert places
    for link in places:
        form = link.removeprefix(studio.at(""))
        assert studio.send(form, studio.get(form), form).status == 200
    assert studio.draft.files == studio.first


def test_a_question_is_added_moved_and_removed(studio):
    shown = studio.get("/forms/refer_risk")
    page = studio.send("/forms/refer_risk/fields", shown, "/forms/refer_risk/fields",
                       label="Who told us?", type="choice")  # fmt: skip
    assert "The question is added." in page.main
    form = "/forms/refer_risk/fields/2"
    page = studio.send(
        form, page, form,
        **{"choice-value": ["yes", "no", ""], "choice-label": ["A neighbour", "", "The school"],
           "choice-hint": ["", "", "Ask which."], "required": "yes",
           "when-atom": ["told_whom"], "when-holds": ["no"]},
    )  # fmt: skip
    assert page.status == 200, page.main
    assert studio.lines()[0] == []
    assert "required: true" in " ".join(studio.lines()[1])
    page = studio.get("/forms/refer_risk")
    assert "Who told us?" in page.main
    assert "A neighbour" in page.main
    up = "/forms/refer_risk/fields/2/move"
    studio.owner.post(studio.at(up), {"way": "up"})
    titles = studio.get("/forms/refer_risk").tree.xpath(
        "//ol[contains(@class,'field-list')]//strong"
    )
    assert [t.text_content() for t in titles] == [
        "Whom did you tell?", "Who told us?", "What did you tell them?",
    ]  # fmt: skip
    studio.owner.post(studio.at("/forms/refer_risk/fields/1/remove"))
    assert studio.draft.files[YAML] == studio.first[YAML]


def test_a_new_choice_is_known_to_the_diagram_too(studio):
    form = "/forms/triage/fields/2"
    shown = studio.get(form)
    boxes = boxes_of(shown, studio.at(form))
    labels = [*boxes["choice-label"][:-2], "Ask the police", ""]  # type: ignore[index]
    studio.send(form, shown, form, **{"choice-label": labels})
    text = studio.draft.files[YAML]
    assert "- {value: ask_the_police, label: Ask the police}" in text
    assert "file_only, not_accepted, ask_the_police]" in text


def test_a_condition_is_picked_and_what_cannot_be_picked_is_kept(studio):
    form = "/forms/triage/fields/13"
    shown = studio.get(form)
    assert "As it is written" in shown.source
    old = "(triage == 'comment' or triage == 'enquiry') and wants_reply"
    boxes = boxes_of(shown, studio.at(form))
    assert "triage == 'comment' or triage == 'enquiry'" in boxes["when-atom"]  # type: ignore[operator]
    studio.send(form, shown, form, hint="Ask again.")
    assert f'when: "{old}"' in studio.draft.files[YAML]
    assert studio.lines()[1] == ["hint: Ask again."]
    form = "/forms/record_choice/fields/1"
    studio.send(
        form, studio.get(form), form,
        **{"when-join": "any", "when-atom": ["contractor_choice == 'council'", "at_risk"],
           "when-holds": ["yes", "no"]},
    )  # fmt: skip
    assert "when: \"contractor_choice == 'council' or not at_risk\"" in studio.draft.files[YAML]


def test_what_is_wrong_with_a_question_is_told_with_every_box_kept(studio):
    form = "/forms/triage/fields/2"
    page = studio.send(form, studio.get(form), form, label=" ", id="no spaces")
    assert page.status == 422
    assert page.errors == [
        "That cannot be a name here. Use letters, digits and underscores, "
        "beginning with a letter.",
        "Write the question.",
    ]
    assert page.box("id") == "no spaces"
    assert studio.draft.files == studio.first


def test_the_check_tells_in_place_what_a_change_broke(studio):
    form = "/forms/triage/fields/6"
    studio.send(form, studio.get(form), form, role="no_such_role")
    page = studio.get("/forms/triage")
    (told,) = page.tree.xpath("//li[@id='field-6']//div[contains(@class,'app-problem')]")
    assert "no_such_role" in told.text_content()
    assert " ".join(told.text_content().split()) in studio.get("").main


def test_a_shared_form_is_copied_before_it_is_changed(studio):
    page = studio.get("/forms/contact")
    assert "Every procedure shares this form" in page.main
    assert studio.owner.get(studio.at("/forms/contact/fields/0")).status == 404
    assert studio.owner.post(studio.at("/forms/contact/own")).status == 200
    assert studio.get("/forms/contact/fields/0").status == 200
    assert "processes/shared/everyday.yaml" in studio.first
    shared = "processes/shared/everyday.yaml"
    assert studio.draft.files[shared] == studio.first[shared]


def test_a_form_comes_is_described_and_goes(studio):
    page = studio.send("/forms", studio.get("/forms"), "/forms", title="Ask the neighbours")
    assert page.path.endswith("/forms/ask_the_neighbours")
    form = "/forms/ask_the_neighbours"
    studio.send(form, page, form, intro="Knock first.", residents="yes")
    assert studio.lines()[1] == [
        "", "ask_the_neighbours:", "title: Ask the neighbours", "intro: Knock first.",
        "residents: true", "fields: []",
    ]  # fmt: skip
    studio.owner.post(studio.at(f"{form}/remove"))
    assert studio.draft.files == studio.first


def test_a_variable_comes_changes_and_goes(studio):
    page = studio.send(
        "/variables", studio.get("/variables"), "/variables", name="told_whom", type="text"
    )
    assert page.status == 200
    assert studio.lines()[1] == ["told_whom: {type: text}"]
    form = "/variables/request_late"
    studio.send(form, studio.get(form), form)
    assert studio.lines()[1] == ["told_whom: {type: text}"]
    studio.send(
        form, studio.get(form), form,
        **{"derived-atom": ["late('window2')", "closed()"], "derived-holds": ["yes", "no"]},
    )  # fmt: skip
    assert (
        "derived: \"late('window2') and not closed()\"}   # the request came"
        in (studio.draft.files[YAML])
    )
    studio.owner.post(studio.at("/variables/told_whom/remove"))
    assert "told_whom: {" not in studio.draft.files[YAML]
