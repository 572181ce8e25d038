"""A list of rows on a page: another one, one less, and a mistake in a cell, without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.bootstrap import open_office
from engine.catalogue.answered_rows import laid_out
from engine.catalogue.definition import Field, Form
from engine.clock import SetClock
from engine.settings import Settings
from tests.casework.small import small_catalogue
from tests.web.places import NOW, House, open_accounts
from web import create_app
from web.forms import asking, rows, typed, words

COLUMNS = (
    Field("what", "text", "What happened?", required=True),
    Field("on", "date", "When"),
    Field("told", "bool", "Were we told?"),
)
REPORTS = Field("reports", "rows", "Reports", columns=COLUMNS, row="Report", most_rows=3)
FORM = Form("f", "A form", (REPORTS,))
VALUE = [{"what": "Noise", "on": "2024-04-09", "told": True}, {"what": "Litter"}]


def test_rows_stand_on_the_page_as_they_were_kept_and_one_more() -> None:
    boxes = typed.from_values(FORM, {"reports": VALUE})
    assert (boxes["reports-rows"], boxes["reports-1-on-month"]) == (["3"], ["4"])
    turn = asking.turn(FORM, 1, boxes, [], {})
    found: Any = turn.answers["reports"]
    first, second = found
    assert (str(first["on"]), first["told"], second) == ("2024-04-09", True, {"what": "Litter"})
    assert turn.done
    assert words.answer_lines(REPORTS, VALUE) == (
        "Report 1. What happened: Noise; When: Tuesday 9 April 2024; Were we told: Yes",
        "Report 2. What happened: Litter",
    )


def test_another_row_comes_with_what_was_typed_and_never_too_many() -> None:
    boxes = {"reports-rows": ["1"], "reports-1-what": ["Noise"], rows.ADD: ["reports"]}
    more = asking.turn(FORM, 1, boxes, [], {}).again
    assert more is not None
    assert (more["reports-rows"], more["reports-1-what"]) == (["2"], ["Noise"])
    full = asking.turn(FORM, 1, {**boxes, "reports-rows": ["3"]}, [], {}).again
    assert full is not None
    assert full["reports-rows"] == ["3"]


def test_what_stands_below_a_row_that_is_taken_away_moves_up() -> None:
    boxes = typed.from_values(FORM, {"reports": VALUE})
    less = asking.turn(FORM, 1, {**boxes, rows.REMOVE: ["reports-1"]}, [], {}).again
    assert less is not None
    assert (less["reports-rows"], less["reports-1-what"]) == (["2"], ["Litter"])
    assert not {"reports-1-on-day", "reports-1-told", "reports-2-what"} & less.keys()


def test_what_is_wrong_in_a_cell_is_said_of_its_row_and_led_to() -> None:
    boxes = {"reports-rows": ["3"], "reports-2-on-day": ["31"], "reports-2-on-month": ["2"]}
    turn = asking.turn(FORM, 1, {**boxes, "reports-2-on-year": ["2024"]}, [], {})
    assert turn.errors == {"reports-2-on": "Report 2: When must be a real date, like 27 3 2026."}
    turn = asking.turn(FORM, 1, {"reports-rows": ["2"], "reports-2-told": ["no"]}, [], {})
    assert turn.errors == {"reports-2-what": "Report 2: Enter an answer: What happened?"}
    asked = asking.Asked(FORM, turn.page, boxes, errors={"reports-2-on": "", "reports": ""})
    assert asked.anchors == {"reports-2-on": "reports-2-on-day", "reports": "reports-1-what"}


ANSWERS = Field(
    "responses",
    "rows",
    "Responses",
    columns=(
        Field("text", "text", "What", required=True),
        Field("answer", "bool", "Do we?", required=True),
    ),
    row="Recommendation",
    answers="recommended",
    source="The guidance",
    to_answer=("Fit a lock", "Say sorry"),
)
ANSWERING = Form("f", "A form", (ANSWERS,))


def test_rows_that_answer_others_stand_there_and_cannot_be_taken_away() -> None:
    boxes = typed.from_values(ANSWERING, {"responses": laid_out(ANSWERS, [])})
    assert (boxes["responses-rows"], boxes["responses-2-text"]) == (["2"], ["Say sorry"])
    assert rows.shown(ANSWERS, {"responses-rows": ["0"]}) == 2
    assert asking.turn(ANSWERING, 1, {**boxes, rows.REMOVE: ["responses-2"]}, [], {}).again is None
    more = asking.turn(ANSWERING, 1, {**boxes, rows.ADD: ["responses"]}, [], {}).again
    assert more is not None
    less = asking.turn(
        ANSWERING, 1, {**more, rows.ADD: [], rows.REMOVE: ["responses-3"]}, [], {}
    ).again
    assert less is not None
    assert less["responses-rows"] == ["2"]


def test_a_row_left_without_its_answer_is_said_at_its_box() -> None:
    boxes = typed.from_values(ANSWERING, {"responses": laid_out(ANSWERS, [])})
    turn = asking.turn(ANSWERING, 1, {**boxes, "responses-1-answer": ["no"]}, [], {})
    said = "Recommendation 2: “Say sorry” has no answer. Each one gets one (The guidance)."
    assert turn.errors == {"responses-2-answer": said}
    assert asking.turn(
        ANSWERING,
        1,
        {**boxes, "responses-1-answer": ["no"], "responses-2-answer": ["yes"]},
        [],
        {},
    ).done


LISTED: dict[str, Any] = {
    "intake": {"residents": True},
    "roles": {"triage_officer": {"title": "Triage officer"}},
    "forms": {
        "log": {
            "title": "Keep a log",
            "fields": [
                {
                    "id": "calls",
                    "type": "rows",
                    "label": "Calls",
                    "row": "Call",
                    "columns": [
                        {"id": "on", "type": "date", "label": "When", "required": True},
                        {"id": "said", "type": "text", "label": "What was said?"},
                        {"id": "who", "type": "officer", "label": "Who took it?"},
                    ],
                }
            ],
        }
    },
    "any_time": {"log": {"title": "Keep a log", "by": ["triage_officer"], "form": "log"}},
}


@pytest.fixture
def house(sqlite_url: str, tmp_path: Path) -> Iterator[House]:
    """A council whose small procedure keeps a log of calls."""
    known = small_catalogue(tmp_path / "house", {"yaml": LISTED})
    settings = Settings(sqlite_url, tmp_path, secret_key="k" * 40, profile="BASE-2024")
    office = open_office(settings, clock=SetClock(NOW), catalogue=known)
    yield House(office, create_app(office), open_accounts(office))
    office.store.close()


def test_an_officer_fills_in_rows_page_by_page(house: House) -> None:
    reference = house.complaint(procedure="small").reference
    triage = house.officer("triage")
    address = f"/officers/cases/{reference}/actions/log"
    assert "Call 1" in triage.get(address).main
    more = triage.post(
        address, {"page": "1", "calls-rows": "1", "calls-1-said": "Hello", "add_row": "calls"}
    )
    assert (more.status, more.box("calls-1-said"), more.box("calls-2-said")) == (200, "Hello", "")
    wrong = triage.post(address, {"page": "1", "calls-rows": "2", "calls-2-said": "Hello"})
    assert wrong.status == 422
    assert wrong.errors == ["Call 2: Enter a date: When."]
    day = {"calls-1-on-day": "3", "calls-1-on-month": "4", "calls-1-on-year": "2024"}
    done = triage.post(address, {"page": "1", "calls-rows": "2", "calls-1-said": "Hello", **day})
    assert "“Keep a log” is done." in done.main
