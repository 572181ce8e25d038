"""What every page of a draft shows: its tabs, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, request, url_for

from web.owners.area import BLUEPRINT

#: endpoint -> what the tab is called; the first part of a page's endpoint marks it
TABS = (
    ("owners.draft", "Overview"),
    ("owners.diagram", "Diagram"),
    ("owners.clocks", "Deadlines"),
    ("owners.forms", "Forms"),
    ("owners.roles", "Roles"),
    ("owners.actions", "Actions"),
    ("owners.letters", "Letters"),
    ("owners.play", "Try it"),
    ("owners.trial", "Scenarios"),
    ("owners.compare", "Compare"),
)


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab. ``current``: the page is it, or belongs to it."""

    text: str
    href: str
    current: bool


def tabs_of(draft_id: int, here: str) -> list[Tab]:
    """The tabs of a draft's pages; ``here``: the endpoint of the tab that the page belongs to."""
    return [
        Tab(text, url_for(endpoint, draft_id=draft_id), endpoint == here)
        for endpoint, text in TABS
        if endpoint in current_app.view_functions
    ]


@BLUEPRINT.context_processor
def _known() -> dict[str, object]:
    return {"tabs_of": tabs_of, "section": "studio", "endpoint": request.endpoint}
