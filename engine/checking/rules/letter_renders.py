"""Every letter can be written.

Each letter is filled in with the sample, under every profile under which it can be sent, for
every recipient and every signpost. A letter that cannot be filled in here would be refused in
front of the officer. The sample gives every name that the letters use.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.places import in_letter
from engine.checking.subject import Subject
from engine.checking.tried import attempts
from engine.checking.words import listed
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each reason why a letter cannot be written, with the profiles."""
    found: dict[tuple[str, str], set[str]] = {}
    for attempt in attempts(subject):
        if attempt.body is None:
            found.setdefault((attempt.duty.code, attempt.refusal), set()).add(attempt.profile.id)
    for (code, refusal), profiles in found.items():
        reason = f"Under {listed(profiles)}: {refusal}"
        fix = "Correct the letter, or give the name in the sample and list it under “uses”."
        yield in_letter(subject.procedure.templates[code], reason, fix)
