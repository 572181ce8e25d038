"""Answers to a form, read by the type of each field: a value, or a sentence that says why not."""

from __future__ import annotations

from datetime import date

import pytest

from engine.casework.answers import read_answers
from engine.casework.typed_answers import Asking
from engine.catalogue.answered_rows import in_case
from engine.catalogue.definition import Choice, Field, Form
from engine.errors import FormErrors

RESIDENT = Asking(date(2024, 4, 10), by_officer=False)
OFFICER = Asking(
    date(2024, 4, 10),
    points=("p1", "p2", "p3"),
    received_on=date(2024, 4, 3),
    promises=lambda: ("7", "12"),
    case_exists=lambda reference: reference == "COM-2024-00001",
)


def read(field: Field, raw: object, asking: Asking = OFFICER) -> object:
    return read_answers(Form("f", "A form", (field,)), {field.id: raw}, asking).get(field.id)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (["p3", "p1"], ["p1", "p3"]),
        ("p2", ["p2"]),
        (["p1", "p1"], ["p1"]),
        ([], None),
        ("", None),
    ],
)
def test_some_points_come_in_the_cases_order_and_once(raw, value):
    assert read(Field("which", "some_points", "Which points"), raw) == value


@pytest.mark.parametrize("raw", [["p9"], "p9", [7], 7, {"p1": True}])
def test_points_that_the_case_does_not_have_are_refused(raw):
    with pytest.raises(FormErrors):
        read(Field("which", "some_points", "Which points"), raw)


def test_a_case_is_named_by_its_reference_however_it_is_typed():
    field = Field("other", "case", "Which case?")
    assert read(field, " com-2024-00001 ") == "COM-2024-00001"
    with pytest.raises(FormErrors, match=r"Which case\? There is no case COM-2024-00002"):
        read(field, "COM-2024-00002")


@pytest.mark.parametrize("raw", ["7", 7])
def test_a_promise_is_one_that_is_open(raw):
    assert read(Field("promise", "promise", "Which promise?"), raw) == "7"
    with pytest.raises(FormErrors, match=r"Which promise\? Choose one that is still open"):
        read(Field("promise", "promise", "Which promise?"), "8")


@pytest.mark.parametrize("kind", ["some_points", "promise"])
def test_what_is_chosen_and_required_is_asked_for_as_a_choice(kind):
    with pytest.raises(FormErrors, match="Select an answer: Which"):
        read(Field("which", kind, "Which?", required=True), "")


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2024-04-02", "Came must not be before the complaint was received on Wednesday 3 April"),
        ("2024-04-03", ""),
        ("2024-04-10", ""),
        ("2024-04-11", "today or in the past"),
    ],
)
def test_a_date_that_says_when_it_happened_lies_between_receipt_and_today(day, says):
    field = Field("came", "date", "Came", after="received", dates_event=True)
    if not says:
        assert read(field, day) == date.fromisoformat(day)
        return
    with pytest.raises(FormErrors, match=says):
        read(field, day)


def test_what_is_asked_of_officers_is_not_taken_from_residents_even_where_required():
    field = Field("came", "text", "How did it come?", required=True, asked_of="officer")
    assert read(field, "by post") == "by post"
    assert read_answers(Form("f", "A form", (field,)), {}, RESIDENT) == {}
    with pytest.raises(FormErrors, match="no field called “came”"):
        read(field, "by post", RESIDENT)


def test_a_choice_that_is_the_officers_is_nobody_elses():
    over = Choice("over", "The time is over", asked_of="officer")
    field = Field("will_do", "choice", "What?", choices=(Choice("all", "All"), over))
    assert read(field, "over") == "over"
    with pytest.raises(FormErrors, match=r"Choose one of “All”\."):
        read(field, "over", RESIDENT)


def test_a_refusal_speaks_to_officers_in_the_words_for_them():
    child = Choice("child", "I am a child", officer_label="A child")
    field = Field("who", "choice", "Who are you?", choices=(child,), officer_label="Who is it?")
    with pytest.raises(FormErrors, match=r"Who is it\?.*“A child”"):
        read(field, "nobody")
    with pytest.raises(FormErrors, match=r"Who are you\?.*“I am a child”"):
        read(field, "nobody", RESIDENT)


