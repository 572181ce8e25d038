"""The working of a date, as officers and residents read it."""

from __future__ import annotations

import pytest

from engine.deadlines.rules import Deadline
from tests.deadlines.vocabulary import closed, due_after, on


def lines(found: Deadline) -> list[tuple[str, int | None, str]]:
    return [(f"{day.on:%a %d %b}", day.counted, day.why) for day in found.working]


def test_a_working_day_clock_lists_each_day_counted_or_skipped():
    assert lines(due_after("2 working_days", "2024-03-28 10:15", receipt="deemed")) == [
        ("Thu 28 Mar", 0, "received"),
        ("Fri 29 Mar", None, "Good Friday"),
        ("Sat 30 Mar", None, "Saturday"),
        ("Sun 31 Mar", None, "Sunday"),
        ("Mon 01 Apr", None, "Easter Monday"),
        ("Tue 02 Apr", 1, "working day"),
        ("Wed 03 Apr", 2, "working day"),
    ]


def test_deemed_receipt_is_part_of_the_working():
    assert lines(due_after("1 working_day", "2022-09-16 18:30", receipt="deemed")) == [
        (
            "Fri 16 Sep",
            None,
            "received; came at 18:30, and from 17:00 the next working day counts",
        ),
        ("Sat 17 Sep", None, "Saturday"),
        ("Sun 18 Sep", None, "Sunday"),
        ("Mon 19 Sep", None, "State Funeral of Queen Elizabeth II"),
        ("Tue 20 Sep", 0, "counts as received"),
        ("Wed 21 Sep", 1, "working day"),
    ]


def test_the_days_in_the_post_are_part_of_the_working():
    found = due_after(
        "1 working_day", "2024-06-03 10:00", event="letter X", delivery="deemed", channel="post"
    )
    assert lines(found) == [
        ("Mon 03 Jun", None, "posted"),
        ("Tue 04 Jun", None, "in the post"),
        ("Wed 05 Jun", 0, "counts as delivered"),
        ("Thu 06 Jun", 1, "working day"),
    ]


def test_calendar_clocks_list_only_where_something_happens():
    assert lines(due_after("28 calendar_days", "2023-10-31 12:00")) == [
        ("Tue 31 Oct", 0, "received"),
        ("Tue 28 Nov", 28, "the end of 28 calendar days"),
    ]


def test_a_roll_lists_each_day_it_passed_over():
    found = due_after("14 calendar_days", "2024-03-15 10:00", event="letter X", roll=True)
    assert lines(found) == [
        ("Fri 15 Mar", 0, "the letter left"),
        ("Fri 29 Mar", 14, "the end of 14 calendar days; Good Friday"),
        ("Sat 30 Mar", None, "Saturday"),
        ("Sun 31 Mar", None, "Sunday"),
        ("Mon 01 Apr", None, "Easter Monday"),
        ("Tue 02 Apr", None, "the next working day"),
    ]


def test_a_clock_may_count_from_the_day_on_which_a_letter_was_found_unsendable():
    found = due_after("1 working_day", "2024-03-18 18:00", event="unsendable X", receipt="deemed")
    assert lines(found) == [
        ("Mon 18 Mar", 0, "recorded that the letter cannot be sent"),
        ("Tue 19 Mar", 1, "working day"),
    ]


def test_hours_list_the_hours_counted_by_each_day_s_end():
    assert lines(due_after("48 hours", "2024-05-24 15:00")) == [
        ("Fri 24 May", 9, "from 15:00"),
        ("Sat 25 May", None, "Saturday"),
        ("Sun 26 May", None, "Sunday"),
        ("Mon 27 May", None, "Spring Bank Holiday"),
        ("Tue 28 May", 33, "all day"),
        ("Wed 29 May", 48, "until 15:00"),
    ]


def test_elapsed_hours_need_one_line():
    found = due_after("48 hours", "2024-05-24 15:00", hours="elapsed")
    assert lines(found) == [("Fri 24 May", 0, "received"), ("Sun 26 May", 48, "until 15:00")]


@pytest.mark.parametrize(
    ("amount", "came", "rest", "summary"),
    [
        (
            "10 working_days",
            "2024-03-21 10:00",
            {"receipt": "deemed"},
            "10 working days from Thursday 21 March 2024 (Good Friday, Easter Monday skipped)",
        ),
        (
            "2 working_days",
            "2022-09-16 18:30",
            {"receipt": "deemed"},
            "2 working days from Tuesday 20 September 2022, when it counts as received",
        ),
        (
            "1 working_day",
            "2024-06-03 10:00",
            {"event": "letter X", "delivery": "deemed", "channel": "post"},
            "1 working day from Wednesday 5 June 2024, when it counts as delivered",
        ),
        (
            "6 months_beginning_with",
            "2023-10-31 10:00",
            {},
            "6 months beginning with Tuesday 31 October 2023",
        ),
        ("6 months_after", "2020-07-24 10:00", {}, "6 months after Friday 24 July 2020"),
        (
            "14 calendar_days",
            "2023-04-17 10:00",
            {"roll": True},
            "14 calendar days from Monday 17 April 2023, "
            "rolled from Monday 1 May 2023 (May Day) to the next working day",
        ),
        (
            "48 hours",
            "2024-05-24 15:00",
            {},
            "48 hours from 15:00 on Friday 24 May 2024 (Spring Bank Holiday skipped)",
        ),
    ],
)
def test_the_summary_says_the_working_in_one_sentence(amount, came, rest, summary):
    assert due_after(amount, came, **rest).summary == summary


@pytest.mark.parametrize(
    ("closure", "words"),
    [
        (("Mon 29 Dec 2025",), "1 day when the council is closed"),
        (("Mon 29 Dec 2025", "Tue 30 Dec 2025"), "2 days when the council is closed"),
    ],
)
def test_the_summary_counts_closure_days(closure, words):
    found = due_after("10 working_days", "2025-12-19 16:45", closed(*closure))
    assert found.summary == (
        "10 working days from Friday 19 December 2025 "
        f"(Christmas Day, Boxing Day, {words}, New Year's Day skipped)"
    )


def test_a_clock_of_no_length_has_day_0_for_its_working():
    found = due_after("0 working_days", "2024-06-03 10:00")
    assert lines(found) == [("Mon 03 Jun", 0, "received")]
    assert found.due_on == on("Mon 03 Jun 2024")
