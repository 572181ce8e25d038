"""The officers' queue: open tasks by tab, a page at a time, the first due first.

It stays quick when there are very many, because each page walks an index from its beginning and
nothing is sorted: one walk a role, merged. A task without a due date comes after those with one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    Select,
    bindparam,
    func,
    literal_column,
    select,
    text,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from engine.store.base import Instant
from engine.store.cases import Case
from engine.store.officers import Officer
from engine.store.people import Person
from engine.store.tasks import IS_OPEN, Task

TABS = ("mine", "in_time", "overdue", "unassigned")
#: a tab is counted as far as this: a longer one is "more than", and costs no more
MOST_COUNTED = 1_000


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose queue it is, and when it is read. ``roles``: see ``waiting_for``."""

    officer_id: int
    roles: tuple[str, ...]
    now: datetime


class Line(NamedTuple):
    """One open task as the queue shows it. ``assignee``: a name, or None when nobody has it."""

    task_id: str
    case_id: int
    reference: str
    person: str
    procedure: str
    confidential: bool
    stage: str
    name: str
    role: str
    due_at: datetime | None
    assignee_id: int | None
    assignee: str | None
    element: str
    case_stage: str
    at_risk: bool | None


def waiting_for(session: Session, roles: frozenset[str]) -> tuple[str, ...]:
    """The ``role``s of open tasks that are for any of these roles (a task may name several)."""
    named = session.scalars(_ROLES_NAMED)
    return tuple(role for role in named if role and roles.intersection(role.split()))


def count(session: Session, desk: Desk) -> dict[str, int]:
    """How many tasks each tab holds, ``MOST_COUNTED + 1`` at the most; one statement."""
    row = session.execute(_counts(), {**_values(desk), "roles": list(desk.roles)}).one()
    return {tab: int(getattr(row, tab)) for tab in TABS}


def page(session: Session, desk: Desk, tab: str, number: int = 1, size: int = 50) -> list[Line]:
    """A page of a tab, counted from 1; one statement, or three where the dated tasks end."""
    skip = (number - 1) * size
    lines = _read(session, desk, tab, True, skip, size)
    if len(lines) == size or tab == "overdue":
        return lines
    dated = skip + len(lines) if lines else _dated(session, desk, tab)
    return lines + _read(session, desk, tab, False, max(0, skip - dated), size - len(lines))


# A loose walk over an index: one step a role, not one a task
_ROLES_NAMED = text(
    "WITH RECURSIVE named (role) AS ("
    " SELECT min(role) FROM task WHERE status = 'open'"
    " UNION ALL SELECT (SELECT min(role) FROM task WHERE status = 'open' AND role > named.role)"
    " FROM named WHERE named.role IS NOT NULL"
    ") SELECT role FROM named WHERE role IS NOT NULL"
)
_NOW = bindparam("now", type_=Instant())
_ME = bindparam("me", type_=Integer())
_ROLES: BindParameter[Sequence[str]] = bindparam("roles", expanding=True)


def _values(desk: Desk, **more: int) -> dict[str, object]:
    roles = {f"role_{index}": role for index, role in enumerate(desk.roles)}
    return {"now": desk.now, "me": desk.officer_id, **roles, **more}


def _roles(number: int) -> list[ColumnElement[bool]]:
    return [
        Task.role == bindparam(f"role_{index}", type_=Task.role.type) for index in range(number)
    ]


def _walks(tab: str, roles: int) -> Sequence[tuple[ColumnElement[bool], ...]]:
    """What each walk of a tab holds: one over the officer's own tasks, or one a role."""
    if tab == "mine":
        return [(IS_OPEN, Task.assignee_id == _ME)]
    only: dict[str, tuple[ColumnElement[bool], ...]] = {
        "in_time": (),
        "overdue": (),
        "unassigned": (Task.assignee_id.is_(None),),
    }
    return [(IS_OPEN, role, *only[tab]) for role in _roles(roles)]


