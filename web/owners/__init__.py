"""The process owner's studio, and the published procedures for everybody in the office."""

from web.owners import (
    actions,
    clock_settings,
    clocks,
    comparing,
    desk,
    diagram,
    form_fields,
    form_variables,
    forms,
    moves,
    play,
    published,
    publishing,
    roles,
    tabs,
    trial,
)
from web.owners.area import BLUEPRINT

__all__ = [
    "BLUEPRINT",
    "actions",
    "clock_settings",
    "clocks",
    "comparing",
    "desk",
    "diagram",
    "form_fields",
    "form_variables",
    "forms",
    "moves",
    "play",
    "published",
    "publishing",
    "roles",
    "tabs",
    "trial",
]
