"""Every profile gives the values that the diagram takes from it.

A variable with `from: profile` stands in the values of each profile under which the procedure
runs, and is one of the values it can have. Without it a decision would have nothing to decide on.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.definition import Variable
from engine.catalogue.profile import Profile
from engine.checking.places import in_profile
from engine.checking.subject import Subject
from engine.checking.words import listed
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each value that is missing or impossible, in each profile."""
    for variable in subject.procedure.variables.values():
        if variable.origin == "profile":
            for profile in subject.profiles:
                yield from _value(profile, variable)


def _value(profile: Profile, variable: Variable) -> Iterator[Problem]:
    path = f"values.{variable.id}"
    if variable.id not in profile.values:
        reason = f"The diagram reads “{variable.id}”, which this profile does not give."
        yield in_profile(profile, path, reason, f"Add “{variable.id}:” under values.")
        return
    value = profile.values[variable.id]
    if variable.type == "choice" and value not in variable.of:
        reason = f"“{variable.id}” cannot be “{value}”."
        yield in_profile(profile, path, reason, f"It is one of {listed(variable.of)}.")
    elif variable.type == "bool" and not isinstance(value, bool):
        reason = f"“{variable.id}” cannot be “{value}”."
        yield in_profile(profile, path, reason, "It is true or false.")