def _when(tab: str, dated: bool) -> ColumnElement[bool]:
    if not dated:
        return Task.due_at.is_(None)
    return {"in_time": Task.due_at >= _NOW, "overdue": Task.due_at < _NOW}.get(
        tab, Task.due_at.is_not(None)
    )


def _read(session: Session, desk: Desk, tab: str, dated: bool, skip: int, size: int) -> list[Line]:
    if tab != "mine" and not desk.roles:
        return []
    query = _page(tab, len(desk.roles), dated)
    values = _values(desk, skip=skip, size=size, reach=skip + size)
    return [Line(*row) for row in session.execute(query, values)]


def _dated(session: Session, desk: Desk, tab: str) -> int:
    if tab != "mine" and not desk.roles:
        return 0
    walks = [_how_many(*walk, _when(tab, True)) for walk in _walks(tab, len(desk.roles))]
    return sum(session.execute(select(*walks), _values(desk)).one())


@lru_cache(maxsize=256)
def _page(tab: str, roles: int, dated: bool) -> Select[*tuple[Any, ...]]:
    """Each walk reaches as far as the page; merged, they give its ids, and only these are read."""
    walks = [
        select(Task.id, Task.due_at)
        .where(*walk, _when(tab, dated))
        .order_by(Task.due_at, Task.id)
        .limit(bindparam("reach", type_=Integer()))
        .subquery()
        for walk in _walks(tab, roles)
    ]
    merged = union_all(*[select(walk) for walk in walks]).subquery()
    found = (
        select(merged.c.id)
        .order_by(merged.c.due_at, merged.c.id)
        .limit(bindparam("size", type_=Integer()))
        .offset(bindparam("skip", type_=Integer()))
        .subquery()
    )
    return _lines().where(Task.id.in_(select(found.c.id))).order_by(Task.due_at, Task.id)


def _lines() -> Select[*tuple[Any, ...]]:
    complainant, holder = aliased(Person), aliased(Person)
    return (
        select(
            Task.id,
            Task.case_id,
            Case.reference,
            complainant.name,
            Case.procedure,
            Case.confidential,
            Task.stage,
            Task.name,
            Task.role,
            Task.due_at,
            Task.assignee_id,
            holder.name,
            Task.element,
            Case.stage,
            Case.data["at_risk"].as_boolean(),
        )
        .join(Case, Case.id == Task.case_id)
        .join(complainant, complainant.id == Case.person_id)
        .outerjoin(Officer, Officer.id == Task.assignee_id)
        .outerjoin(holder, holder.id == Officer.person_id)
    )


@lru_cache(maxsize=1)
def _counts() -> Select[*tuple[Any, ...]]:
    """No order is asked for, so all roles are one walk; it goes as far as the most counted."""

    def over(tab: str, *whens: ColumnElement[bool]) -> ColumnElement[int]:
        whose = Task.assignee_id == _ME if tab == "mine" else Task.role.in_(_ROLES)
        nobodys = (Task.assignee_id.is_(None),) if tab == "unassigned" else ()
        walks = [_some(IS_OPEN, whose, *nobodys, when) for when in whens]
        reached = union_all(*walks) if len(walks) > 1 else walks[0]
        some = select(reached.subquery().c.one).limit(MOST_COUNTED + 1).subquery()
        return select(func.count()).select_from(some).scalar_subquery().label(tab)

    undated, dated = Task.due_at.is_(None), Task.due_at.is_not(None)
    return select(
        over("mine", undated, dated),
        over("in_time", undated, _when("in_time", True)),
        over("overdue", _when("overdue", True)),
        over("unassigned", undated, dated),
    )


def _some(*where: ColumnElement[bool]) -> Select[tuple[int]]:
    return select(literal_column("1").label("one")).select_from(Task).where(*where)


def _how_many(*where: ColumnElement[bool]) -> ColumnElement[int]:
    return select(func.count()).select_from(Task).where(*where).scalar_subquery()
