"""The demo council's cases, one family a module."""

from __future__ import annotations

from engine.demo.steps import Story
from engine.demo.stories import answered, arriving, elsewhere, investigating, late, reviewed

STORIES: tuple[Story, ...] = (
    *arriving.STORIES,
    *investigating.STORIES,
    *late.STORIES,
    *answered.STORIES,
    *reviewed.STORIES,
    *elsewhere.STORIES,
)
