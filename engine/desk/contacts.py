"""What was said or written in a case."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select

from engine.desk import case_people
from engine.desk.reading import Read
from engine.desk.views import ContactView
from engine.store.correspondence import Contact


def contacts(read: Read, limit: int, *where: ColumnElement[bool]) -> tuple[ContactView, ...]:
    """The case's contacts, or those of them that fit, the newest first."""
    rows = read.session.scalars(
        select(Contact)
        .where(Contact.case_id == read.case.id, *where)
        .order_by(Contact.at.desc(), Contact.id.desc())
        .limit(limit)
    )
    return tuple(
        ContactView(
            at=row.at,
            direction=row.direction,
            channel=row.channel,
            who=case_people.name_of(read, row.person_id),
            text=row.text,
        )
        for row in rows
    )
