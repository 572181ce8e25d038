"""Repetition is drawn as a loop.

The small signs for “several times” (three lines, a round arrow) are not carried out as one would
expect: each repetition needs its own person, date and letter. Draw a gateway that leads back, or
let one form take all the points.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.places import in_markup
from engine.checking.subject import Sheet
from engine.errors import Problem


def check(sheet: Sheet) -> Iterator[Problem]:
    """One problem for each repetition marker."""
    for node, name in sheet.nodes():
        if name.endswith("LoopCharacteristics"):
            yield in_markup(
                sheet,
                node.getparent(),
                "It carries the sign for repetition, which is not carried out.",
                "Remove the sign; draw a gateway that leads back, or use one form for all points.",
            )
