"""The process owner's studio, and the published procedures for everybody in the office."""

from web.owners import (
    desk,
    diagram,
    moves,
    published,
    publishing,
    tabs,
)
from web.owners.area import BLUEPRINT

__all__ = ["BLUEPRINT", "desk", "diagram", "moves", "published", "publishing", "tabs"]
