"""What a profile names exists in the procedure.

The letter that an extension needs, the role that may go beyond the cap, and the ladder of a clock
must be there, or the extension would be refused and nobody would be reminded. Whoever may go
beyond the cap has to be one of those who may extend at all: in `by` of the action, or with the
late step.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.profile import Profile
from engine.checking.places import in_profile, in_yaml
from engine.checking.subject import Subject
from engine.checking.words import meant
from engine.deadlines.rules import Beyond, ClockRule
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each letter, role or ladder that is named and is not there."""
    for profile in subject.profiles:
        for rule in profile.clocks[subject.procedure.id].values():
            yield from _extension(subject, profile, rule)
            if rule.ladder and rule.ladder not in profile.ladders:
                reason = f"Profile {profile.id} has no ladder “{rule.ladder}”."
                path = f"clocks.{rule.name}.ladder"
                yield in_yaml(subject, path, reason, meant(rule.ladder, profile.ladders))


def _extension(subject: Subject, profile: Profile, rule: ClockRule) -> Iterator[Problem]:
    if rule.extend is None:
        return
    procedure, path = subject.procedure, f"clocks.{subject.procedure.id}.{rule.name}.extend"
    letter, beyond = rule.extend.letter, rule.extend.beyond
    if letter and letter not in procedure.letters:
        reason = f"There is no letter “{letter}”."
        yield in_profile(profile, path, reason, meant(letter, procedure.letters))
    if beyond and beyond.role not in procedure.roles:
        reason = f"There is no role “{beyond.role}”."
        yield in_profile(profile, path, reason, meant(beyond.role, procedure.roles))
    elif beyond:
        yield from _beyond(subject, profile, rule, beyond)


def _beyond(
    subject: Subject, profile: Profile, rule: ClockRule, beyond: Beyond
) -> Iterator[Problem]:
    may = _who_extends(subject, rule.name)
    if not may or beyond.role in may:
        return
    roles = subject.procedure.roles
    path = f"clocks.{subject.procedure.id}.{rule.name}.extend.beyond"
    titles = ", ".join(sorted(roles[role].title for role in may & roles.keys()))
    reason = (
        f"“{rule.title}” may be extended past the limit by “{roles[beyond.role].title}” alone, "
        "who may not extend it at all."
    )
    fix = f"Name one of those who may ({titles}), or add the role to “by” of the action."
    yield in_profile(profile, path, reason, fix)


def _who_extends(subject: Subject, clock: str) -> set[str]:
    """The roles that may move this clock's date: by the action, or by its late steps."""
    asking = [a for a in subject.procedure.any_time.values() if clock in a.clocks]
    actions = [action for action in asking if action.id.startswith("extend")]
    late = {element for action in actions for element in action.clocks[clock]}
    drawn = subject.procedure.diagram.elements
    by_step = {r for e in late & drawn.keys() for r in drawn[e].attributes.get("role", "").split()}
    return by_step.union(*(action.by for action in actions))
