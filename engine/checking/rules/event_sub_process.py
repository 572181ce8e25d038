"""Sub-processes are entered by an arrow, never by an event.

An event sub-process (dotted border) never cancels what runs, whatever the drawing says. What may
happen at any time stands under any_time in procedure.yaml, with who may do it and when.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.places import in_markup
from engine.checking.subject import Sheet
from engine.errors import Problem


def check(sheet: Sheet) -> Iterator[Problem]:
    """One problem for each sub-process with triggeredByEvent."""
    for node, name in sheet.nodes():
        if name == "subProcess" and node.get("triggeredByEvent") in ("true", "1"):
            yield in_markup(
                sheet,
                node,
                "It is an event sub-process, which is not carried out as drawn.",
                "Make it an ordinary sub-process, or an action under any_time in procedure.yaml.",
            )
