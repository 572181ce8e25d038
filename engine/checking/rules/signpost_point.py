"""A signpost is something a letter must say.

A letter whose `signpost` is not none lists “signpost” among its must-say points: otherwise the
paragraph could be lost from the text without anybody noticing. One that has no signpost cannot
be made to say it.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.places import in_yaml
from engine.checking.subject import Subject
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each letter whose signpost and must-say points do not agree."""
    for letter in subject.procedure.letters.values():
        path = f"letters.{letter.code}.must_say"
        signposts = any(where != "none" for where in letter.signpost.values())
        if signposts and "signpost" not in letter.must_say:
            reason = "It says where to go next, but nothing makes sure that it does."
            yield in_yaml(subject, path, reason, "Add “signpost” to must_say.")
        elif not signposts and "signpost" in letter.must_say:
            reason = "It must say the signpost, but its signpost is none."
            yield in_yaml(subject, path, reason, "Write “signpost: ombudsman”, ico or both.")
