"""The demo council's cases, one family a module."""

from __future__ import annotations

from engine.demo.steps import Story
from engine.demo.stories import (
    answered,
    arriving,
    elsewhere,
    investigating,
    late,
    particular,
    reviewed,
    straight,
)

STORIES: tuple[Story, ...] = (
    *arriving.STORIES,
    *investigating.STORIES,
    *particular.STORIES,
    *late.STORIES,
    *answered.STORIES,
    *reviewed.STORIES,
    *straight.STORIES,
    *elsewhere.STORIES,
)
