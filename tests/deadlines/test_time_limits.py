"""Whether something came too long after it happened: the corresponding day is still in time."""

from __future__ import annotations

from datetime import date

import pytest

from engine.deadlines.guards import guard_functions
from engine.deadlines.time_limits import in_months
from tests.deadlines.vocabulary import ORDINARY, at

TWELVE = {"limit": 12, "policy": "none", "always": True}


@pytest.mark.parametrize(
    ("happened", "received", "within"),
    [
        ("2023-06-03", "2024-06-03", True),
        ("2023-06-02", "2024-06-03", False),
        ("2024-06-03", "2024-06-03", True),
        ("2024-02-29", "2025-02-28", True),
        ("2024-02-29", "2025-03-01", False),
        ("2023-02-28", "2024-02-29", False),
        (None, "2024-06-03", None),
    ],
)
def test_the_corresponding_day_is_the_last_in_time(
    happened: str | None, received: str, within: bool | None
) -> None:
    known = date.fromisoformat(happened) if happened else None
    day = date.fromisoformat(received)
    assert in_months(TWELVE, "limit", known, day, ORDINARY.calendar) is within


@pytest.mark.parametrize("value", ["policy", "always", "missing"])
def test_a_value_that_is_no_number_limits_nothing(value: str) -> None:
    today = date(2024, 6, 3)
    assert in_months(TWELVE, value, date(2020, 1, 1), today, ORDINARY.calendar) is None


@pytest.mark.parametrize(
    ("said", "within", "beyond"),
    [(True, True, False), (False, False, True), (None, False, False)],
)
def test_where_no_day_is_known_it_is_neither_within_nor_beyond(
    said: bool | None, within: bool, beyond: bool
) -> None:
    asked = guard_functions(
        {}, (), at("2024-06-03 10:00"),
        events=(), open_tasks=(), closed=False, answered=False, in_months=lambda _: said,
    )  # fmt: skip
    assert (asked["within_months"]("limit"), asked["beyond_months"]("limit")) == (within, beyond)
