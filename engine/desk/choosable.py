"""What can be chosen in a form of a case: officers, promises that are still open; and what not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from engine.catalogue.definition import Field, Form
from engine.desk.guards import functions, holds
from engine.desk.reading import Read
from engine.permissions import Actor
from engine.store import dated_actions
from engine.store.officers import Officer, OfficerRole
from engine.working_days import long_date

Choices = Sequence[tuple[str, str]]


def choices(
    read: Read, actor: Actor, form: Form, action_id: str = "", by: Sequence[str] = ()
) -> dict[str, Choices]:
    """Field id -> (value, label) of each. ``by``: the roles that may use the action."""
    found: dict[str, Choices] = {}
    for each in form.fields:
        if each.type in ("officer", "findings"):  # a finding names who does its remedy
            found[each.id] = _officers(read, each)
        elif each.type == "rows":
            people = (column for column in each.columns if column.type == "officer")
            found |= {f"{each.id}-{column.id}": _officers(read, column) for column in people}
        elif each.type == "promise":
            found[each.id] = _promises(read, actor, action_id, by)
    return found


def _officers(read: Read, each: Field) -> Choices:
    query = select(Officer).where(Officer.active)
    if each.role:
        query = query.join(OfficerRole, OfficerRole.officer_id == Officer.id).where(
            OfficerRole.role == each.role
        )
    if not each.role or not read.procedure.roles[each.role].outside:
        query = query.where(Officer.kind == "employee")
    found = read.session.scalars(query).unique().all()
    return tuple(
        (str(o.id), f"{o.person.name}, {o.title}" if o.title else o.person.name)
        for o in sorted(found, key=lambda o: o.person.name)
    )


def _promises(read: Read, actor: Actor, action_id: str, by: Sequence[str]) -> Choices:
    rows = dated_actions.of_case(read.session, read.case.id)
    return tuple(
        (str(row.id), f"{row.text} (by {long_date(row.due_on)})" if row.due_on else row.text)
        for row in dated_actions.to_settle(rows, actor, action_id, by)
    )


def barred(read: Read, form: Form, names: Mapping[str, object]) -> dict[str, dict[str, str]]:
    """Field id -> value -> why it cannot be chosen now. ``names``: what is known and answered."""
    asked = functions(read)
    found: dict[str, dict[str, str]] = {}
    for each in form.fields:
        for choice, guard in each.only.items():
            if not holds(guard, asked, names):
                say = each.only_say.get(choice) or "Not possible in this case now."
                found.setdefault(each.id, {})[choice] = say
    return found
