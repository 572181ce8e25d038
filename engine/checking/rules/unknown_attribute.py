"""Redress attributes have known names.

A misspelt attribute would be passed over: a step without its form, a letter that is never sent.
Known are form, role, clock, at, letter, to, stage, outcome, set and records.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.places import in_markup
from engine.checking.rules.misplaced_attribute import PLACES
from engine.checking.subject import REDRESS, Sheet
from engine.checking.words import meant
from engine.errors import Problem


def check(sheet: Sheet) -> Iterator[Problem]:
    """One problem for each attribute of the Redress namespace that is not known."""
    for node in sheet.root.iter("{*}*"):
        for key in node.attrib:
            name = key.removeprefix(f"{{{REDRESS}}}")
            if name != key and name not in PLACES:
                yield in_markup(
                    sheet, node, f"`redress:{name}` is not known.", meant(name, PLACES)
                )
        if node.tag.startswith(f"{{{REDRESS}}}"):
            name = node.tag.rpartition("}")[2]
            reason = f"<redress:{name}> is not known: Redress has attributes only."
            yield in_markup(sheet, node, reason, "Write it as an attribute of the element.")
