"""Stage 1 in April: who was answered in time, and what became of everybody."""

from __future__ import annotations

import pytest

from engine import reports
from engine.permissions import SYSTEM
from tests.casework.council import Council
from tests.reports.april import APRIL, BOTH, CASES, MAY, behind, numbers, table

NAME = "stage1-timeliness"


def test_the_indicator_stands_beside_the_councils_target(april):
    found = table(april, NAME, "indicator")
    # 8 working days from 3 to 15 April, and 15 to 24 April
    assert numbers(found) == {"all": [2, 1, 1, 50.0, 11.5, 80]}
    assert found.figure("all", "share").of == (1, 2)
    assert "4.5" in found.note


def test_an_update_does_not_make_an_answer_in_time(april):
    assert "COR-UPD1" in april.letters(CASES["late"])
    assert behind(table(april, NAME, "indicator"), "all", "late") == ["late"]


def test_everything_that_was_at_stage_1_is_in_one_row(april):
    found = table(april, NAME, "flow")
    assert numbers(found) == {
        "in_time": [0, 1, 1],
        "late": [0, 1, 1],
        "withdrawn": [0, 1, 1],
        "request_stage2": [0, 1, 1],
        "never_began": [0, 8, 8],
        "open_late": [0, 1, 1],
        "undecided": [0, 1, 1],
        "total": [0, 14, 14],
    }
    assert behind(found, "open_late", "all") == ["open"]
    assert behind(found, "undecided", "all") == ["undecided"]
    assert behind(found, "request_stage2", "all") == ["silent"]


def test_the_next_month_begins_with_what_the_last_one_left(april):
    assert numbers(table(april, NAME, "flow", MAY)) == {
        "open_late": [1, 0, 1],
        "undecided_late": [1, 0, 1],
        "total": [2, 0, 2],
    }


def test_what_a_month_said_is_not_changed_by_the_next(april):
    """In May one of April's answers was reviewed and found otherwise."""
    assert numbers(table(april, NAME, "outcomes")) == {
        "partly_upheld": [1, 50.0],
        "not_upheld": [1, 50.0],
        "total": [2, 100.0],
    }
    assert "1 of 2 decided, 50.0 %" in table(april, NAME, "outcomes").note


def test_months_and_services_have_rows_of_their_own(april):
    months = numbers(table(april, NAME, "by_month", BOTH))
    assert months == {"2024-04": [2, 1, 1, 50.0, 11.5], "total": [2, 1, 1, 50.0, 11.5]}
    services = numbers(table(april, NAME, "by_service"))
    assert services == {"Bins": [2, 1, 1, 50.0, 11.5], "total": [2, 1, 1, 50.0, 11.5]}


def test_a_pause_does_not_make_an_answer_in_time(sqlite_url, tmp_path):
    pausable = {"clocks.corporate-complaint.response1.pause": True}
    council = Council(sqlite_url, tmp_path / "var", changed=pausable)
    reference = council.accepted()
    council.sweeps()
    council.acts("investigator", reference, "pause", reason="The police are asking.")
    council.at("2024-04-16T10:00")
    council.acts("investigator", reference, "resume")
    council.passes("2024-04-18T09:00")
    assert council.due(reference, "response1") > "2024-04-18"
    council.answered_now(reference)
    assert table(council, NAME, "indicator").figure("all", "late").cases == (reference,)
    council.close()


def test_an_answer_on_the_last_day_is_in_time_and_one_the_day_after_is_late(council):
    one, other = council.accepted(), council.accepted()
    council.sweeps()
    council.passes("2024-04-17T16:59")
    council.answered_now(one)
    council.passes("2024-04-18T09:00")
    council.answered_now(other)
    found = table(council, NAME, "indicator")
    assert found.figure("all", "in_time").cases == (one,)
    assert found.figure("all", "late").cases == (other,)


def test_a_complaint_that_came_on_a_saturday_counts_from_the_working_day_after(council):
    council.at("2024-04-06T11:00")
    reference = council.accepted()
    council.at("2024-04-09T11:00")
    council.sweeps()
    council.answered_now(reference)
    assert table(council, NAME, "indicator").figure("all", "days").value == 1.0


def test_a_council_without_a_target_says_so(tmp_path, sqlite_url):
    bucks = Council(sqlite_url, tmp_path, "BUCKS-2020")
    found = reports.write_report(bucks.office, SYSTEM, NAME, APRIL).table("indicator")
    bucks.close()
    assert "target" not in [column.key for column in found.columns]
    assert "sets no target" in found.note


@pytest.mark.parametrize("finding", ["upheld", "not_upheld"])
def test_a_reopened_complaint_is_at_stage_1_again(council, finding):
    reference = council.answered()
    council.passes("2024-05-07T10:00")
    council.acts("manager", reference, "reopen", why_reopened="new_evidence", text="A photo.")
    assert numbers(table(council, NAME, "flow", MAY))["undecided"] == [0, 1, 1]
    council.accepted(reference)
    council.answered_now(reference, finding)
    assert numbers(table(council, NAME, "indicator"))["all"][:2] == [1, 1]
    assert numbers(table(council, NAME, "indicator", MAY))["all"][:2] == [1, 1]
    assert numbers(table(council, NAME, "outcomes", MAY))[finding] == [1, 100.0]
