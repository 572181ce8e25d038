"""The demo council: its people and their complaints, put into an empty database by the verbs."""

from __future__ import annotations

import dataclasses
import logging

from engine.bootstrap import Office
from engine.casework import preparing
from engine.clock import SetClock
from engine.demo import visitors
from engine.demo.council import PASSWORD, hire
from engine.demo.days import days_before
from engine.demo.steps import Story, on
from engine.demo.stories import STORIES
from engine.demo.telling import Telling
from engine.demo.visitors import Visitor, demo_visitors

__all__ = ["PASSWORD", "Visitor", "demo_visitor", "demo_visitors", "settle_in"]

log = logging.getLogger(__name__)

#: the demo's council; its cases freeze this profile's rules, whatever the operator set
PROFILE = "DEMO-COUNCIL"
#: the accounts are opened the working day before the first complaint
OPENED = on(-76, "09:00")


def settle_in(office: Office) -> int:
    """Fill an empty database; returns how many cases were made, none where there are some.

    The office's own clock says when the present is; everything happened before it.
    """
    if preparing.has_cases(office):
        if visitors.were_never_kept(office):
            log.warning(
                "The demo council is not whole: delete %s and start again.", office.settings.var
            )
        return 0
    visitors.begin(office)
    log.info("Making the demo council: %s cases, some seconds …", len(STORIES))
    profile = office.catalogue.profiles[PROFILE]
    days = days_before(office.clock.now(), profile.timing.calendar)
    clock = SetClock(days.instant_of(OPENED))
    settings = dataclasses.replace(office.settings, profile=PROFILE, smtp=None, demo=True)
    past = dataclasses.replace(office, clock=clock, settings=settings)
    telling = Telling(past, clock, days, hire(past))
    telling.tell(STORIES)
    telling.move_to(office.clock.now())
    visitors.keep(office, tuple(_visitor(telling, place, s) for place, s in _shown()))
    return len(STORIES)


def demo_visitor(office: Office) -> Visitor | None:
    """The first of them."""
    return next(iter(demo_visitors(office)), None)


def _shown() -> list[tuple[int, Story]]:
    return [(place, story) for place, story in enumerate(STORIES) if story.visitor]


def _visitor(telling: Telling, place: int, story: Story) -> Visitor:
    receipt, complaint = telling.receipts[place], story.complaint
    return Visitor(
        receipt.reference, receipt.code, complaint.address[-1], complaint.name, story.visitor
    )
