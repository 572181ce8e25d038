"""The process owner's studio, and the published procedures for everybody in the office."""

from web.owners import (
    clock_settings,
    clocks,
    comparing,
    desk,
    diagram,
    moves,
    play,
    published,
    publishing,
    tabs,
    trial,
)
from web.owners.area import BLUEPRINT

__all__ = [
    "BLUEPRINT",
    "clock_settings",
    "clocks",
    "comparing",
    "desk",
    "diagram",
    "moves",
    "play",
    "published",
    "publishing",
    "tabs",
    "trial",
]
