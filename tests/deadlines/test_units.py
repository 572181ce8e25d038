"""Each unit, at its edges."""

from __future__ import annotations

import pytest

from engine.clock import london
from engine.errors import BadInput
from tests.deadlines.vocabulary import clock, closed, due_after, on


@pytest.mark.parametrize(
    ("amount", "came", "due_on"),
    [
        ("0 working_days", "2024-03-28 10:00", "Thu 28 Mar 2024"),
        ("0 working_days", "2024-03-30 10:00", "Tue 02 Apr 2024"),
        ("1 working_day", "2024-03-30 10:00", "Tue 02 Apr 2024"),
        ("0 calendar_days", "2024-03-30 10:00", "Sat 30 Mar 2024"),
        ("1 calendar_day", "2024-03-29 23:59", "Sat 30 Mar 2024"),
        ("30 calendar_days", "2024-02-15 10:00", "Sat 16 Mar 2024"),
        ("1 week", "2024-02-29 10:00", "Thu 07 Mar 2024"),
        ("1 months_after", "2024-01-31 10:00", "Thu 29 Feb 2024"),
        ("1 months_after", "2023-01-31 10:00", "Tue 28 Feb 2023"),
        ("12 months_after", "2024-02-29 10:00", "Fri 28 Feb 2025"),
        ("12 months_after", "2023-06-12 10:00", "Wed 12 Jun 2024"),
        ("1 months_beginning_with", "2024-01-31 10:00", "Thu 29 Feb 2024"),
        ("1 months_beginning_with", "2024-01-30 10:00", "Thu 29 Feb 2024"),
        ("1 months_beginning_with", "2024-01-29 10:00", "Wed 28 Feb 2024"),
        ("1 months_beginning_with", "2024-03-01 10:00", "Sun 31 Mar 2024"),
        ("12 months_beginning_with", "2024-02-29 10:00", "Fri 28 Feb 2025"),
        ("12 months_beginning_with", "2023-12-31 10:00", "Mon 30 Dec 2024"),
        ("3 months_beginning_with", "2023-11-30 10:00", "Thu 29 Feb 2024"),
    ],
)
def test_a_length_in_days_weeks_or_months_ends_on(amount, came, due_on):
    assert due_after(amount, came).due_on == on(due_on)


@pytest.mark.parametrize(
    ("amount", "came", "ends"),
    [
        ("48 hours", "2024-05-24 15:00", "2024-05-29 15:00:00"),
        ("1 hour", "2024-05-24 23:30", "2024-05-28 00:30:00"),
        ("24 hours", "2024-05-28 09:15", "2024-05-29 09:15:00"),
        ("48 hours", "2024-05-25 15:00", "2024-05-29 23:59:59"),  # the bank holiday's Saturday
        ("24 hours", "2024-05-24 00:00", "2024-05-24 23:59:59"),
        ("48 hours", "2024-03-29 15:00", "2024-04-03 23:59:59"),  # Good Friday
        ("48 hours", "2024-03-28 15:00", "2024-04-03 15:00:00"),  # the clocks go forward between
        ("48 hours", "2024-10-25 15:00", "2024-10-29 15:00:00"),  # the clocks go back between
    ],
)
def test_hours_leave_out_days_off_and_keep_the_hour_of_the_wall_clock(amount, came, ends):
    assert f"{london(due_after(amount, came).due):%Y-%m-%d %H:%M:%S}" == ends


@pytest.mark.parametrize(
    ("came", "ends"),
    [
        ("2024-05-24 15:00", "2024-05-26 15:00"),
        ("2024-03-30 15:00", "2024-04-01 16:00"),  # an hour was lost on 31 March
        ("2024-10-26 15:00", "2024-10-28 14:00"),  # an hour came twice on 27 October
    ],
)
def test_elapsed_hours_run_through_days_off_and_through_the_change_of_the_clocks(came, ends):
    found = due_after("48 hours", came, hours="elapsed")
    assert f"{london(found.due):%Y-%m-%d %H:%M}" == ends


def test_hours_after_deemed_receipt_run_from_the_opening_of_the_next_working_day():
    found = due_after("24 hours", "2024-05-24 18:00", receipt="deemed")
    assert f"{london(found.due):%a %d %b %H:%M}" == "Wed 29 May 09:00"


def test_closure_days_suspend_hours_of_a_policy_clock_only():
    timing = closed("Tue 28 May 2024")
    assert due_after("48 hours", "2024-05-24 15:00", timing).due_on == on("Thu 30 May 2024")
    statutory = due_after("48 hours", "2024-05-24 15:00", timing, kind="statutory")
    assert statutory.due_on == on("Wed 29 May 2024")


@pytest.mark.parametrize(
    ("came", "utc"),
    [
        ("2024-03-22 10:00", "2024-03-25T23:59:59+00:00"),  # winter
        ("2024-03-29 10:00", "2024-04-02T22:59:59+00:00"),  # summer
        ("2024-10-25 10:00", "2024-10-28T23:59:59+00:00"),
    ],
)
def test_a_day_ends_with_its_last_second_in_london(came, utc):
    assert due_after("1 working_day", came).due.isoformat() == utc


def test_the_day_of_an_event_is_london_s_and_not_utc_s():
    late_evening = due_after("1 calendar_day", "2024-06-03 00:30")  # 23:30 of 2 June in UTC
    assert late_evening.day_zero == on("Mon 03 Jun 2024")


def test_a_shadow_clock_ignores_closure_days_like_a_statutory_one():
    timing = closed("Fri 31 May 2024")
    assert due_after("1 working_day", "2024-05-30 10:00", timing).due_on == on("Mon 03 Jun 2024")
    shadow = due_after("1 working_day", "2024-05-30 10:00", timing, kind="shadow")
    assert shadow.due_on == on("Fri 31 May 2024")


def test_a_due_date_rolls_over_closure_days_too():
    timing = closed("Mon 03 Jun 2024")
    found = due_after("14 calendar_days", "2024-05-18 10:00", timing, roll=True)
    assert found.due_on == on("Tue 04 Jun 2024")


@pytest.mark.parametrize("amount", ["9999 months_after", "9999 weeks"])
def test_a_length_beyond_the_known_calendar_still_has_a_date_in_calendar_units(amount):
    assert due_after(amount, "2024-05-18 10:00").due_on.year > 2200


@pytest.mark.parametrize("amount", ["9999 working_days", "9999 hours"])
def test_working_days_beyond_the_known_bank_holidays_are_refused(amount):
    with pytest.raises(BadInput, match="2101"):
        due_after(amount, "2095-05-18 10:00" if "days" in amount else "2100-05-18 10:00")


def test_a_clock_with_neither_length_nor_date_is_refused():
    with pytest.raises(BadInput, match="neither a length nor a date"):
        from engine.deadlines import due
        from tests.deadlines.vocabulary import ORDINARY, at

        due(clock(), "received", at("2024-05-18 10:00"), ORDINARY)
