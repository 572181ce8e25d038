"""Everything that came in in April, by what it was."""

from __future__ import annotations

from itertools import product

from engine.reports.kinds import KINDS, kind_of
from tests.reports.april import MAY, behind, numbers, report, table

NAME = "feedback"


def test_each_case_is_one_kind(april):
    found = table(april, NAME, "kinds")
    assert numbers(found) == {
        "complaint": [4],
        "direct": [1],
        "withdrawn": [1],
        "service_request": [1],
        "comment_general": [1],
        "comment_policy": [1],
        "compliment": [1],
        "enquiry": [1],
        "signposted": [1],
        "not_accepted": [1],
        "undecided": [1],
        "total": [14],
    }
    assert behind(found, "complaint", "cases") == ["in time", "late", "open", "silent"]


def test_received_and_closed_are_different_cases(april):
    assert numbers(table(april, NAME, "cases")) == {"received": [14], "open": [3], "closed": [10]}
    assert numbers(table(april, NAME, "cases", MAY)) == {"closed": [1]}


def test_by_month_service_and_channel(april):
    columns = [column.key for column in table(april, NAME, "by_month").columns]
    assert columns[0] == "complaints"
    assert columns[-1] == "all"
    assert numbers(table(april, NAME, "by_month"))["2024-04"] == [6, 1, 2, 1, 1, 1, 1, 1, 14]
    by_service = numbers(table(april, NAME, "by_service"))
    assert by_service["bins"] == [4, 0, 0, 0, 0, 0, 0, 0, 4]
    assert by_service["parks"] == [2, 1, 2, 1, 1, 1, 1, 1, 10]
    by_channel = {key: row[-1] for key, row in numbers(table(april, NAME, "by_channel")).items()}
    assert by_channel == {"email": 1, "phone": 9, "web": 4, "total": 14}


def test_where_they_were_sent_and_why_they_were_refused(april):
    (sent, _) = table(april, NAME, "signposted").lines
    assert (sent.title, sent.figures[0].value) == ("Parking penalty charge notice appeals", 1)
    (refused, _) = table(april, NAME, "not_accepted").lines
    assert (refused.title, refused.figures[0].value) == ("Legal proceedings have started", 1)


def test_who_was_told_is_counted_however_it_is_written(april):
    lines = {line.title: line.figures[-1].value for line in table(april, NAME, "passed_to").lines}
    assert lines == {"Head of parks": 2, "The library": 1, "Not recorded": 1, "Total": 4}


def test_contractors_are_counted_for_their_meetings(april):
    found = table(april, "contractors", "contractors")
    assert [line.title for line in found.lines] == ["Green Bins Ltd", "Total"]
    assert behind(found, "green bins ltd", "service_requests") == ["request"]


def test_no_report_names_a_person(april):
    people = {row.name for row in april.rows("person")} | {
        row.email for row in april.rows("person")
    }
    for name in ("feedback", "stage1-timeliness", "stage2-timeliness", "contractors", "remedies"):
        said = str(report(april, name))
        assert not [each for each in people if each and each in said], name


def test_whatever_a_case_came_to_it_has_a_kind():
    outcomes = [
        {},
        *(
            {"overall": each}
            for each in ("upheld", "withdrawn", "merged", "filed", "comment", "new")
        ),
        {"was": "upheld"},
        {"overall": "withdrawn", "was": "not_upheld"},
        {"stage2": "refused"},
    ]
    decisions = ["", "accept", "comment", "contractor", "ask_late", "divert", "something new"]
    for outcome, stage, decision in product(outcomes, ("", "stage 1"), decisions):
        assert kind_of(outcome, stage, {"triage": decision} if decision else {}) in KINDS


def test_an_answered_complaint_stays_one_though_it_is_withdrawn_later():
    assert kind_of({"overall": "withdrawn", "was": "upheld"}, "stage 2", {}) == "complaint"
    assert kind_of({"overall": "withdrawn"}, "stage 1", {"triage": "accept"}) == "withdrawn"
