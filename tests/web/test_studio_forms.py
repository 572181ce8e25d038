"""Deadlines, forms, roles and actions of a draft are changed on plain pages, in its own files."""

from __future__ import annotations

import difflib
from collections.abc import Callable

import pytest

from engine.studio import drafts
from engine.studio.drafts import Draft
from tests.web.places import House, Officer, Page

YAML = "processes/corporate-complaint/procedure.yaml"
OWN = "processes/profiles/demo-council.yaml"
THEIRS = "processes/profiles/nhdc-2019.yaml"


class Studio:
    """A process owner with a draft of the complaint procedure."""

    def __init__(self, house: House) -> None:
        self.house, self.owner = house, house.officer("owner")
        begun = self.owner.post(
            "/officers/studio/drafts", {"procedure": "corporate-complaint", "why": "Trying"}
        )
        assert begun.status == 200, begun.main
        self.number = int(begun.path.rpartition("/")[2])
        self.first = dict(self.draft.files)

    @property
    def draft(self) -> Draft:
        return drafts.read(self.house.office, self.house.actors["owner"], self.number)

    def at(self, place: str) -> str:
        return f"/officers/studio/drafts/{self.number}{place}"

    def get(self, place: str, who: Officer | None = None) -> Page:
        page = (who or self.owner).get(self.at(place))
        assert page.status == 200, page.main
        return page

    def send(self, place: str, shown: Page, form: str, **changed: object) -> Page:
        """Send the form with that address as it was shown, with some boxes changed."""
        boxes = {**boxes_of(shown, self.at(form)), **changed}
        return self.owner.post(self.at(place), boxes)

    def lines(self, file: str = YAML) -> tuple[list[str], list[str]]:
        """The lines that went out of a file of the draft and those that came into it."""
        old, new = self.first[file].split("\n"), self.draft.files[file].split("\n")
        found = [line for line in difflib.ndiff(old, new) if line[0] in "+-"]
        gone = [line[2:].strip() for line in found if line[0] == "-"]
        return gone, [line[2:].strip() for line in found if line[0] == "+"]


def boxes_of(page: Page, action: str) -> dict[str, object]:
    """Everything that a browser would send of a form, as it stands."""
    (form,) = page.tree.xpath(f"//form[@action='{action}'][@method='post']")
    found: dict[str, list[str]] = {}
    for each in form.xpath(".//input[@name] | .//textarea | .//select"):
        name, kind = each.get("name"), each.get("type")
        if each.tag == "select":
            chosen = each.xpath(".//option[@selected]") or each.xpath(".//option")[:1]
            found.setdefault(name, []).append(chosen[0].get("value"))
        elif each.tag == "textarea":
            found.setdefault(name, []).append((each.text or "").removeprefix("\n"))
        elif kind not in ("checkbox", "radio") or each.get("checked") is not None:
            found.setdefault(name, []).append(each.get("value") or "")
    found.pop("csrf_token", None)
    return {name: texts if len(texts) > 1 else texts[0] for name, texts in found.items()}


@pytest.fixture
def studio(build: Callable[..., House]) -> Studio:
    return Studio(build(profile="DEMO-COUNCIL"))


def test_each_clock_has_a_worked_example(studio):
    page = studio.get("/clocks")
    assert (
        "Received Thursday 28 March 2024 at 10:15 → due Monday 15 April, "
        "Good Friday and Easter Monday skipped"
    ) in page.main
    assert "It comes from “North Hertfordshire, 2019 policy”" in page.main


def test_a_day_of_ones_own_is_worked_out(studio):
    page = studio.get("/clocks?on-day=20&on-month=12&on-year=2024&at=17:30")
    assert "Received Friday 20 December 2024 at 17:30 → due Thursday 9 January 2025" in page.main
    wrong = studio.get("/clocks?on-day=31&on-month=2&on-year=2024&at=10:15")
    assert wrong.errors == ["The day to try must be a real date, like 27 3 2026."]
    wrong = studio.get("/clocks?on-day=20&on-month=12&on-year=2024&at=late")
    assert wrong.errors == ["Write the time as hours and minutes, such as 10:15."]


def test_a_number_is_changed_in_the_councils_own_profile_alone(studio):
    shown = studio.get("/clocks/response1")
    form = "/clocks/response1/numbers"
    page = studio.send(form, shown, form, number="15", source="Cabinet, 3 June 2026, 4.2")
    assert page.status == 200, page.main
    assert "Kept in the draft." in page.main
    assert studio.lines(THEIRS) == ([], [])
    gone, come = studio.lines(OWN)
    assert gone == []
    assert come == [
        "clocks:", "corporate-complaint:", "response1:", "number: 15",
        "source: Cabinet, 3 June 2026, 4.2", "",
    ]  # fmt: skip
    assert "due Monday 22 April, Good Friday and Easter Monday skipped" in page.main
    assert "It stands in your council’s own profile." in studio.get("/clocks").main


