"""What a profile names exists in the procedure.

The letter that an extension needs, the role that may go beyond the cap, and the ladder of a clock
must be there, or the extension would be refused and nobody would be reminded.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.profile import Profile
from engine.checking.places import in_profile, in_yaml
from engine.checking.subject import Subject
from engine.checking.words import meant
from engine.deadlines.rules import ClockRule
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
