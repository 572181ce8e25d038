"""Every number says where it comes from.

A clock in a profile names its `source`: the law, the council's policy, or “setting” where nothing
fixes it. Without it nobody can tell later whether the number may be changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.places import in_profile
from engine.checking.subject import Subject
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each clock without a source."""
    for profile in subject.profiles:
        for rule in profile.clocks[subject.procedure.id].values():
            if not rule.source.strip():
                path = f"clocks.{subject.procedure.id}.{rule.name}"
                fix = "Write the law or policy in “source”, or “setting”."
                yield in_profile(profile, path, "This clock has no source.", fix)
