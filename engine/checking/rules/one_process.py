"""A file holds one process.

Only one process of a file would run; the others would be passed over. A second procedure has a
folder of its own; a piece that several procedures share is a file in processes/shared.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.places import in_markup
from engine.checking.subject import MODEL, Sheet
from engine.errors import Problem


def check(sheet: Sheet) -> Iterator[Problem]:
    """One problem for each process after the first."""
    for process in list(sheet.root.iterchildren(f"{{{MODEL}}}process"))[1:]:
        yield in_markup(
            sheet,
            process,
            "It is a second process in the same file and would never run.",
            "Move it to a file of its own.",
        )
