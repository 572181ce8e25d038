"""What every page of a draft shows: its tabs, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, request, url_for

from engine.errors import NotNow
from engine.studio import drafts
from web.guards import actor, office
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
#: what a draft of the council's numbers alone has
OF_NUMBERS = ("owners.draft", "owners.compare")
#: addresses of a draft that are no part of it
_ABOUT = (
    *("submit", "approve", "send_back", "discard", "catch_up"),
    *("withdraw", "confirm_withdrawal", "leave_waiting"),
)


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab. ``current``: the page is it, or belongs to it."""

    text: str
    href: str
    current: bool


@BLUEPRINT.before_request
def only_what_there_is() -> None:
    """A draft of the council's numbers alone has no diagram, forms or letters."""
    draft_id, endpoint = (request.view_args or {}).get("draft_id"), request.endpoint
    if draft_id is None or endpoint in (*OF_NUMBERS, *(f"owners.{each}" for each in _ABOUT)):
        return
    if drafts.kind_of(office(), actor(), draft_id) == "profile":
        raise NotNow(
            f"Draft {draft_id} holds the council's numbers alone. Compare it; to change a number,"
            " begin a draft of the procedure that reads it and open its deadlines."
        )


def tabs_of(draft_id: int, here: str, kind: str = "procedure") -> list[Tab]:
    """The tabs of a draft's pages; ``here``: the endpoint of the tab that the page belongs to."""
    return [
        Tab(text, url_for(endpoint, draft_id=draft_id), endpoint == here)
        for endpoint, text in TABS
        if endpoint in current_app.view_functions
        and (kind == "procedure" or endpoint in OF_NUMBERS)
    ]


@BLUEPRINT.context_processor
def _known() -> dict[str, object]:
    return {"tabs_of": tabs_of, "section": "studio", "endpoint": request.endpoint}
