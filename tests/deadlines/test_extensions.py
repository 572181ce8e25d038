"""Putting a due date off: how far, by whom, and what it never does."""

from __future__ import annotations

import pytest

from engine.deadlines import extension_limit, limit_of_extending
from engine.deadlines.rules import Event, Extension
from engine.errors import BadInput
from tests.deadlines.vocabulary import (
    ORDINARY,
    at,
    clock,
    clocks,
    closed,
    happened,
    on,
    only,
    rules,
    up_to,
)

STARTED = happened("2024-12-09 10:00", "letter COR-ACK1")
RESPONSE = clock(
    "10 working_days",
    ["letter COR-ACK1"],
    name="response1",
    extend=up_to("10 working_days"),
    pausable=True,
)
NOW = at("2024-12-23 09:00")


def extended(when: str, until: str) -> Event:
    return happened(when, "extended response1", until=until, reason="three services involved")


def test_an_extension_moves_the_date_and_keeps_the_first_one():
    state = only(RESPONSE, STARTED, extended("2024-12-23 12:00", "2025-01-09"))
    assert state.extended
    assert state.deadline.due_on == on("Thu 09 Jan 2025")
    assert state.original.due_on == on("Mon 23 Dec 2024")
    assert state.deadline.summary == (
        "10 working days from Monday 9 December 2024, extended to Thursday 9 January 2025"
    )


def test_the_working_counts_on_to_the_new_date():
    state = only(RESPONSE, STARTED, extended("2024-12-23 12:00", "2025-01-09"))
    assert state.deadline.working[-1].on == on("Thu 09 Jan 2025")
    assert state.deadline.working[-1].counted == 20
    assert "Christmas Day" in {day.why for day in state.deadline.working}


def test_the_latest_extension_counts():
    state = only(
        RESPONSE,
        STARTED,
        extended("2024-12-20 12:00", "2025-01-09"),
        extended("2024-12-23 12:00", "2025-01-06"),
    )
    assert state.deadline.due_on == on("Mon 06 Jan 2025")


def test_an_extension_never_shortens_and_says_so():
    state = only(RESPONSE, STARTED, extended("2024-12-10 12:00", "2024-12-13"))
    assert state.deadline.due_on == on("Mon 23 Dec 2024")
    assert state.deadline.summary.endswith(
        "; an extension to Friday 13 December 2024 would be earlier and does not shorten it"
    )


def test_a_clock_without_extension_keeps_its_date():
    rule = clock("10 working_days", ["letter COR-ACK1"], name="response1")
    state = only(rule, STARTED, extended("2024-12-23 12:00", "2025-01-09"))
    assert (state.extended, state.deadline.due_on) == (False, on("Mon 23 Dec 2024"))


def test_an_extension_without_a_date_or_after_the_end_changes_nothing():
    without = happened("2024-12-23 12:00", "extended response1", reason="unknown")
    assert not only(RESPONSE, STARTED, without).extended
    ended = happened("2024-12-20 12:00", "withdrawn")
    assert not only(RESPONSE, STARTED, ended, extended("2024-12-23 12:00", "2025-01-09")).extended


def test_an_extension_to_no_date_at_all_is_refused():
    with pytest.raises(BadInput, match="not a date"):
        only(RESPONSE, STARTED, extended("2024-12-23 12:00", "soon"))


def test_a_date_given_on_a_day_off_stands_as_it_was_told():
    state = only(RESPONSE, STARTED, extended("2024-12-23 12:00", "2025-01-04"))
    assert state.deadline.due_on == on("Sat 04 Jan 2025")
    assert state.deadline.working[-1].why == "Saturday"


def test_a_pause_after_the_extension_moves_the_new_date_too():
    state = only(
        RESPONSE,
        STARTED,
        extended("2024-12-20 12:00", "2025-01-09"),
        happened("2025-01-02 10:00", "paused response1"),
        happened("2025-01-07 10:00", "resumed response1"),  # Friday and Monday between
    )
    assert state.deadline.due_on == on("Mon 13 Jan 2025")


