"""What was not read at its source is shown as such.

A clock or letter with the confidence “unchecked” was written from memory or from somebody else's
account. Advice: read the law or policy that its source names, and write “confirmed”, before
somebody relies on it.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.places import in_profile, in_yaml
from engine.checking.subject import Subject
from engine.errors import Problem

FIX = "Read its source; then write “confidence: confirmed”."


def check(subject: Subject) -> Iterator[Problem]:
    """One piece of advice for each clock of a profile and each letter that nobody has checked."""
    procedure = subject.procedure
    for profile in subject.profiles:
        for rule in profile.clocks[procedure.id].values():
            if rule.confidence == "unchecked":
                reason = f"To be confirmed: “{rule.source}”."
                yield in_profile(profile, f"clocks.{procedure.id}.{rule.name}", reason, FIX)
    for letter in procedure.letters.values():
        if letter.confidence == "unchecked":
            reason = f"To be confirmed: “{letter.source}”."
            yield in_yaml(subject, f"letters.{letter.code}", reason, FIX)
