"""Which officers may read what of a case: a confidential role's work is its own, and the files of
a confidential procedure are for those who work in it.

Source: NHDC 3Cs Policy 2019, 4.5 (the outcome of an HR matter is confidential); design, R5.
"""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from engine.catalogue.definition import Procedure
from engine.errors import NotPermitted
from engine.permissions import Actor
from engine.store import dated_actions
from engine.store.cases import Case
from engine.store.tasks import Task

CONFINED = "You see of this case what your own task needs, and no more."
APART = "This case is kept apart from others: only those who work on such cases may read it."


def is_confidential(procedure: Procedure, roles: str) -> bool:
    """Whether what is answered in a task of these roles is for its holders alone."""
    known = [procedure.roles[name] for name in roles.split() if name in procedure.roles]
    return bool(known) and all(role.confidential for role in known)


def may_read_answers(procedure: Procedure, roles: str, who: Actor | None) -> bool:
    """Whether this officer may read the answers given in a task of these roles."""
    if not is_confidential(procedure, roles):
        return True
    return who is not None and bool(who.roles & set(roles.split()))


def confined(procedure: Procedure, who: Actor) -> bool:
    """Whether an officer has nothing but confidential work in this procedure.

    They see their own task and what it needs, not the complaint's letters, people and papers.
    """
    known = [procedure.roles[name] for name in who.roles if name in procedure.roles]
    return bool(known) and all(role.confidential for role in known)


def kept_apart(procedure: Procedure, who: Actor) -> bool:
    """Whether the procedure's files are closed to an officer: they have no role of its own."""
    own = set(procedure.roles) - {dated_actions.CONTRIBUTOR}
    return procedure.confidential and not who.roles & own


def require_open(session: Session, procedure: Procedure, who: Actor, case: Case) -> None:
    """Raise NotPermitted when an officer opens a case that is closed to them."""
    if confined(procedure, who) and case.id not in set(session.scalars(theirs(who, case.id))):
        raise NotPermitted("This case has no task for you.", "confidential")
    _require_asked(session, procedure, who, case.id)


def require_papers(session: Session, procedure: Procedure, who: Actor, case: Case) -> None:
    """Raise NotPermitted when this officer may not read letters and documents of the case."""
    if confined(procedure, who):
        raise NotPermitted(CONFINED, "confidential")
    _require_asked(session, procedure, who, case.id)


def _require_asked(session: Session, procedure: Procedure, who: Actor, case_id: int) -> None:
    """A service that others ask opens what it was asked about, wherever that is kept."""
    if not dated_actions.may_read(session, who, case_id):
        raise NotPermitted("You were not asked about this case.", dated_actions.CONTRIBUTOR)
    if not kept_apart(procedure, who):
        return
    asked = dated_actions.asked_of(who).where(dated_actions.DatedAction.case_id == case_id)
    if session.scalar(asked.limit(1)) is None:
        raise NotPermitted(APART, "confidential")


def theirs(who: Actor, *cases: int) -> Select[int]:
    """The ids of cases (all, or some of these) that have or had a task for a confined officer."""
    found = select(Task.case_id).where(Task.role.in_(sorted(who.roles)))
    return found.where(Task.case_id.in_(cases)) if cases else found