def test_a_new_number_needs_its_source(studio):
    shown = studio.get("/clocks/response1")
    form = "/clocks/response1/numbers"
    page = studio.send(form, shown, form, number="15")
    assert page.status == 422
    assert page.errors == [
        "The number is another one now. Where does it say so? Name it, "
        "or tick that the same source says it."
    ]
    assert page.box("number") == "15"
    assert studio.send(form, shown, form, number="15", same_source="yes").status == 200


@pytest.mark.parametrize(
    ("number", "unit", "told"),
    [
        ("ten", "working_days", "The number must be a whole number, such as 10."),
        ("-1", "working_days", "The number must be a whole number, such as 10."),
        ("0", "working_days", "The number must be between 1 and 1,000."),
        ("5000", "hours", "The number must be between 0 and 1,000."),
        ("5", "fortnights", "Choose what is counted."),
    ],
)
def test_an_impossible_number_gets_one_sentence(studio, number, unit, told):
    shown = studio.get("/clocks/response1")
    form = "/clocks/response1/numbers"
    page = studio.send(form, shown, form, number=number, unit=unit, source="Elsewhere")
    assert page.status == 422
    assert page.errors == [told.replace("0 and", "1 and") if unit == "hours" else told]
    assert studio.lines(OWN) == ([], [])


def test_what_a_clock_is_about_is_changed_in_the_procedure(studio):
    shown = studio.get("/clocks/response1")
    form = "/clocks/response1/about"
    page = studio.send(form, shown, form, title="Answer at stage 1")
    assert page.status == 200
    assert studio.lines() == (["title: Stage 1 response"], ["title: Answer at stage 1"])


def test_a_clock_comes_and_goes(studio):
    shown = studio.get("/new-clock")
    typed = {
        "title": "Call back", "from": "received", "number": "3", "source": "setting",
        "met_by": ["letter COR-ACK1"], "ladder": "short",
    }  # fmt: skip
    page = studio.send("/new-clock", shown, "/new-clock", **typed)
    assert page.status == 200, page.main
    assert "Received Thursday 28 March 2024 at 10:15 → due Thursday 4 April" in page.main
    assert studio.lines()[1] == [
        "call_back:", "title: Call back", "kind: policy", "met_by: [letter COR-ACK1]",
        "ladder: short",
    ]  # fmt: skip
    again = studio.send("/new-clock", shown, "/new-clock", **typed)
    assert again.errors == ["There is a clock of that name already."]
    studio.send(
        "/clocks/call_back/remove", studio.get("/clocks/call_back"), "/clocks/call_back/remove"
    )
    assert studio.draft.files == studio.first


def test_two_owners_who_change_one_clock_keep_both_versions(studio):
    shown = studio.get("/clocks/response1")
    form = "/clocks/response1/about"
    other = studio.house.officer("second")
    assert (
        other.post(studio.at(form), {**boxes_of(shown, studio.at(form)), "title": "Theirs"}).status
        == 200
    )
    page = studio.send(form, shown, form, title="Mine")
    assert "Nothing is lost" in page.main
    assert studio.lines()[1] == ["title: Theirs"]
    mine = drafts.read(
        studio.house.office, studio.house.actors["owner"], int(page.path.split("/")[4])
    )
    assert "title: Mine" in mine.files[YAML]


def test_a_value_is_changed_with_its_source(studio):
    shown = studio.get("/settings/values/payment_limit")
    form = "/settings/values/payment_limit"
    wrong = studio.send(form, shown, form, value="many")
    assert wrong.errors == ["What it is must be a whole number, such as 10."]
    page = studio.send(form, shown, form, value="750")
    assert page.status == 200
    assert studio.lines(OWN)[1] == ["payment_limit: {value: 750}"]
    text = "/settings/texts/signpost_pcn"
    studio.send(text, studio.get(text), text, value="See the ticket.")
    assert "signpost_pcn: >-\n    See the ticket.\n" in studio.draft.files[OWN]


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
    form = "/forms/triage/fields/2"
    studio.send(form, studio.get(form), form, **{"when-atom": ["nobody_says_this"]})
    page = studio.get("/forms/triage")
    (told,) = page.tree.xpath("//li[@id='field-2']//div[contains(@class,'app-problem')]")
    assert "nobody_says_this" in told.text_content()
    overview = studio.get("").main
    assert " ".join(told.text_content().split()) in overview


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


def test_only_process_owners_open_the_pages(studio):
    manager = studio.house.officer("manager")
    for place in ("/clocks", "/clocks/response1", "/new-clock", "/settings/values/payment_limit"):
        assert manager.get(studio.at(place)).status == 403


def test_a_clock_that_is_not_there_is_not_found(studio):
    assert studio.owner.get(studio.at("/clocks/nothing")).status == 404
    assert studio.owner.get(studio.at("/settings/values/nothing")).status == 404
    assert studio.owner.get(studio.at("/settings/secrets/nothing")).status == 404