def test_a_pause_before_the_extension_does_not_move_the_date_that_was_told():
    state = only(
        RESPONSE,
        STARTED,
        happened("2024-12-11 10:00", "paused response1"),
        happened("2024-12-16 10:00", "resumed response1"),  # Thursday and Friday between
        extended("2024-12-20 12:00", "2025-01-09"),
    )
    assert state.deadline.due_on == on("Thu 09 Jan 2025")
    assert state.due_by_rule == on("Fri 27 Dec 2024")


def test_the_cap_counts_from_the_date_before_any_extension():
    running = only(RESPONSE, STARTED)
    once = only(RESPONSE, STARTED, extended("2024-12-23 12:00", "2025-01-06"))
    assert extension_limit(running, NOW, ORDINARY) == on("Thu 09 Jan 2025")
    assert extension_limit(once, NOW, ORDINARY) == on("Thu 09 Jan 2025")


def test_a_pause_moves_the_cap_as_it_moves_the_date():
    pause = (
        happened("2024-12-11 10:00", "paused response1"),
        happened("2024-12-16 10:00", "resumed response1"),
    )
    limit = on("Mon 13 Jan 2025")  # ten working days after 27 December
    assert extension_limit(only(RESPONSE, STARTED, *pause), NOW, ORDINARY) == limit
    both = only(RESPONSE, STARTED, *pause, extended("2024-12-27 12:00", "2025-01-03"))
    assert extension_limit(both, NOW, ORDINARY) == limit


def test_closure_days_lengthen_a_policy_cap():
    timing = closed("Mon 30 Dec 2024", "Tue 31 Dec 2024")
    state = only(RESPONSE, STARTED, timing=timing)
    assert extension_limit(state, NOW, timing) == on("Mon 13 Jan 2025")


def test_ten_days_on_top_of_ten_are_the_children_s_twenty_in_all():
    rule = clock("10 working_days", kind="statutory", extend=up_to("10 working_days"))
    state = only(rule, happened("2023-09-06 16:00", "received"))
    assert state.deadline.due_on == on("Wed 20 Sep 2023")
    assert extension_limit(state, NOW, ORDINARY) == on("Wed 04 Oct 2023")


def test_forty_days_on_top_of_twenty_five_are_the_children_s_sixty_five():
    rule = clock("25 working_days", kind="statutory", extend=up_to("40 working_days"))
    state = only(rule, happened("2023-11-20 12:00", "received"))
    assert extension_limit(state, NOW, ORDINARY) == on("Thu 22 Feb 2024")


def test_without_a_cap_there_is_no_limit():
    for extend in (None, Extension()):
        state = only(
            clock("10 working_days", extend=extend), happened("2024-06-03 10:00", "received")
        )
        assert extension_limit(state, NOW, ORDINARY) is None


def test_the_limit_of_extending_is_the_clock_s_own_cap_where_no_date_clock_follows():
    known = rules(RESPONSE)
    states = clocks(known, STARTED)
    limit = limit_of_extending(known, states, "response1", NOW, ORDINARY)
    assert limit == on("Thu 09 Jan 2025")


def test_a_letter_by_the_old_due_date_tells_and_one_by_the_new_date_does_not():
    put_off = extended("2024-12-23 12:00", "2025-01-09")

    def letter(when: str) -> Event:
        return happened(when, "letter COR-EXT1", about="response1")

    assert only(RESPONSE, STARTED, put_off, letter("2024-12-23 12:05")).told
    assert not only(RESPONSE, STARTED, put_off, letter("2024-12-27 10:00")).told


def test_an_extension_of_a_clock_in_hours_ends_with_that_day():
    rule = clock("48 hours", name="response1", extend=Extension())
    state = only(
        rule,
        happened("2024-05-24 15:00", "received"),
        extended("2024-05-29 12:00", "2024-05-31"),
    )
    assert state.deadline.due == at("2024-05-31 23:59:59")
    assert state.deadline.summary.endswith("extended to Friday 31 May 2024")
    assert state.deadline.working[-1].on == on("Fri 31 May 2024")
