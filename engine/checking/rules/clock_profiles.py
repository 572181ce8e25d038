"""Clocks of the procedure have numbers in the profiles.

A clock that a profile does not mention does not run for that council. Often that is meant; advice,
so that it is seen.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.places import in_yaml
from engine.checking.subject import Subject
from engine.checking.words import listed
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One piece of advice for each clock that some profile leaves out, and for each that is not
    declared.
    """
    procedure = subject.procedure
    for clock in procedure.clocks:
        silent = [p.id for p in subject.profiles if clock not in p.clocks[procedure.id]]
        if silent:
            reason = f"This clock does not run under {listed(silent)}."
            fix = "Nothing, if that is meant; else add it to the profile."
            yield in_yaml(subject, f"clocks.{clock}", reason, fix)
