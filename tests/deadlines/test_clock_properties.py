"""What holds for every clock, whatever the dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from engine.clock import at_london, end_of, london, london_date
from engine.deadlines import due, moment_at, replay, steps_of
from engine.deadlines.rules import (
    Amount,
    ClockRule,
    Event,
    Extension,
    Ladder,
    Standstill,
    Start,
    Status,
    Step,
    Timing,
    Unit,
)
from engine.working_days import Calendar
from tests.deadlines.vocabulary import ORDINARY, clock, rules

DAYS = st.dates(date(2019, 1, 1), date(2027, 12, 31))
INSTANTS = st.builds(at_london, DAYS, st.times(time(0), time(23, 59)))
TIMINGS = st.builds(Timing, st.builds(Calendar, st.frozensets(DAYS, max_size=40)))
RECEIPTS = st.sampled_from(("deemed", "actual"))
KINDS = st.sampled_from(("policy", "statutory", "shadow"))
NUMBERS = st.integers(1, 70)
CALENDAR_UNITS = st.sampled_from(
    (Unit.CALENDAR_DAYS, Unit.WEEKS, Unit.MONTHS_AFTER, Unit.MONTHS_BEGINNING_WITH)
)


def of(number: int, unit: Unit = Unit.WORKING_DAYS, **rest: object) -> ClockRule:
    return clock(str(Amount(number, unit)), ("received",), **rest)


def between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


@given(INSTANTS, st.integers(0, 70), TIMINGS, RECEIPTS, KINDS)
def test_a_working_day_clock_never_ends_on_a_day_off(at, number, timing, receipt, kind):
    found = due(of(number, receipt=receipt, kind=kind), "received", at, timing)
    calendar = timing.calendar if kind == "policy" else timing.calendar.without_closures()
    assert calendar.is_working(found.due_on)
    assert number == 0 or calendar.count(found.day_zero, found.due_on) == number


@given(INSTANTS, NUMBERS, TIMINGS, RECEIPTS)
def test_the_working_lists_every_day_between_exactly_once(at, number, timing, receipt):
    found = due(of(number, receipt=receipt), "received", at, timing)
    assert [day.on for day in found.working] == between(london_date(at), found.due_on)
    counted = [day.counted for day in found.working if day.counted is not None]
    assert counted == list(range(number + 1))
    assert all(day.why for day in found.working)


@given(INSTANTS, NUMBERS, CALENDAR_UNITS, TIMINGS)
def test_a_rolled_date_is_the_first_working_day_from_the_unrolled_one(at, number, unit, timing):
    plain = due(of(number, unit), "received", at, timing).due_on
    rolled = due(of(number, unit, roll=True), "received", at, timing)
    assert rolled.due_on == timing.calendar.next_working(plain)
    dates = [day.on for day in rolled.working]
    assert dates == sorted(set(dates))
    assert dates[-1] == rolled.due_on


@given(INSTANTS, NUMBERS, CALENDAR_UNITS, RECEIPTS)
def test_a_longer_clock_never_ends_earlier(at, number, unit, receipt):
    shorter = due(of(number, unit, receipt=receipt), "received", at, ORDINARY)
    longer = due(of(number + 1, unit, receipt=receipt), "received", at, ORDINARY)
    assert shorter.due <= longer.due


@given(INSTANTS, INSTANTS, NUMBERS, st.sampled_from(Unit), TIMINGS, RECEIPTS)
def test_what_came_later_is_never_due_earlier(one, other, number, unit, timing, receipt):
    rule = of(number, unit, receipt=receipt)
    first, second = (due(rule, "received", at, timing) for at in sorted((one, other)))
    assert first.due <= second.due


@given(INSTANTS, NUMBERS, st.sampled_from(Unit))
def test_a_clock_in_days_ends_with_the_last_second_of_its_day_in_london(at, number, unit):
    found = due(of(number, unit), "received", at, ORDINARY)
    assert found.due_on == london_date(found.due)
    if unit is not Unit.HOURS:
        assert found.due == end_of(found.due_on)
        assert london(found.due).time() == time(23, 59, 59)


@given(INSTANTS, st.integers(1, 200), TIMINGS)
def test_hours_end_on_a_working_day_at_the_hour_they_began(at, number, timing):
    found = due(of(number, Unit.HOURS), "received", at, timing)
    assert timing.calendar.is_working(found.due_on)
    began = london(at)
    if timing.calendar.is_working(began.date()) and number % 24 == 0 and began.time() != time(0):
        assert london(found.due).time() == began.time()
        assert timing.calendar.count(began.date(), found.due_on) == number // 24


@given(INSTANTS, NUMBERS, TIMINGS, st.integers(0, 100), st.integers(0, 100), RECEIPTS)
def test_a_pause_shifts_a_clock_by_the_working_days_strictly_between(
    at, number, timing, after, length, receipt
):
    rule = of(number, receipt=receipt, pausable=True)
    paused, resumed = at + timedelta(days=after), at + timedelta(days=after + length)
    ledger = [
        Event("received", at),
        Event("paused clock", paused),
        Event("resumed clock", resumed),
    ]
    (state,) = replay({"clock": rule}, ledger, timing)
    before, now, calendar = state.original, state.deadline, timing.calendar
    if london_date(paused) >= before.due_on:
        assert now.due_on == before.due_on
        return
    inner = between(london_date(paused), london_date(resumed))[1:-1]
    lost = sum(day > before.day_zero and calendar.is_working(day) for day in inner)
    assert calendar.count(before.due_on, now.due_on) == lost
    counted = [day.counted for day in now.working if day.counted is not None]
    assert counted == list(range(number + 1))


@given(INSTANTS, NUMBERS, st.lists(st.integers(0, 100), min_size=2, max_size=6), TIMINGS)
def test_a_clock_that_stands_still_by_itself_moves_as_one_that_was_paused(
    at, number, days, timing
):
    """Asked and told, asked and told: as if somebody had paused and resumed it each time."""
    when = [at + timedelta(days=after) for after in sorted(days)]
    standing = of(number, pauses=(Standstill("asked", "told"),))
    by_itself, by_hand = [Event("received", at)], [Event("received", at)]
    for position, moment in enumerate(when):
        by_itself.append(Event(("asked", "told")[position % 2], moment))
        by_hand.append(Event(("paused clock", "resumed clock")[position % 2], moment))
    (itself,) = replay({"clock": standing}, by_itself, timing)
    (hand,) = replay({"clock": of(number, pausable=True)}, by_hand, timing)
    assert (itself.status, itself.deadline) == (hand.status, hand.deadline)
    assert (itself.paused_at, itself.by_hand) == (hand.paused_at, False)


@given(INSTANTS, NUMBERS, CALENDAR_UNITS | st.just(Unit.WORKING_DAYS), DAYS, TIMINGS)
def test_an_extension_never_shortens(at, number, unit, until, timing):
    rule = of(number, unit, extend=Extension())
    ledger = [
        Event("received", at),
        Event("extended clock", at + timedelta(hours=1), {"until": until.isoformat()}),
    ]
    (state,) = replay({"clock": rule}, ledger, timing)
    assert state.deadline.due_on == max(state.original.due_on, until)
    assert ("does not shorten" in state.deadline.summary) == (until < state.original.due_on)
    assert state.deadline.working[-1].on == state.deadline.due_on


CASE = rules(
    clock("2 working_days", ["confirmed", "received"], name="ack", met_by=("letter ACK",)),
    clock(
        "10 working_days",
        ["confirmed", "received"],
        name="answer",
        met_by=("letter ANSWER",),
        stops_at=("direct_stage2",),
        pausable=True,
        pauses=(Standstill("asked", "told"),),
        extend=Extension(),
    ),
    clock("", ["extended answer"], name="promise", date_field="until", met_by=("letter ANSWER",)),
    clock(
        "20 working_days",
        ["request_stage2", Start("direct_stage2", as_of="received")],
        name="review",
    ),
)
KNOWN = (
    *("received", "confirmed", "request_stage2", "direct_stage2", "withdrawn", "run_cut"),
    *("letter ACK", "letter ANSWER", "letter UPDATE"),
    *("extended answer", "paused answer", "resumed answer", "asked", "told"),
)
FOREIGN = ("contact", "note", "task assigned", "paused ack", "extended other", "letter OTHER")


@st.composite
def ledgers(draw: st.DrawFn, kinds: Sequence[str] = KNOWN) -> list[Event]:
    """A ledger of any events, in any order of recording."""
    events = []
    for kind, at in draw(st.lists(st.tuples(st.sampled_from(kinds), INSTANTS), max_size=15)):
        data: dict[str, object] = {}
        if kind.startswith("extended"):
            data["until"] = draw(DAYS).isoformat()
        if kind == "letter UPDATE":
            data["about"] = draw(st.sampled_from(("ack", "answer", "somebody")))
        if kind == "run_cut":
            data["clocks"] = draw(st.lists(st.sampled_from(("ack", "answer", "review"))))
        events.append(Event(kind, at, data))
    return events


@given(ledgers(), ledgers(FOREIGN), st.randoms(use_true_random=False))
def test_what_no_clock_knows_of_changes_nothing(ledger, foreign, random):
    mixed = list(ledger)
    for event in foreign:
        mixed.insert(random.randint(0, len(mixed)), event)
    assert replay(CASE, mixed, ORDINARY) == replay(CASE, ledger, ORDINARY)


@given(ledgers())
def test_a_replay_gives_the_same_twice_and_clocks_do_not_know_each_other(ledger):
    states = replay(CASE, ledger, ORDINARY)
    assert states == replay(CASE, ledger, ORDINARY)
    alone = [s for name, rule in CASE.items() for s in replay({name: rule}, ledger, ORDINARY)]
    assert list(states) == alone


@given(ledgers())
def test_instances_follow_each_other_and_only_the_last_may_run(ledger):
    states = replay(CASE, ledger, ORDINARY)
    for name in CASE:
        mine = [state for state in states if state.rule.name == name]
        assert [state.instance for state in mine] == list(range(1, len(mine) + 1))
        for state in mine[:-1]:
            assert state.status in (Status.MET, Status.STOPPED)
        for state in mine:
            ended = state.status in (Status.MET, Status.STOPPED)
            assert ended == (state.ended_at is not None) == (state.ended_by is not None)
            assert (state.status is Status.PAUSED) == (state.paused_at is not None)
            assert not state.by_hand or state.status is Status.PAUSED


@given(ledgers(), INSTANTS)
def test_the_past_of_a_ledger_is_not_changed_by_what_follows(ledger, now):
    """What had ended by then, ended then: later events add instances, they never revise them."""
    known = [event for event in ledger if event.happened_at <= now]
    over = {
        (s.rule.name, s.instance): s
        for s in replay(CASE, known, ORDINARY)
        if s.ended_at is not None
    }
    later = {(s.rule.name, s.instance): s for s in replay(CASE, ledger, ORDINARY)}
    assert {key: later[key] for key in over} == over


LADDER = Ladder(
    "response",
    (
        Step("reminder", Amount(5, Unit.WORKING_DAYS), None, ("owner",)),
        Step("reminder", Amount(2, Unit.WORKING_DAYS), time(14), ("owner",)),
        Step("breach", Amount(1, Unit.HOURS), None, ("owner",)),
        Step("breach", Amount(5, Unit.WORKING_DAYS), None, ("owner",)),
    ),
)


@given(INSTANTS, NUMBERS, st.sampled_from(Unit), TIMINGS)
def test_moments_come_in_their_order_and_rungs_on_the_right_side_of_the_date(
    at, number, unit, timing
):
    (state,) = replay({"clock": of(number, unit)}, [Event("received", at)], timing)
    moments: list[datetime] = []
    for name in ("due_morning", "due", "breach"):
        moment = moment_at(state, name, LADDER, timing)
        assert moment is not None
        moments.append(moment)
    assert moments == sorted(set(moments))
    assert not state.late(state.deadline.due) and state.late(moments[1])
    rungs = steps_of(state, LADDER, timing)
    assert [when for _, _, when in rungs] == sorted(when for _, _, when in rungs)
    for _, step, when in rungs:
        assert (when <= state.deadline.due) == (step.name == "reminder")
