"""Day 0: what comes in, and what goes out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

import pytest

from engine.clock import london
from engine.deadlines import due, effective_receipt
from engine.deadlines.rules import Timing
from engine.errors import BadInput
from engine.working_days import Calendar
from tests.deadlines.vocabulary import ORDINARY, at, clock, closed, due_after, on


@pytest.mark.parametrize(
    ("came", "deemed", "actual"),
    [
        ("2022-09-16 10:15", "Fri 16 Sep 2022", "Fri 16 Sep 2022"),
        ("2022-09-16 16:59", "Fri 16 Sep 2022", "Fri 16 Sep 2022"),
        ("2022-09-16 17:00", "Tue 20 Sep 2022", "Fri 16 Sep 2022"),
        ("2022-09-16 18:30", "Tue 20 Sep 2022", "Fri 16 Sep 2022"),
        ("2022-09-17 09:00", "Tue 20 Sep 2022", "Sat 17 Sep 2022"),
        ("2022-09-19 09:00", "Tue 20 Sep 2022", "Mon 19 Sep 2022"),
        ("2022-09-20 00:00", "Tue 20 Sep 2022", "Tue 20 Sep 2022"),
        ("2024-12-24 17:00", "Fri 27 Dec 2024", "Tue 24 Dec 2024"),
    ],
)
def test_the_day_of_receipt(came, deemed, actual):
    assert effective_receipt(at(came), "deemed", ORDINARY)[0] == on(deemed)
    assert effective_receipt(at(came), "actual", ORDINARY)[0] == on(actual)


def test_deemed_receipt_counts_from_the_opening_hour_and_says_why():
    day, instant, why = effective_receipt(at("2022-09-16 18:30"), "deemed", ORDINARY)
    assert f"{london(instant):%d %H:%M}" == "20 09:00"
    assert why == (
        "received on Friday 16 September 2022 at 18:30 (from 17:00 on), "
        "so it counts as received on Tuesday 20 September 2022"
    )
    assert day == on("Tue 20 Sep 2022")


def test_the_reason_for_deemed_receipt_is_the_day_off():
    why = effective_receipt(at("2024-05-27 10:00"), "deemed", ORDINARY)[2]
    assert "(Spring Bank Holiday), so it counts as received on Tuesday 28 May 2024" in why


def test_receipt_in_time_keeps_its_instant():
    came = at("2024-05-28 10:00")
    assert effective_receipt(came, "deemed", ORDINARY)[1] == came
    assert effective_receipt(came, "deemed", ORDINARY)[2] == (
        "received on Tuesday 28 May 2024 at 10:00"
    )


def test_an_unknown_receipt_rule_is_refused():
    with pytest.raises(BadInput, match="deemed or actual"):
        effective_receipt(at("2024-05-28 10:00"), "posted", ORDINARY)


def test_the_cut_off_is_the_council_s_own_and_in_london_time():
    early = Timing(Calendar(), cutoff=time(16))
    assert effective_receipt(at("2024-06-03 15:59"), "deemed", early)[0] == on("Mon 03 Jun 2024")
    assert effective_receipt(at("2024-06-03 16:00"), "deemed", early)[0] == on("Tue 04 Jun 2024")


def test_a_closure_day_defers_receipt_for_policy_and_not_for_statute():
    timing = closed("Mon 29 Dec 2025")
    policy = due_after("1 working_day", "2025-12-29 10:00", timing, receipt="deemed")
    statutory = due_after(
        "1 working_day", "2025-12-29 10:00", timing, receipt="deemed", kind="statutory"
    )
    assert policy.day_zero == on("Tue 30 Dec 2025")
    assert statutory.day_zero == on("Mon 29 Dec 2025")


@pytest.mark.parametrize(
    ("channel", "left", "day_zero"),
    [
        ("post", "2024-05-22 16:00", "Fri 24 May 2024"),
        ("post", "2024-05-23 16:00", "Tue 28 May 2024"),  # over the bank holiday week-end
        ("post", "2024-05-25 16:00", "Wed 29 May 2024"),
        ("email", "2024-05-23 16:00", "Thu 23 May 2024"),
        ("portal", "2024-05-25 23:00", "Sat 25 May 2024"),
        ("private_message", "2024-05-23 16:00", "Thu 23 May 2024"),
        (None, "2024-05-23 16:00", "Thu 23 May 2024"),
    ],
)
def test_a_letter_is_deemed_delivered(channel, left, day_zero):
    found = due_after(
        "20 working_days", left, event="letter CHI-RESP1", delivery="deemed", channel=channel
    )
    assert found.day_zero == on(day_zero)


def test_a_window_from_the_date_of_the_letter_does_not_wait_for_the_post():
    found = due_after("14 calendar_days", "2024-05-22 16:00", event="letter X", channel="post")
    assert found.day_zero == on("Wed 22 May 2024")


def test_the_post_does_not_know_the_council_s_closure_days():
    found = due_after(
        "14 calendar_days",
        "2025-12-29 10:00",
        closed("Tue 30 Dec 2025", "Wed 31 Dec 2025"),
        "letter X",
        delivery="deemed",
        channel="post",
    )
    assert found.day_zero == on("Wed 31 Dec 2025")


def test_the_days_in_the_post_are_the_council_s_setting():
    slow = replace(ORDINARY, post_working_days=5)
    found = due_after(
        "1 week", "2024-06-03 10:00", slow, "letter X", delivery="deemed", channel="post"
    )
    assert found.day_zero == on("Mon 10 Jun 2024")


def test_a_letter_out_is_never_subject_to_the_cut_off_for_what_comes_in():
    found = due_after("10 working_days", "2024-06-03 18:00", event="letter X", receipt="deemed")
    assert found.day_zero == on("Mon 03 Jun 2024")


def test_a_time_without_its_zone_is_refused():
    with pytest.raises(ValueError, match="aware"):
        due(clock("1 week"), "received", datetime(2024, 6, 3), ORDINARY)  # noqa: DTZ001