REPORTS = Field(
    "reports",
    "rows",
    "Reports",
    columns=(
        Field("what", "text", "What happened", required=True),
        Field("on", "date", "When", until="today"),
        Field("told", "bool", "Did they answer?"),
    ),
    least_rows=1,
    most_rows=2,
)
LATE = {"what": "Fire", "on": "2024-04-11"}


def test_rows_are_tables_with_every_column_and_empty_ones_are_left_out():
    rows = [{"what": " Noise ", "on": "2024-04-09"}, {"what": "", "on": ""}, {"what": "Litter"}]
    assert read(REPORTS, rows) == [
        {"what": "Noise", "on": date(2024, 4, 9), "told": ""},
        {"what": "Litter", "on": "", "told": ""},
    ]


@pytest.mark.parametrize(
    ("rows", "errors"),
    [
        ([{"on": "2024-04-09"}], {"reports-1-what": "Row 1: Enter an answer: What happened."}),
        ([{}, LATE], {"reports-2-on": "Row 2: When must be today or in the past."}),
        ([{"what": "a"}] * 3, {"reports": "Reports must have 2 rows or fewer."}),
        ([{}], {"reports": "Reports must have at least one row."}),
        ([{"whom": "a"}], {"reports": "Reports: there is no column whom."}),
        (["Noise"], {"reports": "Reports must be a list of rows."}),
        ("Noise", {"reports": "Reports must be a list of rows."}),
    ],
)
def test_what_is_wrong_in_a_row_is_said_with_its_place(rows, errors):
    with pytest.raises(FormErrors) as wrong:
        read(REPORTS, rows)
    assert wrong.value.errors == errors


def test_a_column_may_be_needed_for_what_another_column_of_its_row_says():
    columns = (
        Field("answer", "text", "Answer"),
        Field("why", "text", "Why", required="answer == 'no'"),
    )
    responses = Field("responses", "rows", "Responses", columns=columns)
    assert read(responses, [{"answer": "yes"}, {"answer": "no", "why": "It is done"}])
    with pytest.raises(FormErrors, match="Row 2: Enter an answer: Why"):
        read(responses, [{"answer": "yes"}, {"answer": "no"}])


ANSWERS = Field(
    "responses",
    "rows",
    "Responses",
    row="Recommendation",
    columns=(
        Field("text", "text", "What", required=True),
        Field("answer", "choice", "Answer", required=True, choices=(Choice("yes", "Yes"),)),
        Field("why", "text", "Why", required="answer != 'yes'"),
    ),
    answers="recommended",
    source="The guidance",
)
KEPT = {"recommended": [{"text": "Fit a lock."}, {"text": "Say sorry"}, {"text": "say  SORRY"}]}


def answered(rows):
    form = in_case(Form("f", "A form", (ANSWERS,)), KEPT)
    return read_answers(form, {"responses": rows}, OFFICER).get("responses")


def test_rows_that_answer_others_come_in_their_order_and_words_and_then_what_is_added():
    said = [{"text": x, "answer": "yes"} for x in ("Train them", "say sorry", "fit a lock.")]
    assert [row["text"] for row in answered(said)] == ["Fit a lock.", "Say sorry", "Train them"]


@pytest.mark.parametrize(
    ("rows", "number", "text"),
    [
        ([], 1, "Fit a lock"),
        ([{"text": "Fit a lock.", "answer": "yes"}], 2, "Say sorry"),
        ([{"text": "Say sorry", "answer": "yes"}, {"text": "Fit a lock."}], 1, "Fit a lock"),
        ([{"text": "Fit a bolt", "answer": "yes"}], 1, "Fit a lock"),
    ],
)
def test_a_row_that_is_left_without_its_answer_is_named_with_the_source(rows, number, text):
    with pytest.raises(FormErrors) as wrong:
        answered(rows)
    said = f"Recommendation {number}: “{text}” has no answer. Each one gets one (The guidance)."
    assert wrong.value.errors[f"responses-{number}-answer"] == said


def test_where_nothing_was_recommended_nothing_has_to_be_answered():
    form = in_case(Form("f", "A form", (ANSWERS,)), {"recommended": []})
    assert read_answers(form, {}, OFFICER) == {}
