"""Every id stands once.

Two elements with one id cannot be told apart: one of them would be passed over. This happens when
parts of a drawing are copied by hand. Give one of them another id.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.places import in_markup
from engine.checking.subject import Sheet
from engine.errors import Problem


def check(sheet: Sheet) -> Iterator[Problem]:
    """One problem for each id that was used before, in the drawing or its picture."""
    first: dict[str, int] = {}
    for node in sheet.root.iter("{*}*"):
        name = node.get("id")
        if name in first:
            reason = f"The id “{name}” is used a second time (first on line {first[name]})."
            yield in_markup(sheet, node, reason, "Give one of them another id.")
        elif name:
            first[name] = node.sourceline
