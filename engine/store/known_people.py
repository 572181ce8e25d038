"""Who may be known already: looked up by what is indexed, confirmed by an officer, kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import JSON, ColumnElement, Select, Text, exists, select, union
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.store import likeness
from engine.store.base import Base, Plain, key, refers_to
from engine.store.cases import Case, Participation
from engine.store.likeness import Described, Likeness
from engine.store.officers import Officer
from engine.store.people import Person

#: rows that one way of looking may bring: a commoner name is no help to anybody
MOST_ROWS = 40
#: cases of all candidates together that are read
MOST_CASES = 200
#: candidates that are shown
MOST_SHOWN = 8


class KnownAs(Base):
    """An officer's word that a case's complainant is somebody known already.

    ``came_as``: the person row that the case came with, kept to be put back. ``before``: the
    known person's details that were replaced; ``adjustments``: what they were given besides.
    """

    __tablename__ = "known_as"

    id: Mapped[int] = key()
    case_id: Mapped[int] = refers_to("case_file.id", index=True)
    person_id: Mapped[int] = refers_to("person.id", index=True)
    came_as: Mapped[int] = refers_to("person.id", index=True)
    how_checked: Mapped[str] = mapped_column(Text)
    before: Mapped[Plain] = mapped_column(default=dict)
    adjustments: Mapped[list[int]] = mapped_column(JSON, default=list)
    since: Mapped[datetime]
    recorded_by: Mapped[int | None] = refers_to("person.id")
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[int | None] = refers_to("person.id")
    undone_why: Mapped[str] = mapped_column(Text, default="")


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody who may be the person that is asked about, and in what they agree."""

    person: Person
    likeness: Likeness


def standing(session: Session, case_id: int) -> KnownAs | None:
    """The link of a case that has not been undone."""
    return session.scalars(
        select(KnownAs).where(KnownAs.case_id == case_id, KnownAs.undone_at.is_(None))
    ).one_or_none()


def possible(
    session: Session, asked: Described, without: Collection[int] = ()
) -> tuple[Match, ...]:
    """People of other cases who may be this one, the likeliest first. One statement, indexed.

    Officers are left out: whoever works here is known otherwise.
    """
    ways = _ways(asked)
    if not ways:
        return ()
    found = union(*[_first(way).subquery().select() for way in ways]).subquery()
    takes_part = exists().where(
        Participation.person_id == Person.id,
        Participation.capacity.in_(("complainant", "representative")),
    )
    rows = session.scalars(
        select(Person).where(
            Person.id.in_(select(found.c.id)),
            Person.id.not_in(without),
            takes_part,
            ~exists().where(Officer.person_id == Person.id),
        )
    )
    matches = (Match(row, likeness.likeness(asked, row.described())) for row in rows)
    worth = [match for match in matches if match.likeness.worth_showing]
    worth.sort(key=lambda match: (-match.likeness.weight, -match.person.id))
    return tuple(worth[:MOST_SHOWN])


def _ways(asked: Described) -> list[ColumnElement[bool]]:
    """Each an index; an empty key is nobody's."""
    keys = (
        (Person.email_key, likeness.email_key(asked.email)),
        (Person.phone_key, likeness.phone_key(asked.phone)),
        (Person.name_key, likeness.name_key(asked.name)),
        (Person.postcode, asked.postcode),
        (Person.handle, asked.handle),
    )
    return [column == text for column, text in keys if text]


def _first(way: ColumnElement[bool]) -> Select[int]:
    return select(Person.id).where(way).order_by(Person.id.desc()).limit(MOST_ROWS)


def cases_of(session: Session, people: Collection[int]) -> Sequence[Case]:
    """What these people complained of, each one's newest first."""
    return session.scalars(
        select(Case)
        .where(Case.person_id.in_(people))
        .order_by(Case.person_id, Case.id.desc())
        .limit(MOST_CASES)
    ).all()
