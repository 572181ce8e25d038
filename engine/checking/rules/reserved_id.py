"""Some ids belong to the engine.

A step with the id End makes a case end at once, in silence; Start and Root make it fail; ids that
end with .EndJoin are made by the engine itself. Give such an element another id (in the editor:
General, Id).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.places import in_markup
from engine.checking.subject import Sheet
from engine.errors import Problem

RESERVED = frozenset({"Start", "End", "Root", "StartEventSplit", "StartEventJoin"})


def check(sheet: Sheet) -> Iterator[Problem]:
    """One problem for each id that the engine uses itself."""
    for node, _ in sheet.nodes():
        name = node.get("id", "")
        if name in RESERVED or name.endswith(
            (".EndJoin", ".BoundaryEventSplit", ".BoundaryEventJoin")
        ):
            reason = f"The id “{name}” belongs to the engine; with it the case would stop or fail."
            yield in_markup(sheet, node, reason, "Give it another id.")
