"""Some names cannot be variables.

`typename` is used by the engine when it saves a case: a variable of that name could never be read
again. The words of conditions (and, or, not, in, is, True, False, None) cannot be names either.
"""

from __future__ import annotations

import keyword
from collections.abc import Iterator

from engine.checking.places import in_yaml
from engine.checking.subject import Subject
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each variable with such a name."""
    for name in subject.procedure.variables:
        if name == "typename" or keyword.iskeyword(name):
            reason = f"A variable cannot be called “{name}”."
            yield in_yaml(subject, f"variables.{name}", reason, "Give it another name.")
