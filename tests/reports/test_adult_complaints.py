"""The annual report on complaints about adult social care."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from engine.desk.views import CaseFile
from engine.reports import Period, Table
from tests.casework.council import Council
from tests.reports.april import numbers, table

APRIL = Period(date(2024, 4, 1), date(2024, 4, 30))
JUNE = Period(date(2024, 6, 1), date(2024, 6, 30))
OFFICERS = {
    "handler": (("concern_handler",), 3),
    "inspector": (("adults_investigator",), 4),
    "registrar": (("adults_complaints_manager",), 5),
    "signatory": (("responsible_person",), 9),
}


class Bucks(Council):
    """Its case pages are read by one of those who work on them: the cases are kept apart."""

    def file(self, reference: str, who: str = "") -> CaseFile:
        return super().file(reference, who or "registrar")


@pytest.fixture
def bucks(sqlite_url: str, tmp_path: Path) -> Iterator[Council]:
    """Buckinghamshire's rules, on Wednesday 3 April 2024."""
    made = Bucks(sqlite_url, tmp_path / "var", profile="BUCKS-2020")
    made.hires(OFFICERS)
    yield made
    made.close()


def comes_in(council: Council, decision: str = "complaint", subject: str = "quality") -> str:
    """A complaint that somebody has looked at; its reference."""
    reference = council.receives(procedure="adult-social-care")
    council.does(
        "handler",
        reference,
        "first_look",
        decision=decision,
        concern_agreed=True,
        subject_matter=subject,
    )
    return reference


def planned(council: Council, reference: str, until: date) -> str:
    """Acknowledged, and a date agreed."""
    council.does("registrar", reference, "acknowledge", points=["The visit was missed"])
    council.does(
        "registrar", reference, "discuss", discussion="held", manner="We ask.",
        wanted_outcome="A visit.", until=until,
    )  # fmt: skip
    council.sweeps()
    return reference


def answered(council: Council, reference: str, finding: str) -> None:
    council.does(
        "inspector", reference, "investigate",
        points={"p1": {"finding": finding, "reason": "So it was."}}, how_considered="I asked.",
    )  # fmt: skip
    council.does("signatory", reference, "sign_response", signature="sign", signed_name="S.")
    council.sweeps()


def read(council: Council, key: str, period: Period = APRIL) -> Table:
    return table(council, "adult-complaints", key, period)


def test_what_came_in_is_counted_by_what_it_came_to(bucks):
    settled = comes_in(bucks, "concern")
    bucks.does(
        "handler", settled, "settle_concern", concern_outcome="settled", settled_how="Done."
    )
    went_on = comes_in(bucks, "concern", "missed")
    bucks.does("handler", went_on, "settle_concern", concern_outcome="not_settled")
    answered(bucks, planned(bucks, went_on, date(2024, 4, 30)), "upheld")
    comes_in(bucks)
    assert numbers(read(bucks, "received")) == {
        "settled": [1, 0], "upheld": [1, 1], "open": [1, 0], "total": [3, 1],
    }  # fmt: skip
    assert "1 of 1 decided" in read(bucks, "received").note
    assert numbers(read(bucks, "concerns")) == {"settled": [1], "escalated": [1], "total": [2]}
    assert read(bucks, "subjects").figure("missed", "well_founded").cases == (went_on,)


def test_an_answer_keeps_each_of_its_dates_or_not(bucks):
    at_once = planned(bucks, comes_in(bucks), date(2024, 4, 30))
    moved = planned(bucks, comes_in(bucks), date(2024, 4, 30))
    missed = planned(bucks, comes_in(bucks), date(2024, 4, 30))
    answered(bucks, at_once, "not_upheld")
    bucks.acts(
        "inspector", moved, "amend", until=date(2024, 6, 14), reason="Ill.", agreed_how="Yes"
    )
    bucks.passes("2024-05-01T12:00")
    late = {"until": date(2024, 6, 14), "reason": "Ill.", "done_so_far": "We asked."}
    bucks.does("registrar", missed, "late_plan", new_date_by="council", **late)
    bucks.passes("2024-06-10T12:00")
    answered(bucks, moved, "upheld")
    answered(bucks, missed, "upheld")
    assert numbers(read(bucks, "in_time"))["all"] == [1, 100.0, 100.0, 100.0]
    found = read(bucks, "in_time", JUNE)
    assert numbers(found)["all"] == [2, 0.0, 50.0, 100.0]
    assert found.figure("all", "agreed_response_date").cases == (moved,)


def test_what_went_to_the_ombudsman_counts_when_it_went(bucks):
    reference = comes_in(bucks)
    bucks.passes("2024-06-03T12:00")
    bucks.acts("registrar", reference, "ombudsman_took_it", ombudsman_reference="24 000 001")
    assert numbers(read(bucks, "ombudsman", APRIL)) == {}
    assert read(bucks, "ombudsman", JUNE).figure("all", "cases").cases == (reference,)
