"""The demo council's cases, one family a module."""

from __future__ import annotations

from engine.demo.steps import Story
from engine.demo.stories import (
    adult_social_care,
    again,
    answered,
    answers_wanted,
    arriving,
    asb_case_review,
    asking_first,
    careful,
    childrens_statutory,
    contact_standards,
    contributions,
    councillor_conduct,
    elsewhere,
    investigating,
    late,
    particular,
    restricted,
    reviewed,
    social_media,
    straight,
    together,
    unreasonable_contact,
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
    *asb_case_review.STORIES,
    *unreasonable_contact.STORIES,
    *social_media.STORIES,
    *councillor_conduct.STORIES,
    *adult_social_care.STORIES,
    *childrens_statutory.STORIES,
    *contact_standards.STORIES,
)
