"""The demo council's cases, one family a module."""

from __future__ import annotations

from engine.demo.steps import Story
from engine.demo.stories import (
    again,
    answered,
    answers_wanted,
    arriving,
    asking_first,
    careful,
    contributions,
    elsewhere,
    investigating,
    late,
    particular,
    restricted,
    reviewed,
    straight,
    together,
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
    *careful.STORIES,
    *asking_first.STORIES,
    *answers_wanted.STORIES,
    *together.STORIES,
    *restricted.STORIES,
    *again.STORIES,
    *contributions.STORIES,
)
