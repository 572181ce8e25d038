"""``asb-statistics``: the four figures on case reviews that the law wants published."""

from __future__ import annotations

from collections.abc import Sequence

from engine.reports import kept
from engine.reports.asked import Asked
from engine.reports.figures import Column, Line, Table, counted
from engine.reports.kept import Happening

PROCEDURE = "asb-case-review"
#: what somebody was told of the review is no application for one
_NO_APPLICATION = "information_given"
_NOT_MET, _CHANGED = "found_not_met", "appeal_upheld"
_REVIEWED, _RECOMMENDED = "review_concluded", "recommended"


def tables(asked: Asked) -> tuple[Table, ...]:
    """Applications, threshold not met, reviews, reviews with recommendations: s.104(9)."""
    kinds = (_NOT_MET, _CHANGED, _REVIEWED, _RECOMMENDED)
    happened = kept.happenings(asked.session, PROCEDURE, kinds, asked.period)
    references = kept.reference_of(asked.session, list(happened))

    def times(kind: str) -> list[str]:
        return [
            references[case]
            for case, events in happened.items()
            for event in events
            if event.kind == kind and asked.period.holds(event.at)
        ]

    not_met = [
        references[case]
        for case, events in happened.items()
        if any(asked.period.holds(event.at) for event in _standing(events))
    ]
    rows = (
        ("applications", "Applications for a case review", _applications(asked)),
        ("not_met", "Times the threshold was found not met", not_met),
        ("reviews", "Case reviews carried out", times(_REVIEWED)),
        ("recommendations", "Case reviews that resulted in recommendations", times(_RECOMMENDED)),
    )
    lines = tuple(Line(key, title, (counted(cases),)) for key, title, cases in rows)
    note = (
        "ASB, Crime and Policing Act 2014, s.104(9). An application counts on the day it came; a "
        "review on the day its outcome was written. A “not met” that an appeal changed by the end "
        "of the period is left out."
    )
    caption = "Case reviews of anti-social behaviour"
    return (Table("statistics", caption, "What is counted", (Column("all", "All"),), lines, note),)


def _applications(asked: Asked) -> list[str]:
    rows = kept.received(asked.session, PROCEDURE, asked.period)
    return [row.reference for row in rows if row.outcome.get("overall") != _NO_APPLICATION]


def _standing(events: Sequence[Happening]) -> list[Happening]:
    """The decisions that the threshold is not met which no appeal has changed since."""
    changed = [event.at for event in events if event.kind == _CHANGED]
    last = max(changed, default=None)
    return [e for e in events if e.kind == _NOT_MET and (last is None or e.at > last)]
