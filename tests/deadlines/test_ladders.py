"""The moments of a clock, for diagrams and for officers' desks."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from engine.clock import london
from engine.deadlines import moment_at, parse_amount, steps_of
from engine.deadlines.rules import ClockState, Ladder, Step
from engine.errors import BadInput
from tests.deadlines.vocabulary import ORDINARY, at, clock, closed, happened, only


def step(name: str, after: str = "", hour: time | None = None) -> Step:
    return Step(name, parse_amount(after) if after else None, hour, ("owner",))


RESPONSE = Ladder(
    "response",
    (
        step("reminder", "5 working_days"),
        step("reminder", "2 working_days"),
        step("breach", "1 working_day"),
        step("breach", "5 working_days"),
    ),
)
SHORT = Ladder("short", (step("reminder", "1 working_day", time(10)), step("breach", "1 hour")))


def running(amount: str, came: str) -> ClockState:
    return only(clock(amount, pausable=True), happened(came, "received"))


def wall(instant: datetime | None) -> str:
    assert instant is not None
    return f"{london(instant):%a %d %b %H:%M:%S}"


EASTER = running("10 working_days", "2024-03-28 10:15")  # due Monday 15 April


def test_a_response_clock_has_every_rung_in_time():
    rungs = [(key, wall(when)) for key, _, when in steps_of(EASTER, RESPONSE, ORDINARY)]
    assert rungs == [
        ("reminder 5 working_days", "Mon 08 Apr 10:00:00"),
        ("reminder 2 working_days", "Thu 11 Apr 10:00:00"),
        ("breach 1 working_day", "Tue 16 Apr 09:00:00"),
        ("breach 5 working_days", "Mon 22 Apr 09:00:00"),
    ]


def test_a_short_clock_is_reminded_the_day_before_and_breached_after_opening():
    state = running("2 working_days", "2024-03-28 10:15")  # due Wednesday 3 April
    rungs = [(key, wall(when)) for key, _, when in steps_of(state, SHORT, ORDINARY)]
    assert rungs == [
        ("reminder 1 working_day", "Tue 02 Apr 10:00:00"),
        ("breach 1 hour", "Thu 04 Apr 10:00:00"),
    ]


@pytest.mark.parametrize(
    ("came", "morning"),
    [
        ("2024-03-27 09:15", "Wed 27 Mar 10:00:00"),  # there is still a morning
        ("2024-03-27 10:00", "Wed 27 Mar 23:59:59"),
        ("2024-03-27 15:15", "Wed 27 Mar 23:59:59"),  # the morning is over
    ],
)
def test_what_is_due_the_same_day_has_until_the_day_ends(came, morning):
    state = running("0 calendar_days", came)
    assert wall(state.deadline.due) == "Wed 27 Mar 23:59:59"
    assert wall(moment_at(state, "due_morning", SHORT, ORDINARY)) == morning
    assert wall(moment_at(state, "due", SHORT, ORDINARY)) == "Thu 28 Mar 00:00:00"
    rungs = [(key, wall(when)) for key, _, when in steps_of(state, SHORT, ORDINARY)]
    assert rungs == [("breach 1 hour", "Thu 28 Mar 10:00:00")]  # no reminder from before it


def test_a_reminder_from_before_the_clock_began_is_left_out():
    state = running("2 working_days", "2024-03-28 10:15")
    keys = [key for key, _, _ in steps_of(state, RESPONSE, ORDINARY)]
    assert keys == ["breach 1 working_day", "breach 5 working_days"]


def test_a_step_keeps_whom_it_tells():
    assert [rung.tells for _, rung, _ in steps_of(EASTER, SHORT, ORDINARY)] == [("owner",)] * 2


def test_officers_moments_skip_closure_days_even_for_statutory_clocks():
    timing = closed("Tue 16 Apr 2024", "Thu 11 Apr 2024")
    rule = clock("10 working_days", kind="statutory")
    state = only(rule, happened("2024-03-28 10:15", "received"), timing=timing)
    assert wall(moment_at(state, "breach", RESPONSE, timing)) == "Wed 17 Apr 09:00:00"
    reminders = [wall(when) for key, _, when in steps_of(state, RESPONSE, timing)][:2]
    assert reminders == ["Fri 05 Apr 10:00:00", "Wed 10 Apr 10:00:00"]


@pytest.mark.parametrize(
    ("moment", "when"),
    [
        ("due_morning", "Mon 15 Apr 10:00:00"),
        ("due", "Tue 16 Apr 00:00:00"),
        ("breach", "Tue 16 Apr 09:00:00"),
    ],
)
def test_the_named_moments_of_a_clock(moment, when):
    found = moment_at(EASTER, moment, RESPONSE, ORDINARY)
    assert found is not None
    assert wall(found) == when


def test_the_moments_of_a_clock_come_in_their_order_even_in_hours():
    early = running("48 hours", "2024-05-24 09:30")  # due Wednesday 09:30, before the morning hour
    morning, due, breach = (
        moment_at(early, name, SHORT, ORDINARY) for name in ("due_morning", "due", "breach")
    )
    assert morning is not None and due is not None and breach is not None
    assert morning < due < breach
    assert wall(breach) == "Thu 30 May 10:00:00"


def test_the_morning_is_the_ladder_s_and_without_a_ladder_the_opening_hour():
    late_riser = Ladder("late", (), due_morning=time(11, 30))
    assert wall(moment_at(EASTER, "due_morning", late_riser, ORDINARY)) == "Mon 15 Apr 11:30:00"
    assert wall(moment_at(EASTER, "due_morning", None, ORDINARY)) == "Mon 15 Apr 09:00:00"


def test_a_ladder_may_name_the_due_date_itself():
    ladder = Ladder("own", (step("due"), step("due_morning", hour=time(8))))
    rungs = [(key, wall(when)) for key, _, when in steps_of(EASTER, ladder, ORDINARY)]
    assert rungs == [("due_morning", "Mon 15 Apr 08:00:00"), ("due", "Tue 16 Apr 00:00:00")]


def test_without_a_breach_step_or_a_ladder_there_is_no_breach():
    assert moment_at(EASTER, "breach", Ladder("none", ()), ORDINARY) is None
    assert moment_at(EASTER, "breach", None, ORDINARY) is None
    assert steps_of(EASTER, None, ORDINARY) == ()


def test_a_clock_that_does_not_run_has_no_moments():
    rule = clock("10 working_days", pausable=True)
    start = happened("2024-03-28 10:15", "received")
    paused = only(rule, start, happened("2024-04-03 10:00", "paused clock"))
    ended = only(rule, start, happened("2024-04-03 10:00", "withdrawn"))
    for state in (paused, ended):
        assert moment_at(state, "due", RESPONSE, ORDINARY) is None
        assert steps_of(state, RESPONSE, ORDINARY) == ()
    assert moment_at(None, "due", RESPONSE, ORDINARY) is None


def test_a_moment_that_no_clock_has_is_refused():
    with pytest.raises(BadInput, match="due_morning, due and breach"):
        moment_at(EASTER, "lunch", RESPONSE, ORDINARY)


def test_a_rung_in_weeks_is_refused():
    with pytest.raises(BadInput, match="working days"):
        steps_of(EASTER, Ladder("odd", (step("breach", "1 week"),)), ORDINARY)


def test_moments_follow_the_wall_clock_when_the_clocks_change():
    state = running("1 working_day", "2024-03-27 10:00")  # due Thursday 28 March, in winter time
    assert moment_at(state, "due", RESPONSE, ORDINARY) == at("2024-03-29 00:00")
    assert wall(moment_at(state, "breach", SHORT, ORDINARY)) == "Tue 02 Apr 10:00:00"


def test_an_answer_due_on_a_day_off_is_asked_for_on_the_last_working_day_before():
    sunday = running("20 calendar_days", "2024-05-20 10:00")  # due Sunday 9 June
    assert wall(moment_at(sunday, "due_morning", RESPONSE, ORDINARY)) == "Fri 07 Jun 10:00:00"
    assert wall(moment_at(sunday, "due", RESPONSE, ORDINARY)) == "Mon 10 Jun 00:00:00"


def test_a_date_on_a_day_off_that_was_given_after_that_morning_keeps_its_own():
    saturday = running("1 calendar_day", "2024-06-07 15:00")
    assert wall(moment_at(saturday, "due_morning", RESPONSE, ORDINARY)) == "Sat 08 Jun 10:00:00"
