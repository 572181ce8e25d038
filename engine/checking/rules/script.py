"""Diagrams hold no programs.

A setting step says what it sets in `redress:set`, for example `stage = 2; reviewed = true`.
Anything in its script is not run.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.places import in_markup
from engine.checking.subject import REDRESS, Sheet
from engine.errors import Problem


def check(sheet: Sheet) -> Iterator[Problem]:
    """One problem for a script, one for a setting step that sets nothing."""
    for node, name in sheet.nodes():
        if name == "script" and (node.text or "").strip():
            reason = "It holds a script, which is never run."
            yield in_markup(sheet, node.getparent(), reason, 'Write `redress:set="name = value"`.')
        elif name == "scriptTask" and not node.get(f"{{{REDRESS}}}set", "").strip():
            reason = "This setting step sets nothing."
            yield in_markup(
                sheet, node, reason, 'Write `redress:set="name = value"`, or delete it.'
            )
