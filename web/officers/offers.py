"""What is possible at any time on a case, under headings: a long list is not read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.desk.views import ActionView

#: heading -> the actions whose machinery Redress brings along; a procedure's own stand under MORE
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "Contact": ("contact", "ask_complainant", "report_risk"),
    "Time": ("extend", "pause", "resume"),
    "The person": (
        "change_details",
        "adjust",
        "same_person",
        "not_same_person",
        "restriction",
        "end_restriction",
    ),
    "Promises and contributions": (
        "promise",
        "keep_promise",
        "contribution",
        "give_contribution",
    ),
    "Other cases": ("split", "merge", "link", "unlink"),
}
MORE = "The case as a whole"

Headed = tuple[tuple[str, tuple[ActionView, ...]], ...]


def under_headings(
    actions: Sequence[ActionView],
) -> Headed:
    """(heading, actions) of those that are allowed; headings without any are left out."""
    allowed = [action for action in actions if action.allowed]
    known = {name for names in HEADINGS.values() for name in names}
    grouped = {
        heading: tuple(action for action in allowed if action.id in names)
        for heading, names in HEADINGS.items()
    }
    grouped[MORE] = tuple(action for action in allowed if action.id not in known)
    return tuple((heading, found) for heading, found in grouped.items() if found)
