"""What can be chosen in a form of a case: officers, promises that are still open; and what not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from sqlalchemy import select

from engine.catalogue.definition import Field, Form, Procedure, Role
from engine.catalogue.sayings import with_source
from engine.desk.guards import functions, holds
from engine.desk.reading import Read
from engine.permissions import Actor
from engine.store import dated_actions
from engine.store.office import Office
from engine.store.officers import Officer, OfficerRole
from engine.store.session import Session
from engine.working_days import long_date

Choices = Sequence[tuple[str, str]]
#: the heading over those who have no role in the procedure
OTHERS = "Other officers"
#: a list as short as this is read without headings
FEW = 10


class Name(str):
    """Somebody as a list offers them: their name and title, under the heading of their role."""

    group: str = ""

    def under(self, group: str) -> Name:
        """The same under that heading."""
        self.group = group
        return self


def choices(
    read: Read, actor: Actor, form: Form, action_id: str = "", by: Sequence[str] = ()
) -> dict[str, Choices]:
    """Field id -> (value, label) of each. ``by``: the roles that may use the action."""
    found: dict[str, Choices] = {}
    for each in form.fields:
        if each.type == "promise":
            found[each.id] = _promises(read, actor, action_id, by)
        elif each.type in ("procedure", "fits"):
            found[each.id] = _elsewhere(read, each, action_id)
        else:
            found |= _people(read.session, read.procedure, each)
    return found


def of_intake(office: Office, procedure: Procedure, form: Form) -> dict[str, Choices]:
    """The same of the questions that a procedure asks when a case comes in."""
    with office.store.read() as session:
        found = (_people(session, procedure, each) for each in form.fields)
        return {name: people for each in found for name, people in each.items()}


def _people(session: Session, procedure: Procedure, each: Field) -> dict[str, Choices]:
    if each.type in ("officer", "findings"):  # a finding names who does its remedy
        return {each.id: _officers(session, procedure, each)}
    people = (column for column in each.columns if column.type == "officer")
    return {f"{each.id}-{c.id}": _officers(session, procedure, c) for c in people}


def _elsewhere(read: Read, each: Field, action_id: str) -> Choices:
    """Procedures that the council runs; or, as ``procedure:question``, what each of them asks."""
    known = sorted(read.office.catalogue.procedures.values(), key=lambda p: p.title)
    runs = partial(read.office.runs, read.session, read.case.profile_version)
    moving = action_id != "new_case"
    here = [p for p in known if runs(p.id) and not (moving and p.id == read.case.procedure)]
    if each.type == "fits":
        return tuple((f"{p.id}:{fit.id}", fit.ask) for p in here for fit in p.fits)
    return tuple((p.id, p.title) for p in here)


def _officers(session: Session, procedure: Procedure, each: Field) -> Choices:
    query = select(Officer).where(Officer.active)
    if each.role:
        query = query.join(OfficerRole, OfficerRole.officer_id == Officer.id).where(
            OfficerRole.role == each.role
        )
    role = procedure.roles.get(each.role or "")
    if role is None or not role.outside:
        query = query.where(Officer.kind == "employee")
    found = session.scalars(query).unique().all()
    grouped = not each.role and len(found) > FEW
    order = {role.title: number for number, role in enumerate(_ordered(procedure))}
    named = [(o, _role(procedure, o) if grouped else "") for o in found]
    return tuple(
        (str(o.id), Name(f"{o.person.name}, {o.title}" if o.title else o.person.name).under(role))
        for o, role in sorted(named, key=lambda n: (order.get(n[1], len(order)), n[0].person.name))
    )


def _role(procedure: Procedure, officer: Officer) -> str:
    """The first role of the procedure, in its order, that somebody holds."""
    held = {each.role for each in officer.roles}
    return next((role.title for role in _ordered(procedure) if role.id in held), OTHERS)


def _ordered(procedure: Procedure) -> list[Role]:
    """Its roles in its own order; those that every procedure has come last."""
    return sorted(procedure.roles.values(), key=lambda role: role.id == "contributor")


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
                said = with_source(say, guard, read.profile.sources)
                found.setdefault(each.id, {})[choice] = said
    return found
