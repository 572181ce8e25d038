"""Whole cases as the councils' policies would have timed them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest

from engine.deadlines import extension_limit, latest, limit_of_extending
from engine.deadlines.rules import ClockRule, ClockState, Event, Start, Status
from tests.deadlines.vocabulary import ORDINARY, at, clock, clocks, happened, on, rules, up_to

STAGE2: Iterable[str | Start] = ("request_stage2", Start("direct_stage2", as_of="received"))


def incoming(
    name: str, amount: str, starts: Iterable[str | Start], *met_by: str, **rest: object
) -> ClockRule:
    return clock(amount, starts, name=name, receipt="deemed", met_by=met_by, **rest)


def promised(name: str, extended: str, letter: str) -> ClockRule:
    return clock(
        "",
        [f"extended {extended}"],
        name=name,
        date_field="until",
        max="10 working_days",
        met_by=(letter,),
    )


def window(amount: str, **rest: object) -> ClockRule:
    return clock(amount, ["letter COR-RESP1"], name="window2", met_by=("request_stage2",), **rest)


NHDC = rules(
    incoming("ack1", "2 working_days", ["confirmed", "received"], "letter COR-ACK1"),
    incoming("response1", "10 working_days", ["confirmed", "received"], "letter COR-RESP1"),
    promised("expected1", "response1", "letter COR-RESP1"),
    window("14 calendar_days", roll=True),
    incoming(
        "decide2", "2 working_days", ["request_stage2"], "letter COR-ACK2", "letter COR-REF2"
    ),
    incoming("ack2", "2 working_days", STAGE2, "letter COR-ACK2", stops_at=("letter COR-REF2",)),
    incoming(
        "response2", "10 working_days", STAGE2, "letter COR-RESP2", stops_at=("letter COR-REF2",)
    ),
    promised("expected2", "response2", "letter COR-RESP2"),
)
CODE = rules(
    incoming("ack1", "5 working_days", ["received"], "letter COR-ACK1"),
    clock(
        "10 working_days",
        ["letter COR-ACK1"],
        name="response1",
        met_by=("letter COR-RESP1",),
        extend=up_to("10 working_days"),
    ),
    window("20 working_days"),
    incoming("ack2", "5 working_days", STAGE2, "letter COR-ACK2"),
    clock(
        "20 working_days",
        ["letter COR-ACK2"],
        name="response2",
        met_by=("letter COR-RESP2",),
        extend=up_to("20 working_days"),
    ),
)
BUCKS = rules(
    incoming(
        "ack1", "3 working_days", ["received"], "letter COR-ACK1", stops_at=("direct_stage2",)
    ),
    incoming(
        "response1",
        "20 working_days",
        ["received"],
        "letter COR-RESP1",
        stops_at=("direct_stage2",),
    ),
    window("28 calendar_days", roll=True),
    incoming("ack2", "3 working_days", STAGE2, "letter COR-ACK2"),
    incoming("response2", "20 calendar_days", STAGE2, "letter COR-RESP2"),
)


def expect(
    known: Mapping[str, ClockRule], ledger: Iterable[Event], **due: str
) -> tuple[ClockState, ...]:
    """The latest instance of each named clock is due on that day; returns all clocks."""
    states = clocks(known, *ledger)
    found = {name: latest(states, name) for name in due}
    assert {name: state and state.deadline.due_on for name, state in found.items()} == {
        name: on(day) for name, day in due.items()
    }
    return states


def test_s01_a_late_response_across_easter():
    ledger = [
        happened("2024-03-21 10:00", "received"),
        happened("2024-03-22 09:00", "letter COR-ACK1"),
    ]
    states = expect(NHDC, ledger, ack1="Mon 25 Mar 2024", response1="Mon 08 Apr 2024")
    response = latest(states, "response1")
    assert response is not None and not response.late(at("2024-04-08 11:00"))
    when = at("2024-04-08 14:50")
    limit = limit_of_extending(NHDC, states, "response1", when, ORDINARY)
    assert limit == on("Mon 22 Apr 2024")

    ledger += [
        happened("2024-04-08 15:00", "extended response1", until="2024-04-19"),
        happened("2024-04-08 15:00", "letter COR-UPD1", about="response1"),
    ]
    states = expect(NHDC, ledger, response1="Mon 08 Apr 2024", expected1="Fri 19 Apr 2024")
    response = latest(states, "response1")
    assert response is not None
    assert (response.late(at("2024-04-10 09:00")), response.told) == (True, True)

    ledger.append(happened("2024-04-17 11:00", "letter COR-RESP1"))
    states = expect(NHDC, ledger, window2="Wed 01 May 2024")
    response, expected = latest(states, "response1"), latest(states, "expected1")
    assert response is not None and expected is not None
    assert (response.status, response.late(at("2024-04-17 11:00"))) == (Status.MET, True)
    assert (expected.status, expected.late(at("2024-04-17 11:00"))) == (Status.MET, False)


def test_s03_stage_2_on_the_last_rolled_day():
    ledger = [
        happened("2023-04-03 10:00", "received"),
        happened("2023-04-04 09:00", "letter COR-ACK1"),
        happened("2023-04-17 10:00", "letter COR-RESP1", channel="email"),
    ]
    states = expect(NHDC, ledger, window2="Tue 02 May 2023")
    assert "rolled from Monday 1 May 2023 (May Day)" in states[-1].deadline.summary
    ledger.append(happened("2023-05-02 09:30", "request_stage2"))
    states = expect(NHDC, ledger, ack2="Thu 04 May 2023", response2="Wed 17 May 2023")
    window2 = latest(states, "window2")
    assert window2 is not None
    assert (window2.status, window2.late(at("2023-05-02 09:30"))) == (Status.MET, False)
    ledger += [
        happened("2023-05-03 10:00", "letter COR-ACK2"),
        happened("2023-05-16 12:00", "letter COR-RESP2"),
    ]
    states = clocks(NHDC, *ledger)
    assert {state.status for state in states} == {Status.MET}
    assert not any(state.late(at("2023-05-16 12:00")) for state in states)


def test_s04_stage_2_refused():
    ledger = [
        happened("2024-09-02 10:00", "received"),
        happened("2024-09-03 09:00", "letter COR-ACK1"),
        happened("2024-09-09 10:00", "letter COR-RESP1"),
        happened("2024-09-18 13:00", "request_stage2"),
    ]
    expect(NHDC, ledger, window2="Mon 23 Sep 2024", decide2="Fri 20 Sep 2024")
    ledger.append(happened("2024-09-20 10:00", "letter COR-REF2"))
    ended = {state.rule.name: state.status for state in clocks(NHDC, *ledger)}
    assert ended["decide2"] is Status.MET
    assert ended["ack2"] is ended["response2"] is Status.STOPPED


def test_s05_the_clock_starts_again_when_the_constituent_confirms():
    ledger = [happened("2024-06-03 12:00", "received")]
    expect(NHDC, ledger, ack1="Wed 05 Jun 2024", response1="Mon 17 Jun 2024")
    ledger.append(happened("2024-06-06 10:30", "confirmed"))
    expect(NHDC, ledger, ack1="Mon 10 Jun 2024", response1="Thu 20 Jun 2024")
    ledger.append(happened("2024-06-18 10:00", "letter COR-RESP1"))
    expect(NHDC, ledger, window2="Tue 02 Jul 2024")


def test_s08_direct_to_stage_2_counts_from_receipt():
    ledger = [
        happened("2021-01-29 10:00", "received"),
        happened("2021-02-01 09:00", "direct_stage2"),
    ]
    states = expect(BUCKS, ledger, ack2="Wed 03 Feb 2021", response2="Thu 18 Feb 2021")
    stage1 = latest(states, "response1")
    assert stage1 is not None and stage1.status is Status.STOPPED
    in_working_days = dict(BUCKS) | {
        "response2": incoming("response2", "20 working_days", STAGE2, "letter COR-RESP2")
    }
    expect(in_working_days, ledger, response2="Fri 26 Feb 2021")


def test_s10_the_code_s_clocks_run_from_the_acknowledgement():
    ledger = [happened("2024-12-02 14:00", "received")]
    states = expect(CODE, ledger, ack1="Mon 09 Dec 2024")
    assert latest(states, "response1") is None
    ledger.append(happened("2024-12-09 10:00", "letter COR-ACK1"))
    states = expect(CODE, ledger, response1="Mon 23 Dec 2024")
    response = latest(states, "response1")
    assert response is not None
    assert extension_limit(response, at("2024-12-23 09:00"), ORDINARY) == on("Thu 09 Jan 2025")
    ledger += [
        happened("2024-12-23 12:00", "extended response1", until="2025-01-09"),
        happened("2024-12-23 12:00", "letter COR-EXT1", about="response1"),
    ]
    states = expect(CODE, ledger, response1="Thu 09 Jan 2025")
    response = latest(states, "response1")
    assert response is not None and response.told and response.extended
    ledger += [
        happened("2025-01-09 11:00", "letter COR-RESP1"),
        happened("2025-01-20 16:00", "request_stage2"),
    ]
    states = expect(CODE, ledger, ack2="Mon 27 Jan 2025")
    ledger.append(happened("2025-01-27 10:00", "letter COR-ACK2"))
    states = expect(CODE, ledger, response2="Mon 24 Feb 2025")
    response2 = latest(states, "response2")
    assert response2 is not None
    assert extension_limit(response2, at("2025-01-27 10:00"), ORDINARY) == on("Mon 24 Mar 2025")
    ledger.append(happened("2025-02-20 10:00", "letter COR-RESP2"))
    states = clocks(CODE, *ledger)
    assert {state.status for state in states} == {Status.MET}
    assert not any(state.late(at("2025-02-20 10:00")) for state in states)


@pytest.mark.parametrize(
    ("known", "ack1", "response1"),
    [
        (NHDC, "Thu 05 Sep 2024", "Tue 17 Sep 2024"),
        (BUCKS, "Fri 06 Sep 2024", "Tue 01 Oct 2024"),
        (CODE, "Tue 10 Sep 2024", None),
    ],
    ids=["NHDC", "BUCKS", "Code"],
)
def test_the_same_complaint_by_each_council_s_numbers(known, ack1, response1):
    ledger = [happened("2024-09-02 18:00", "received")]  # after the cut-off: day 0 is Tuesday
    states = expect(known, ledger, ack1=ack1)
    response = latest(states, "response1")
    assert (response and response.deadline.due_on) == (response1 and on(response1))


def test_s16_the_concern_s_day_starts_the_statutory_clocks():
    adult = rules(
        clock("48 hours", ["concern"], name="concern", met_by=("complaint",)),
        clock("1 working_day", ["concern"], name="oral", kind="statutory"),
        clock(
            "3 working_days", [Start("complaint", as_of="concern")], name="ack", kind="statutory"
        ),
        clock("28 calendar_days", [Start("complaint", as_of="concern")], name="local"),
        clock(
            "6 months_beginning_with",
            [Start("complaint", as_of="concern")],
            name="limit",
            kind="statutory",
        ),
    )
    ledger = [
        happened("2024-05-24 15:00", "concern"),
        happened("2024-05-29 15:30", "complaint"),
    ]
    expect(
        adult,
        ledger,
        concern="Wed 29 May 2024",
        oral="Tue 28 May 2024",
        ack="Thu 30 May 2024",
        local="Fri 21 Jun 2024",
        limit="Sat 23 Nov 2024",
    )
