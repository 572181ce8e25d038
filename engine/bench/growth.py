"""What a long history costs: one more contact on an old case, beside one on a new case."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from statistics import median

from engine.bench.council import Council
from engine.bench.rows import MS, RATIO, Row, row, took
from engine.casework import actions

#: contacts in one window; the median of a window is one value
WINDOW = 10
MOST = 1.2


def growth_rows(council: Council, contacts: int, windows: int) -> Iterator[Row]:
    """Windows of contacts on both cases, turn by turn, so that both meet the same machine."""
    old = council.accepted()
    for number in range(contacts - 1):
        _contact(council, old, number)
    firsts: list[float] = []
    lates: list[float] = []
    for _ in range(windows):
        new = council.accepted()
        pairs = [
            (
                took(partial(_contact, council, new, turn)),
                took(partial(_contact, council, old, turn)),
            )
            for turn in range(WINDOW)
        ]
        firsts.append(median(first for first, _ in pairs))
        lates.append(median(late for _, late in pairs))
    ratios = [late / first for first, late in zip(firsts, lates, strict=True)]
    name = f"history: contact {contacts:,}"
    yield row(f"{name} / the first", RATIO, ratios, MOST)
    yield row(name, MS, lates, MOST * median(firsts))


def _contact(council: Council, reference: str, number: int) -> None:
    said = {"channel": "phone", "text": f"They rang again, for the {number}th time."}
    actions.perform(council.office, council.officers["manager"], reference, "contact", said)
