"""``appointments``: who was appointed to what in which case, from when to when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import or_, select

from engine.clock import london_date
from engine.reports.asked import Asked
from engine.reports.figures import (
    Column,
    Figure,
    Line,
    Measure,
    Table,
    counted,
    empty,
    parted,
    tabled,
)
from engine.reports.period import Period
from engine.store.cases import Case, Participation
from engine.store.people import Person
from engine.working_days import long_date

APPOINTMENTS, DAYS = "appointments", "days"


class Appointment(NamedTuple):
    """One person in one capacity in one case. ``ended``: the day it ended, if it has."""

    id: int
    reference: str
    name: str
    role: str
    since: date
    ended: date | None


def tables(asked: Asked) -> tuple[Table, ...]:
    """Every capacity that people from outside may hold, in all procedures, whoever held it."""
    rows = _appointments(asked)
    return (_by_person(asked, rows), _one_by_one(asked, rows))


def _by_person(asked: Asked, rows: Sequence[Appointment]) -> Table:
    note = (
        "Appointments to what people from outside may be: independent persons, panel members and "
        "the like, in all procedures. Somebody who was appointed to two things in one case counts "
        "twice."
    )
    parts = parted(rows, lambda row: f"{row.name}, {row.role}")
    groups = [(f"p{n}", title, parts[title]) for n, title in enumerate(sorted(parts))]
    table = empty("people", "People and what they were", "Who, and what they were", note)
    return tabled(table, _measures(asked.period), groups)


def _measures(period: Period) -> tuple[Measure[Appointment], ...]:
    def number(key: str, title: str, holds: Callable[[Appointment], bool]) -> Measure[Appointment]:
        column = Column(key, title, APPOINTMENTS)
        return Measure(column, lambda rows: counted([row.reference for row in rows if holds(row)]))

    return (
        number("held", "Held in the period", lambda row: True),
        number("new", "New", lambda row: row.since >= period.first),
        number("ended", "Ended", lambda row: bool(row.ended and row.ended <= period.last)),
    )


def _one_by_one(asked: Asked, rows: Sequence[Appointment]) -> Table:
    """A line an appointment, with its first and last day; how many days of it were in the period.

    The period ends today while it goes on.
    """
    lines = tuple(Line(f"a{row.id}", _titled(row), (_days(asked, row),)) for row in rows)
    columns = (Column("days", "In the period", DAYS),)
    caption, heading = "Appointments one by one", "Who, as what, from when to when"
    note = "The first and the last day count. One that has not ended goes on."
    return Table("each", caption, heading, columns, lines, note)


def _titled(row: Appointment) -> str:
    until = f"to {long_date(row.ended)}" if row.ended else "and goes on"
    return f"{row.name}, {row.role}, {row.reference}, from {long_date(row.since)} {until}"


def _days(asked: Asked, row: Appointment) -> Figure:
    last = min(row.ended or asked.period.last, asked.period.as_at(asked.today))
    days = (last - max(row.since, asked.period.first)).days + 1
    return Figure(max(days, 0), (row.reference,))


def _appointments(asked: Asked) -> list[Appointment]:
    """Those that were held at some time in the period, in the order in which they began."""
    query = (
        select(
            Participation.id,
            Case.reference,
            Case.procedure,
            Person.name,
            Participation.capacity,
            Participation.since,
            Participation.until,
        )
        .join(Case, Case.id == Participation.case_id)
        .join(Person, Person.id == Participation.person_id)
        .where(
            Participation.since < asked.period.ends,
            or_(Participation.until.is_(None), Participation.until >= asked.period.begins),
        )
        .order_by(Participation.since, Participation.id)
    )
    known = _roles(asked)
    return [
        Appointment(id, reference, name, title, london_date(since), _day(until))
        for id, reference, procedure, name, capacity, since, until in asked.session.execute(query)
        if (title := known.get((procedure, capacity)))
    ]


def _roles(asked: Asked) -> dict[tuple[str, str], str]:
    """(procedure, capacity) -> its title, of the capacities that outsiders may hold."""
    return {
        (procedure.id, role.id): role.title
        for procedure in asked.office.catalogue.procedures.values()
        for role in procedure.roles.values()
        if role.outside
    }


def _day(at: datetime | None) -> date | None:
    return None if at is None else london_date(at)
