"""The worked examples of the procedures, each computed by hand and against the list of gov.uk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pytest

from engine.clock import london
from engine.deadlines.rules import Timing
from tests.deadlines.vocabulary import ORDINARY, closed, due_after, on

CLOSED_AFTER_CHRISTMAS = closed("Mon 29 Dec 2025", "Tue 30 Dec 2025", "Wed 31 Dec 2025")

# 1-2 Easter; 3-5 Christmas, without and with closure days, and a statutory clock ignoring them;
# 6 Coronation; 7 State Funeral; 8-9 a Saturday e-mail; 10-11 children's stage 2; 12 six months
# from a 31st and a 30th; 13 no roll; 14 a complainant's window rolls; 15-16 case reviews;
# 18 actions that the Ombudsman asked for
TABLE = """
 1 | 2 working_days          | 2024-03-28 10:15 | deemed        | Thu 28 Mar 2024 | Wed 03 Apr 2024
 2 | 10 working_days         | 2024-03-28 10:15 | deemed        | Thu 28 Mar 2024 | Mon 15 Apr 2024
 3 | 10 working_days         | 2025-12-19 16:45 | deemed        | Fri 19 Dec 2025 | Wed 07 Jan 2026
 4 | 10 working_days         | 2025-12-19 16:45 | deemed closed | Fri 19 Dec 2025 | Mon 12 Jan 2026
 5 | 3 working_days          | 2025-12-19 16:45 | actual closed | Fri 19 Dec 2025 | Wed 24 Dec 2025
 6 | 10 working_days         | 2023-05-02 09:30 | deemed        | Tue 02 May 2023 | Wed 17 May 2023
 7 | 2 working_days          | 2022-09-16 18:30 | deemed        | Tue 20 Sep 2022 | Thu 22 Sep 2022
 8 | 3 working_days          | 2024-05-25 11:00 | actual        | Sat 25 May 2024 | Thu 30 May 2024
 9 | 2 working_days          | 2024-05-25 11:00 | deemed        | Tue 28 May 2024 | Thu 30 May 2024
10 | 25 working_days         | 2023-11-20 12:00 | actual        | Mon 20 Nov 2023 | Wed 27 Dec 2023
11 | 65 working_days         | 2023-11-20 12:00 | actual        | Mon 20 Nov 2023 | Thu 22 Feb 2024
12 | 6 months_beginning_with | 2023-10-31 12:00 | actual        | Tue 31 Oct 2023 | Tue 30 Apr 2024
12 | 6 months_beginning_with | 2023-10-30 12:00 | actual        | Mon 30 Oct 2023 | Mon 29 Apr 2024
13 | 28 calendar_days        | 2023-10-31 12:00 | actual        | Tue 31 Oct 2023 | Tue 28 Nov 2023
14 | 14 calendar_days        | 2023-04-17 10:00 | letter roll   | Mon 17 Apr 2023 | Tue 02 May 2023
15 | 1 month_beginning_with  | 2024-03-10 12:00 | actual        | Sun 10 Mar 2024 | Tue 09 Apr 2024
16 | 6 months_beginning_with | 2024-03-12 12:00 | actual        | Tue 12 Mar 2024 | Wed 11 Sep 2024
18 | 6 weeks                 | 2020-07-24 12:00 | actual        | Fri 24 Jul 2020 | Fri 04 Sep 2020
18 | 6 months_after          | 2020-07-24 12:00 | actual        | Fri 24 Jul 2020 | Sun 24 Jan 2021
"""


class Example(NamedTuple):
    """One row."""

    number: str
    amount: str
    came: str
    under: str
    day_zero: str
    due_on: str


class Under(NamedTuple):
    """The rule and the council of a row."""

    rule: Mapping[str, object]
    timing: Timing = ORDINARY
    event: str = "received"


RULES = {
    "deemed": Under({"receipt": "deemed"}),
    "deemed closed": Under({"receipt": "deemed"}, CLOSED_AFTER_CHRISTMAS),
    "actual": Under({"receipt": "actual", "kind": "statutory"}),
    "actual closed": Under({"receipt": "actual", "kind": "statutory"}, CLOSED_AFTER_CHRISTMAS),
    "letter roll": Under({"roll": True}, event="letter COR-RESP1"),
}
EXAMPLES = [Example(*map(str.strip, row.split("|"))) for row in TABLE.strip().splitlines()]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda row: f"{row.number} {row.amount}")
def test_a_worked_example_comes_out_as_it_was_worked(example):
    under = RULES[example.under]
    found = due_after(example.amount, example.came, under.timing, under.event, **under.rule)
    assert found.day_zero == on(example.day_zero)
    assert found.due_on == on(example.due_on)
    assert f"{london(found.due):%Y-%m-%d %H:%M:%S}" == f"{on(example.due_on)} 23:59:59"


def test_17_forty_eight_hours_leave_out_the_bank_holiday_week_end():
    found = due_after("48 hours", "2024-05-24 15:00")
    assert found.due_on == on("Wed 29 May 2024")
    assert f"{london(found.due):%Y-%m-%dT%H:%M}" == "2024-05-29T15:00"


def test_every_worked_example_is_here():
    numbers = {example.number for example in EXAMPLES} | {"17"}
    assert numbers == {str(number) for number in range(1, 19)}
