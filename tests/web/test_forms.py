"""Boxes to answers and back; which page asks what."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import scheduler
from engine.casework import tasks
from engine.catalogue.definition import Choice, Field, Form
from engine.clock import SetClock
from engine.desk.case_file import case_file
from tests.web.places import House
from web.forms import asking, pages, reading, typed, words

FORM = Form(
    "triage",
    "Decide",
    (
        Field(
            "what", "choice", "What?", required=True, choices=(Choice("a", "A"), Choice("b", "B"))
        ),
        Field("why", "long_text", "Why?", required=True, when="what == 'a'"),
        Field("staff", "bool", "About staff?", when="what == 'b'"),
        Field("who", "officer", "Who?", when="what == 'b' and staff"),
        Field("note", "text", "Note"),
        Field("odd", "text", "Odd?", required=True, when="request_late"),
    ),
)


def asked_on(answers: dict[str, object]) -> list[list[str]]:
    return [[field.id for field in page.fields] for page in pages.pages(FORM, answers)]


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({}, [["what"], ["note", "odd"]]),
        ({"what": "a"}, [["what"], ["why", "note", "odd"]]),
        ({"what": "b"}, [["what"], ["staff"], ["note", "odd"]]),
        ({"what": "b", "staff": True}, [["what"], ["staff"], ["who", "note", "odd"]]),
    ],
)
def test_a_question_comes_after_those_it_depends_on(
    answers: dict[str, object], asked: list[list[str]]
) -> None:
    assert asked_on(answers) == asked


def test_a_choice_comes_after_the_questions_that_may_bar_it() -> None:
    """Whoever answers one page at a time is not offered what a later page takes back."""
    choice = Field("what", "choice", "What?", only={"service": "not repeated"})
    form = Form("x", "X", (choice, Field("repeated", "bool", "Repeated?")))
    shown = [[field.id for field in page.fields] for page in pages.pages(form, {})]
    assert shown == [["repeated"], ["what"]]


def test_a_form_without_conditions_is_one_page() -> None:
    form = Form("contact", "Contact", (Field("text", "long_text", "What was said?"),))
    assert len(pages.pages(form, {})) == 1
    assert pages.pages(form, {})[0].last


def test_a_form_without_fields_is_one_empty_page() -> None:
    assert pages.pages(Form("none", "None", ()), {})[0].fields == ()


def test_an_only_leading_question_is_the_last_page_until_it_is_answered() -> None:
    form = Form("x", "X", (FORM.fields[0], FORM.fields[1]))
    assert [page.last for page in pages.pages(form, {})] == [True]
    assert [page.last for page in pages.pages(form, {"what": "a"})] == [False, True]


def test_a_turn_that_answers_a_leading_question_opens_its_page() -> None:
    form = Form("x", "X", (FORM.fields[0], FORM.fields[1]))
    turn = asking.turn(form, 1, {"what": ["a"]}, [], {})
    assert turn.following is not None
    assert [field.id for field in turn.following.fields] == ["why"]
    assert asking.turn(form, 1, {"what": ["b"]}, [], {}).done


def test_a_page_is_not_left_before_what_it_requires_is_answered() -> None:
    turn = asking.turn(FORM, 2, {"what": ["a"]}, [], {})
    assert set(turn.errors) == {"why", "odd"}
    assert not turn.done


def test_emptied_boxes_take_an_answer_back() -> None:
    turn = asking.turn(FORM, 2, {"note": [""], "why": ["So."]}, [], {"what": "a", "note": "old"})
    assert "note" not in turn.answers
    assert turn.answers["what"] == "a"


@pytest.mark.parametrize("number", ["0", "-1", "x", "", "99999999", "²"])
def test_any_page_number_is_a_page(number: str) -> None:
    shown = pages.page_number(pages.pages(FORM, {}), asking.numbered(number))
    assert shown.number in (1, 2)


@pytest.mark.parametrize(
    ("day", "month", "year", "read"),
    [
        ("3", "4", "2024", date(2024, 4, 3)),
        ("03", "04", "2024", date(2024, 4, 3)),
        ("3", "April", "2024", date(2024, 4, 3)),
        ("29", "feb", "2024", date(2024, 2, 29)),
        ("", "", "", None),
    ],
)
def test_a_date_is_read(day: str, month: str, year: str, read: date | None) -> None:
    boxes = {"d-day": [day], "d-month": [month], "d-year": [year]}
    assert reading.read_date(boxes, "d", "The date") == read


@pytest.mark.parametrize(
    ("day", "month", "year", "says"),
    [
        ("29", "2", "2023", "must be a real date"),
        ("", "2", "2023", "must include a day"),
        ("", "", "2023", "must include a day and a month"),
        ("1", "2", "23", "must have 4 numbers"),
        ("one", "2", "2023", "must be a real date"),
        ("1", "13", "2023", "must be a real date"),
        ("9" * 40, "1", "2023", "must be a real date"),
        ("1", "1", "²²²²", "must be a real date"),
    ],
)
def test_a_date_that_is_none_is_told(day: str, month: str, year: str, says: str) -> None:
    boxes = {"d-day": [day], "d-month": [month], "d-year": [year]}
    with pytest.raises(reading.NotADateError, match=says):
        reading.read_date(boxes, "d", "The date")


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(str.strip)
TEXTS = TEXT.filter(bool)
DATES = st.dates(min_value=date(1900, 1, 1), max_value=date(2999, 12, 31))
FINDING = st.fixed_dictionaries(
    {"finding": st.sampled_from(["upheld", "partly_upheld", "not_upheld"]), "reason": TEXTS,
     "remedy": TEXT, "remedy_by": st.none() | DATES}
)  # fmt: skip
EVERY_TYPE = Form(
    "all",
    "All",
    tuple(
        Field(name, name, name)
        for name in ("text", "long_text", "choice", "bool", "date", "number", "officer",
                     "points", "findings", "add_points")
    ),
)  # fmt: skip
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "text": TEXTS,
        "long_text": TEXTS,
        "choice": TEXTS,
        "bool": st.booleans(),
        "date": DATES,
        "number": st.integers(0, 999).map(str),
        "officer": st.integers(1, 999).map(str),
        "points": st.lists(
            st.fixed_dictionaries({"id": st.sampled_from(["", "p1"]), "text": TEXTS}), min_size=1
        ),
        "add_points": st.lists(TEXTS, min_size=1),
        "findings": st.dictionaries(st.sampled_from(["p1", "p2"]), FINDING, min_size=1),
    },
)


@given(VALUES)
def test_answers_come_back_from_their_boxes_unchanged(values: dict[str, object]) -> None:
    boxes = typed.from_values(EVERY_TYPE, values)
    back = reading.read(EVERY_TYPE.fields, boxes, ["p1", "p2"])
    assert not back.errors
    assert back.answers == values


@given(VALUES)
def test_what_is_carried_to_the_next_page_is_everything_typed(values: dict[str, object]) -> None:
    boxes = typed.from_values(EVERY_TYPE, values)
    carried: dict[str, list[str]] = {}
    for name, text in typed.carried(EVERY_TYPE.fields, boxes, ["p1", "p2"]):
        carried.setdefault(name, []).append(text)
    assert carried == {name: texts for name, texts in boxes.items() if texts}


@given(st.dictionaries(TEXTS, st.lists(TEXT)))
def test_whatever_boxes_come_reading_them_breaks_nothing(boxes: dict[str, list[str]]) -> None:
    reading.read(EVERY_TYPE.fields, boxes, ["p1"])


@pytest.mark.parametrize(
    ("kind", "value", "lines"),
    [
        ("text", "", ("Not given",)),
        ("bool", False, ("No",)),
        ("bool", True, ("Yes",)),
        ("date", "2024-04-03", ("Wednesday 3 April 2024",)),
        ("choice", "a", ("A",)),
        ("officer", 7, ("Ina Investigator",)),
        ("long_text", "One\nTwo", ("One", "Two")),
        ("points", [{"id": "p1", "text": "The bin"}], ("1. The bin",)),
        ("add_points", ["The phone"], ("1. The phone",)),
        ("findings", {"p1": "upheld"}, ("Point 1: Upheld",)),
        (
            "findings",
            {"p2": {"finding": "not_upheld", "reason": "So.", "remedy": "A call",
                    "remedy_by": "2024-04-03"}},
            ("Point 2: Not upheld", "So.", "Remedy: A call (by 3 April 2024)"),
        ),
    ],
)  # fmt: skip
def test_an_answer_reads_as_a_person_would_say_it(
    kind: str, value: object, lines: tuple[str, ...]
) -> None:
    field = Field("x", kind, "X?", choices=(Choice("a", "A"),))
    assert words.answer_lines(field, value, [("7", "Ina Investigator")]) == lines


@pytest.mark.parametrize(
    ("identifier", "said"),
    [("partly_upheld", "Partly upheld"), ("consult_hr", "Consult HR"), ("", ""),
     ("large_print", "Large print"), ("stage 1", "Stage 1")],
)  # fmt: skip
def test_identifiers_read_as_words(identifier: str, said: str) -> None:
    assert words.plain(identifier) == said


TWO_PAGES = Form(
    "details",
    "Details",
    (
        Field("whose", "choice", "Whose?", default="a", choices=(Choice("a", "A"),)),
        Field("how", "choice", "How?", default="post", choices=(), when="whose != ''"),
        Field("email", "text", "E-mail", when="whose != ''"),
    ),
)


def test_a_form_begins_with_its_defaults_and_what_is_known() -> None:
    page, boxes = asking.begun(TWO_PAGES, {"email": "a@example.org"})
    assert (page.number, page.last, boxes["whose"]) == (1, False, ["a"])


def test_a_further_page_begins_with_its_defaults_too() -> None:
    second = pages.pages(TWO_PAGES, {"whose": "a"})[1]
    known = {"email": "a@example.org"}
    boxes = asking.filled(TWO_PAGES, second, {"whose": ["a"]}, known)
    assert boxes == {"whose": ["a"], "how": ["post"], "email": ["a@example.org"]}
    typed_over = asking.filled(TWO_PAGES, second, {"how": [""], "email": ["b@b.org"]}, known)
    assert (typed_over["how"], typed_over["email"]) == ([""], ["b@b.org"])


def test_points_are_ticked_and_read_in_words() -> None:
    field = Field("points", "some_points", "Which points?")
    form = Form("split", "Split", (field,))
    answers = reading.read(form.fields, {"points": ["p2", "p3"]}, ["p1", "p2", "p3"]).answers
    assert answers == {"points": ["p2", "p3"]}
    assert typed.from_values(form, answers) == {"points": ["p2", "p3"]}
    assert words.answer_lines(field, ["p2", "p3"]) == ("Point 2", "Point 3")
    assert typed.carried(form.fields, {"points": ["p2", "p3"]}, []) == (
        ("points", "p2"),
        ("points", "p3"),
    )


def test_a_barred_choice_is_never_the_one_that_is_ticked(house: House) -> None:
    """A browser does not send a disabled box, though it shows it as chosen."""
    receipt = house.complaint()
    officer = house.officer("manager")
    clock = house.office.clock
    assert isinstance(clock, SetClock)
    tasks.complete(
        house.office, house.actors["triage"], house.task(receipt.reference), {"triage": "accept"}
    )
    for _ in range(30):
        clock.set(clock.now() + timedelta(days=1))
        scheduler.sweep(house.office)
    late = case_file(house.office, house.actors["manager"], receipt.reference)
    task = next(each for each in late.tasks if each.element == "late1")
    page = officer.get(f"/officers/tasks/{task.id}")
    assert page.tree.xpath("//input[@value='not_needed' and @disabled]")
    assert not page.tree.xpath("//input[@disabled and @checked]")
    assert page.box("decision") == "send"


def test_what_was_answered_before_bars_a_choice(house: House) -> None:
    receipt = house.complaint()
    officer = house.officer("triage")
    task_id = house.task(receipt.reference)
    tasks.save_draft(house.office, house.actors["triage"], task_id, {"repeated": True})
    page = officer.get(f"/officers/tasks/{task_id}?page=2")
    assert page.tree.xpath("//input[@value='service_request' and @disabled]")
    assert page.tree.xpath("//input[@value='accept' and not(@disabled)]")
