"""Every letter says what it must.

procedure.yaml lists the points that a letter must say; the letter marks the passage of each
with `{% says "point" %}…{% endsays %}`. A letter that does not say a point is refused when it
is to be sent, so it is refused here first: tried with the sample, under every profile and with
every signpost.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.places import in_letter
from engine.checking.subject import Subject
from engine.checking.tried import Attempt, attempts
from engine.checking.words import listed
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each point that a letter does not say, with the profiles."""
    found: dict[tuple[str, str], set[str]] = {}
    for attempt in attempts(subject):
        for point in _missing(attempt):
            found.setdefault((attempt.duty.code, point), set()).add(attempt.profile.id)
    for (code, point), profiles in found.items():
        reason = f"Under {listed(profiles)} it does not say “{point}”, which it must."
        fix = f'Mark the passage: {{% says "{point}" %}}…{{% endsays %}}.'
        yield in_letter(subject.procedure.templates[code], reason, fix)


def _missing(attempt: Attempt) -> tuple[str, ...]:
    """Bodies of a recipient's own are texts without case content and need say none of it; but
    those for a variable stand in for the whole letter.
    """
    if attempt.body is None or not attempt.duty.says_all(attempt.suffix):
        return ()
    return tuple(point for point in attempt.duty.must_say if point not in attempt.body.said)
