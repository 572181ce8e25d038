"""Clocks start, are met and stop at events that can happen.

Events are: received, confirmed, withdrawn, `letter CODE`, `unsendable CODE` (it can be sent to
nobody), an action under any_time (request_stage2), `extended CLOCK`, `paused CLOCK`,
`resumed CLOCK`, and whatever an element of a diagram records (`redress:records`). A clock that
waits for something else never starts, or never ends. What a split carries over (`carries`), what
pauses a clock (`pauses`), what stops or frees somebody's copies (`copies`), and what the tracking
page tells of (`tracking.events`), has to happen, too.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.profile import Profile
from engine.checking.places import in_profile, in_yaml
from engine.checking.subject import Subject
from engine.checking.vocabulary import events
from engine.checking.words import meant
from engine.deadlines.rules import ClockRule
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each event of a clock that never happens in this procedure."""
    known = events(subject)
    for clock in subject.procedure.clocks.values():
        for key, named in (("met_by", clock.met_by), ("stops_at", clock.stops_at)):
            for event in set(named) - known:
                path = f"clocks.{clock.id}.{key}"
                yield in_yaml(subject, path, f"“{event}” never happens.", meant(event, known))
    yield from _carried(subject, known)
    yield from _copies(subject, known)
    yield from _told(subject, known)
    for profile in subject.profiles:
        for rule in profile.clocks[subject.procedure.id].values():
            yield from _rule(subject, profile, rule, known)


def _rule(
    subject: Subject, profile: Profile, rule: ClockRule, known: frozenset[str]
) -> Iterator[Problem]:
    starts = {name for start in rule.starts for name in (start.event, start.as_of) if name}
    pauses = {name for pause in rule.pauses for name in (pause.since, pause.until)}
    for key, named in (("from", starts), ("pauses", pauses)):
        for event in named - known:
            path = f"clocks.{subject.procedure.id}.{rule.name}.{key}"
            yield in_profile(profile, path, f"“{event}” never happens.", meant(event, known))


def _copies(subject: Subject, known: frozenset[str]) -> Iterator[Problem]:
    for capacity, copies in subject.procedure.copies.items():
        for key, named in (("stops_at", copies.stops_at), ("goes_on_at", copies.goes_on_at)):
            for event in set(named) - known:
                path = f"copies.{capacity}.{key}"
                yield in_yaml(subject, path, f"“{event}” never happens.", meant(event, known))


def _told(subject: Subject, known: frozenset[str]) -> Iterator[Problem]:
    for event in subject.procedure.tracking.events.keys() - known:
        path = f"tracking.events.{event}"
        yield in_yaml(subject, path, f"“{event}” never happens.", meant(event, known))


def _carried(subject: Subject, known: frozenset[str]) -> Iterator[Problem]:
    for action in subject.procedure.any_time.values():
        for event in set(action.carries) - known:
            path = f"any_time.{action.id}.carries"
            yield in_yaml(subject, path, f"“{event}” never happens.", meant(event, known))
