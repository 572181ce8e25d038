"""The worked examples of the procedures, each computed by hand and against the list of gov.uk."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from engine.clock import london
from engine.deadlines.rules import Timing
from tests.deadlines.vocabulary import ORDINARY, closed, due_after, on

CLOSED_AFTER_CHRISTMAS = closed("Mon 29 Dec 2025", "Tue 30 Dec 2025", "Wed 31 Dec 2025")


class Example(NamedTuple):
    """One row: when it came, what it is counted in, day 0, the due date."""

    title: str
    amount: str
    came: str
    day_zero: str
    due_on: str
    rule: dict[str, object]
    timing: Timing = ORDINARY
    event: str = "received"


DEEMED: dict[str, object] = {"receipt": "deemed"}
STATUTORY: dict[str, object] = {"kind": "statutory", "receipt": "actual"}

EXAMPLES = (
    Example(
        "1 Easter 2024, acknowledgement",
        *("2 working_days", "2024-03-28 10:15", "Thu 28 Mar 2024", "Wed 03 Apr 2024", DEEMED),
    ),
    Example(
        "2 Easter 2024, response",
        *("10 working_days", "2024-03-28 10:15", "Thu 28 Mar 2024", "Mon 15 Apr 2024", DEEMED),
    ),
    Example(
        "3 Christmas 2025, before the cut-off",
        *("10 working_days", "2025-12-19 16:45", "Fri 19 Dec 2025", "Wed 07 Jan 2026", DEEMED),
    ),
    Example(
        "4 Christmas 2025 with closure days",
        *("10 working_days", "2025-12-19 16:45", "Fri 19 Dec 2025", "Mon 12 Jan 2026", DEEMED),
        CLOSED_AFTER_CHRISTMAS,
    ),
    Example(
        "5 a statutory clock ignores closure days",
        *("3 working_days", "2025-12-19 16:45", "Fri 19 Dec 2025", "Wed 24 Dec 2025", STATUTORY),
        CLOSED_AFTER_CHRISTMAS,
    ),
    Example(
        "6 Coronation",
        *("10 working_days", "2023-05-02 09:30", "Tue 02 May 2023", "Wed 17 May 2023", DEEMED),
    ),
    Example(
        "7 State Funeral, after the cut-off",
        *("2 working_days", "2022-09-16 18:30", "Tue 20 Sep 2022", "Thu 22 Sep 2022", DEEMED),
    ),
    Example(
        "8 a Saturday e-mail, actual receipt",
        *("3 working_days", "2024-05-25 11:00", "Sat 25 May 2024", "Thu 30 May 2024", STATUTORY),
    ),
    Example(
        "9 the same Saturday e-mail, deemed receipt",
        *("2 working_days", "2024-05-25 11:00", "Tue 28 May 2024", "Thu 30 May 2024", DEEMED),
    ),
    Example(
        "10 children stage 2, 25 days",
        *("25 working_days", "2023-11-20 12:00", "Mon 20 Nov 2023", "Wed 27 Dec 2023", STATUTORY),
    ),
    Example(
        "11 children stage 2, at most 65 days",
        *("65 working_days", "2023-11-20 12:00", "Mon 20 Nov 2023", "Thu 22 Feb 2024", STATUTORY),
    ),
    Example(
        "12 six months commencing on the day of receipt, from a 31st",
        *("6 months_beginning_with", "2023-10-31 12:00"),
        *("Tue 31 Oct 2023", "Tue 30 Apr 2024", STATUTORY),
    ),
    Example(
        "12 the same, from the 30th",
        *("6 months_beginning_with", "2023-10-30 12:00"),
        *("Mon 30 Oct 2023", "Mon 29 Apr 2024", STATUTORY),
    ),
    Example(
        "13 28 calendar days do not roll",
        *("28 calendar_days", "2023-10-31 12:00", "Tue 31 Oct 2023", "Tue 28 Nov 2023", STATUTORY),
    ),
    Example(
        "14 the complainant's 14 days roll over the bank holiday",
        *("14 calendar_days", "2023-04-17 10:00", "Mon 17 Apr 2023", "Tue 02 May 2023"),
        {"roll": True},
        ORDINARY,
        "letter COR-RESP1",
    ),
    Example(
        "15 one month beginning with the incident",
        *("1 month_beginning_with", "2024-03-10 12:00"),
        *("Sun 10 Mar 2024", "Tue 09 Apr 2024", STATUTORY),
    ),
    Example(
        "16 six months beginning with the complaint",
        *("6 months_beginning_with", "2024-03-12 12:00"),
        *("Tue 12 Mar 2024", "Wed 11 Sep 2024", STATUTORY),
    ),
    Example(
        "18 six weeks",
        *("6 weeks", "2020-07-24 12:00", "Fri 24 Jul 2020", "Fri 04 Sep 2020", STATUTORY),
    ),
    Example(
        "18 six months after",
        *("6 months_after", "2020-07-24 12:00", "Fri 24 Jul 2020", "Sun 24 Jan 2021", STATUTORY),
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_a_worked_example_comes_out_as_it_was_worked(example: Example):
    found = due_after(example.amount, example.came, example.timing, example.event, **example.rule)
    assert found.day_zero == on(example.day_zero)
    assert found.due_on == on(example.due_on)
    assert f"{london(found.due):%Y-%m-%d %H:%M:%S}" == f"{on(example.due_on)} 23:59:59"


def test_17_forty_eight_hours_leave_out_the_bank_holiday_week_end():
    found = due_after("48 hours", "2024-05-24 15:00")
    assert found.due_on == on("Wed 29 May 2024")
    assert f"{london(found.due):%Y-%m-%dT%H:%M}" == "2024-05-29T15:00"


def test_every_worked_example_is_here():
    numbers = {example.title.split()[0] for example in EXAMPLES} | {"17"}
    assert numbers == {str(number) for number in range(1, 19)}
