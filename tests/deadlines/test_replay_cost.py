"""What a replay costs, counted in function calls: seconds would depend on the machine."""

from __future__ import annotations

import sys
from types import FrameType

from engine.deadlines import replay
from engine.deadlines.rules import Event
from tests.deadlines.test_scenario_clocks import NHDC
from tests.deadlines.vocabulary import ORDINARY, at, happened

LEDGER = (
    happened("2024-03-21 10:00", "received"),
    happened("2024-03-22 09:00", "letter COR-ACK1"),
    happened("2024-04-08 15:00", "extended response1", until="2024-04-19"),
    happened("2024-04-08 15:00", "letter COR-UPD1", about="response1"),
    happened("2024-04-17 11:00", "letter COR-RESP1"),
    happened("2024-04-29 11:00", "request_stage2"),
    happened("2024-05-01 11:00", "letter COR-ACK2"),
    happened("2024-05-14 11:00", "letter COR-RESP2"),
)


def calls(ledger: tuple[Event, ...]) -> int:
    """How many Python functions a replay enters."""
    count = 0

    def entered(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    replay(NHDC, ledger, ORDINARY)  # calendars are read once a year, not once a case
    sys.setprofile(entered)
    try:
        replay(NHDC, ledger, ORDINARY)
    finally:
        sys.setprofile(None)
    return count


def test_a_thousand_contacts_cost_no_function_call():
    contacts = tuple(Event("contact", at("2024-04-02 10:00")) for _ in range(1000))
    assert calls(LEDGER[:2] + contacts + LEDGER[2:]) == calls(LEDGER)


def test_a_replay_of_eight_clocks_stays_within_its_budget():
    assert calls(LEDGER) < 700  # a tenth of a millisecond or so


def test_the_cost_of_a_ledger_grows_with_its_length_and_no_faster():
    once = [happened(f"2024-06-{day:02} 10:00", "contact", about="ack1") for day in range(1, 29)]
    letters = [Event("letter COR-UPD1", event.happened_at, event.data) for event in once]
    short, long = calls((*LEDGER, *letters)), calls((*LEDGER, *letters * 10))
    assert long - calls(LEDGER) <= 11 * (short - calls(LEDGER))
