"""Separations name roles, tasks and capacities that exist.

A separation that names a role nobody has keeps nobody apart. `never_both` and `never` list
capacities: roles of this procedure, capacities that a form's officer field gives (such as
subject), and whose account it is: employee, member (a councillor), outside or body. Before any of
these may stand `partner_of_…` (husband, wife or civil partner) or `close_to_…` (relative or
friend), and before capacities of the case `manages_…` or `managed_by_…`. `task` is the id of a
step, `roles` lists roles.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.definition import Separation
from engine.checking.places import in_yaml
from engine.checking.subject import Subject
from engine.checking.vocabulary import capacities
from engine.checking.words import meant
from engine.errors import Problem
from engine.permissions import ACCOUNTS


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each name that a separation uses in vain."""
    procedure = subject.procedure
    known = capacities(procedure)
    tasks = {e.id for _, e in subject.elements("userTask")}
    for number, rule in enumerate(procedure.separations):
        path = f"separations[{number}]"
        if rule.task is not None and rule.task not in tasks:
            reason = f"{rule.id}: there is no step “{rule.task}”."
            yield in_yaml(subject, path, reason, meant(rule.task, tasks))
        for role in rule.roles:
            if role not in procedure.roles:
                reason = f"{rule.id}: there is no role “{role}”."
                yield in_yaml(subject, path, reason, meant(role, procedure.roles))
        for who in (*rule.never_both, *rule.never):
            if not _can_be(who, known):
                reason = f"{rule.id}: nobody can be “{who}”."
                yield in_yaml(subject, path, reason, meant(who, known))
        yield from _grade(subject, rule, path)


def _can_be(who: str, known: frozenset[str]) -> bool:
    """Whether somebody can be that: in the case, anywhere, or by those around them."""
    for word in ("partner_of_", "close_to_"):
        if who.startswith(word):
            return who.removeprefix(word) in known | ACCOUNTS.keys()
    bare = who.removeprefix("manages_").removeprefix("managed_by_")
    return bare in known or who in ACCOUNTS


def _grade(subject: Subject, rule: Separation, path: str) -> Iterator[Problem]:
    """A grade that the profile gives must be there."""
    if rule.grade != "from_profile":
        return
    for profile in subject.profiles:
        value = profile.values.get(f"{rule.id}_grade")
        if value not in ("not_junior", "senior", "none"):
            reason = f"{rule.id} takes its grade from the profile, but {profile.id} gives none."
            fix = f"Write “{rule.id}_grade: not_junior”, “senior” or “none” under its values."
            yield in_yaml(subject, path, reason, fix)
