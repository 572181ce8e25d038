"""Promises and contributions by what became of them."""

from __future__ import annotations

from datetime import date

import pytest

from tests.casework.council import FOUND, Council
from tests.reports.april import APRIL, MAY, numbers, table

NAME = "remedies"


def answered_with(council: Council, remedy: str, by: str = "") -> str:
    """An answer that promises something; its reference."""
    reference = council.accepted()
    council.sweeps()
    finding = {**FOUND, "remedy": remedy, **({"remedy_by": by} if by else {})}
    council.does("investigator", reference, "answer_stage1", points={"p1": finding})
    council.sweeps()
    return reference


def test_a_promise_is_open_then_overdue(council):
    reference = answered_with(council, "We will refund it.", "2024-04-24")
    council.passes("2024-04-24T12:00")
    found = table(council, NAME, "actions")
    assert numbers(found) == {"open": [1, 0, 0, 1], "total": [1, 0, 0, 1]}
    assert found.figure("open", "remedy").cases == (reference,)
    council.passes("2024-05-02T12:00")
    assert numbers(table(council, NAME, "actions", APRIL))["overdue"] == [1, 0, 0, 1]
    assert numbers(table(council, NAME, "actions", MAY))["overdue"] == [1, 0, 0, 1]


def test_a_promise_without_a_date_is_never_late(council):
    answered_with(council, "We will train the team.")
    council.passes("2024-05-02T12:00")
    assert numbers(table(council, NAME, "actions", MAY))["undated"] == [1, 0, 0, 1]


@pytest.mark.parametrize(("on", "state"), [("24", "done_in_time"), ("25", "done_late")])
def test_a_kept_promise_is_in_time_up_to_its_day(council, on, state):
    reference = answered_with(council, "We will refund it.", "2024-04-24")
    council.passes(f"2024-04-{on}T16:00")
    (action,) = council.rows("dated_action")
    council.acts(
        "investigator",
        reference,
        "keep_promise",
        promise=str(action.id),
        outcome="kept",
        done_on=f"2024-04-{on}",
        evidence="The payment is in the ledger.",
    )
    assert numbers(table(council, NAME, "actions"))[state] == [1, 0, 0, 1]
    assert date(2024, 4, 24) == action.due_on
