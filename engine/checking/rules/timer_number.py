"""Dates and numbers of days never stand in a diagram.

A timer names a clock and a moment of it (`redress:clock`, `redress:at`). How many days that is,
from when, and on what ground, stands in the profile, where it can be changed and has its source. A
time written into the timer itself is not read.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.places import in_markup
from engine.checking.subject import Sheet
from engine.errors import Problem


def check(sheet: Sheet) -> Iterator[Problem]:
    """One problem for each timer with a time of its own."""
    for node, name in sheet.nodes():
        if name == "timerEventDefinition" and any((c.text or "").strip() for c in node):
            written = next(c.text.strip() for c in node if (c.text or "").strip())
            yield in_markup(
                sheet,
                node.getparent(),
                f"The timer says “{written}”, which is not read.",
                "Empty it; name the clock and the moment in `redress:clock` and `redress:at`.",
            )
