"""Who was appointed to what, from when to when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from engine.permissions import Actor
from engine.reports import Period, write_report
from tests.casework.council import Council
from tests.casework.outsiders import CHANGE, appoints, hires
from tests.casework.small import SMALL, accepted, small_catalogue

READER = Actor(1, 1, "M", frozenset({"manager"}))
APRIL = Period(date(2024, 4, 1), date(2024, 4, 30))
MAY = Period(date(2024, 5, 1), date(2024, 5, 31))


@pytest.fixture
def council(sqlite_url: str, tmp_path: Path) -> Iterator[Council]:
    known = small_catalogue(tmp_path / "house", CHANGE)
    made = Council(sqlite_url, tmp_path / "var", "BASE-2024", known=known)
    made.hires(SMALL)
    hires(made)
    yield made
    made.close()


def test_each_appointment_has_its_days_and_its_case(council: Council) -> None:
    reference = accepted(council)
    appoints(council, reference, first="iris")
    council.passes("2024-04-12T10:00")
    appoints(council, reference, first="otto")  # in her place
    council.passes("2024-05-03T10:00")
    report = write_report(council.office, READER, "appointments", APRIL, "small")
    people, each = report.tables
    told = {line.title: [figure.value for figure in line.figures] for line in people.lines}
    assert told == {
        "Iris, Independent person": [1, 1, 1],
        "Otto, Independent person": [1, 1, 0],
        "Total": [2, 2, 1],
    }
    first, second = each.lines
    assert first.title == (
        f"Iris, Independent person, {reference}, from Wednesday 3 April 2024 "
        "to Friday 12 April 2024"
    )
    assert (first.figures[0].value, first.figures[0].cases) == (10, (reference,))
    assert second.title.endswith("from Friday 12 April 2024 and goes on")
    later = write_report(council.office, READER, "appointments", MAY, "small").tables[1]
    assert [(line.title[:4], line.figures[0].value) for line in later.lines] == [("Otto", 3)]
