"""The keys of a council's thresholds in a profile: how many reports a review needs."""

from __future__ import annotations

from engine.catalogue.keys import Key, KeyTable, Place, named, read_table
from engine.catalogue.kinds import (
    CONFIDENCE,
    amount,
    flag,
    is_dashed,
    is_name,
    one_of,
    text,
    whole_from_one,
)
from engine.catalogue.tree import Node
from engine.deadlines.thresholds import ThresholdTest

THRESHOLD: KeyTable = {
    "title": Key(text, required=True),
    "needed": Key(whole_from_one, required=True),
    "of": Key(one_of("reports", "people")),
    "one_person": Key(flag),
    "similar": Key(flag),
    "reported_within": Key(amount),
    "asked_within": Key(amount),
    "source": Key(text, required=True),
    "confidence": Key(CONFIDENCE, required=True),
}


def _test(test: str, node: Node, place: Place) -> ThresholdTest:
    return ThresholdTest(id=test, **read_table(node, place, THRESHOLD))


def _of_procedure(_procedure: str, node: Node, place: Place) -> tuple[ThresholdTest, ...]:
    return tuple(named(_test, is_name)(node, place).values())


#: procedure -> its tests, of which one is enough
thresholds = named(_of_procedure, is_dashed)
