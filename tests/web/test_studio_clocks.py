"""Deadlines and settings of a draft are changed on plain pages, in the council's own profile."""

from __future__ import annotations

import pytest

from engine.studio import drafts
from tests.web.studio_desk import OWN, THEIRS, YAML, boxes_of


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


def test_pages_of_a_draft_that_cannot_be_read_say_so_and_lose_nothing(studio):
    broken = studio.first[YAML].replace("clocks:\n", "clocks: [\n", 1)
    actor = studio.house.actors["owner"]
    drafts.keep(studio.house.office, actor, studio.number, {YAML: broken}, {})
    for place in ("/clocks", "/forms", "/variables", "/roles", "/actions", "/new-action"):
        assert studio.get(place).status == 200
    assert "cannot be read" in studio.get("/clocks").main
    page = studio.send("/roles", studio.get("/roles"), "/roles", title="One more")
    assert page.status == 422
    assert "This is not YAML" in page.errors[0]
    assert studio.draft.files[YAML] == broken
