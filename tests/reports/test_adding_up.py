"""The figures add up, whatever the period: parts are the total, and each case is in one row."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import reports
from engine.reports import Period, Table
from engine.reports.figures import ACTIONS, CASES
from tests.reports.april import report, table

DAYS = st.dates(date(2024, 3, 25), date(2024, 6, 10))
SEEN = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
NAMES = [each.name for each in reports.REPORTS]


def periods() -> st.SearchStrategy[Period]:
    """Any days around April, in order."""
    return st.tuples(DAYS, DAYS).map(lambda days: Period(min(days), max(days)))


def check(found: Table) -> None:
    """The rows of a table are the parts of its total, and no case is in two of them."""
    total = next((line for line in found.lines if line.total), None)
    if total is None:
        return
    for column, whole in zip(found.columns, total.figures, strict=True):
        parts = found.column(column.key)
        if column.unit in (CASES, ACTIONS):
            assert sum(part.value or 0 for part in parts) == whole.value == len(whole.cases)
            listed = sorted(case for part in parts for case in part.cases)
            assert listed == sorted(whole.cases)
            assert column.unit == ACTIONS or len(set(listed)) == len(listed), found.caption


@pytest.mark.parametrize("name", NAMES)
@SEEN
@given(period=periods())
def test_rows_are_the_parts_of_their_total(april, name, period):
    for found in report(april, name, period).tables:
        check(found)


@pytest.mark.parametrize("name", NAMES)
@SEEN
@given(period=periods())
def test_every_share_is_of_what_it_says(april, name, period):
    for found in report(april, name, period).tables:
        for line in found.lines:
            for figure in line.figures:
                if figure.of is not None:
                    part, whole = figure.of
                    assert part == len(figure.cases)
                    assert figure.value == (round(100 * part / whole, 1) if whole else None)


@pytest.mark.parametrize("name", ["stage1-timeliness", "stage2-timeliness"])
@SEEN
@given(first=DAYS, middle=DAYS, last=DAYS)
def test_a_period_begins_with_what_was_open_at_the_end_of_the_one_before(
    april, name, first, middle, last
):
    first, middle, last = sorted((first, middle, last))
    before = table(april, name, "flow", Period(first, middle))
    after = table(
        april, name, "flow", Period(middle + timedelta(days=1), last + timedelta(days=1))
    )
    still = ("open_in_time", "open_late", "undecided", "undecided_late")
    left = sorted(case for key in still for case in before.figure(key, "all").cases)
    assert sorted(after.figure("total", "carried").cases) == left


@SEEN
@given(period=periods())
def test_feedback_counts_the_same_cases_however_it_is_parted(april, period):
    written = report(april, "feedback", period)
    keys = ("by_month", "by_service", "by_channel")
    alls = [sorted(written.table(key).figure("total", "all").cases) for key in keys]
    alls.append(sorted(written.table("kinds").figure("total", "cases").cases))
    alls.append(sorted(written.table("cases").figure("received", "cases").cases))
    assert all(each == alls[0] for each in alls)
