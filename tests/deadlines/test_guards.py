"""What a guard may ask, and since when it counts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, date, datetime

import pytest

from engine.deadlines import replay
from engine.deadlines.guards import FUNCTIONS, guard_functions, in_force, since_afresh
from engine.deadlines.rules import ClockState, Event, Standstill
from tests.deadlines.vocabulary import ORDINARY, at, clock

NOW = datetime(2024, 4, 3, 9, tzinfo=UTC)  # a Wednesday


def functions(
    kinds: Sequence[str] = (),
    roles: Collection[str] = (),
    states: Sequence[ClockState] = (),
) -> Mapping[str, Callable[..., object]]:
    return guard_functions(
        {},
        states,
        NOW,
        events=since_afresh(kinds, {"reopened"}),
        open_tasks=(),
        closed=False,
        answered=False,
        roles=roles,
    )


def test_every_function_that_is_promised_is_there() -> None:
    assert set(functions()) == set(FUNCTIONS)


@pytest.mark.parametrize(
    ("kinds", "since"),
    [
        ([], set()),
        (["received", "letter COR-RESP1"], {"received", "letter COR-RESP1"}),
        (["received", "reopened"], {"received", "reopened"}),
        (["letter COR-RESP1", "reopened", "letter COR-ACK1"], {"reopened", "letter COR-ACK1"}),
        (["reopened", "letter COR-ACK1", "reopened"], {"reopened"}),
        (["choice_made", "letter COR-RESP1", "reopened"], {"choice_made", "reopened"}),
    ],
)
def test_letters_count_since_the_case_last_began_afresh_and_events_ever(
    kinds: list[str], since: set[str]
) -> None:
    assert since_afresh(kinds, {"reopened"}) == since


def test_a_letter_sent_before_the_case_was_reopened_has_not_been_sent() -> None:
    asked = functions(["letter COR-RESP1", "reopened"])
    assert not asked["sent"]("COR-RESP1")
    assert asked["happened"]("reopened")


def test_a_letter_that_can_be_sent_to_nobody_counts_as_sent_until_the_case_begins_afresh() -> None:
    assert functions(["unsendable COR-RESP1"])["sent"]("COR-RESP1")
    assert not functions(["unsendable COR-RESP1", "reopened"])["sent"]("COR-RESP1")


STANDS_STILL = clock(
    "10 working_days", pausable=True, pauses=(Standstill("asked", "came"), Standstill("on", "off"))
)


@pytest.mark.parametrize(
    ("kinds", "waits"),
    [
        (["received"], False),
        (["received", "asked"], True),
        (["received", "asked", "came"], False),
        (["received", "asked", "on"], False),
        (["received", "asked", "paused clock"], False),
        (["received", "paused clock"], False),
    ],
)
def test_a_guard_knows_what_alone_a_date_waits_for(kinds: list[str], waits: bool) -> None:
    events = [Event(kind, at(f"2024-04-0{n} 10:00")) for n, kind in enumerate(kinds, 1)]
    states = replay({"clock": STANDS_STILL}, events, ORDINARY)
    assert functions(states=states)["waits_for"]("came") == waits


@pytest.mark.parametrize(
    ("moment", "past"), [("2024-04-16 10:00", False), ("2024-04-18 00:01", True)]
)
def test_a_guard_knows_whether_the_day_of_a_clock_is_over(moment: str, past: bool) -> None:
    rule = clock("10 working_days", ["asked"], met_by=("answer",))
    events = [
        Event(kind, at(f"2024-04-0{n} 10:00")) for n, kind in enumerate(("asked", "answer"), 2)
    ]
    functions = guard_functions(
        {}, replay({"clock": rule}, events, ORDINARY), at(moment),
        events=(), open_tasks=(), closed=False, answered=False,
    )  # fmt: skip
    assert functions["past"]("clock") == past
    assert not functions["past"]("another")
    assert functions["due"]("clock") == date(2024, 4, 16)
    assert functions["due"]("another") == date.max


@pytest.mark.parametrize(
    ("value", "holds"),
    [("2024-04-03", True), ("2024-04-04", False), ("none", False), (None, False), (12, False)],
)
def test_a_value_that_is_a_date_is_in_force_from_that_day(value: object, holds: bool) -> None:
    assert in_force(value, date(2024, 4, 3)) == holds


def test_a_guard_knows_what_the_actor_is() -> None:
    asked = functions(roles={"complaints_manager"})
    assert asked["by"]("complaints_manager")
    assert not asked["by"]("complainant")


def test_it_knows_to_which_bodies_something_was_recommended() -> None:
    asked = guard_functions(
        {},
        (),
        at("2024-04-01 10:00"),
        events=(),
        open_tasks=(),
        closed=False,
        answered=False,
        kept={"recommendations": [{"text": "A door.", "body": "The landlord"}]},
    )
    assert asked["recommended"]("The landlord")
    assert not asked["recommended"]("The police")
    assert not functions()["recommended"]("The landlord")
