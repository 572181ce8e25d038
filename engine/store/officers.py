"""Officers: the accounts of people who work on cases."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, bindparam, select, text
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from engine.permissions import Actor
from engine.store.base import Base, key, refers_to
from engine.store.people import Person


class Team(Base):
    """A team of officers."""

    __tablename__ = "team"

    id: Mapped[int] = key()
    name: Mapped[str] = mapped_column(unique=True)


class Officer(Base):
    """An account of a person. ``grade``: higher is more senior.

    ``kind``: employee, member, outside or body (`permissions.ACCOUNTS`). Only employees sign in.
    """

    __tablename__ = "officer"

    id: Mapped[int] = key()
    person_id: Mapped[int] = refers_to("person.id", unique=True)
    username: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    grade: Mapped[int] = mapped_column(default=0)
    team_id: Mapped[int | None] = refers_to("team.id", index=True)
    active: Mapped[bool] = mapped_column(default=True)
    kind: Mapped[str] = mapped_column(default="employee", server_default=text("'employee'"))

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    roles: Mapped[list[OfficerRole]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by="OfficerRole.role"
    )

    @property
    def role_names(self) -> frozenset[str]:
        """The roles this officer may act in."""
        return frozenset(role.role for role in self.roles)


class OfficerRole(Base):
    """A role that an officer may act in."""

    __tablename__ = "officer_role"

    officer_id: Mapped[int] = refers_to("officer.id", primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True, index=True)


def by_username(session: Session, username: str) -> Officer | None:
    """The officer with their person and roles, in one statement; sees what was flushed."""
    return session.scalars(_BY_USERNAME, {"username": username}).unique().one_or_none()


def by_id(session: Session, officer_id: int) -> Officer | None:
    """The officer with their person and roles, in one statement; sees what was flushed."""
    return session.scalars(_BY_ID, {"id": officer_id}).unique().one_or_none()


def actor(session: Session, officer_id: int) -> Actor | None:
    """The active officer of that id as somebody who acts; no objects of the session are made."""
    rows = session.connection().execute(_ACTING, {"id": officer_id}).all()
    if not rows:
        return None
    first = rows[0]
    roles = frozenset(row.role for row in rows if row.role is not None)
    return Actor(first.person_id, officer_id, first.name, roles, first.grade, account=first.kind)


def of_person(session: Session, person_id: int) -> Sequence[Officer]:
    """The account of a person, if they have one; sees what was flushed."""
    return session.scalars(select(Officer).where(Officer.person_id == person_id)).all()


def in_role(session: Session, role: str) -> list[Officer]:
    """The active officers who may act in a role, by name."""
    holders = select(OfficerRole.officer_id).where(OfficerRole.role == role)
    found = session.scalars(_WHOLE.where(Officer.active, Officer.id.in_(holders))).unique()
    return sorted(found, key=lambda officer: (officer.person.name, officer.id))


# Looked up in the middle of verbs, which save once at their end: not here
_WHOLE: Select[Officer] = (
    select(Officer)
    .options(joinedload(Officer.person, innerjoin=True), joinedload(Officer.roles))
    .execution_options(autoflush=False)
)
# Put together once: that costs more than running them
_BY_USERNAME = _WHOLE.where(Officer.username == bindparam("username", type_=Officer.username.type))
_ID = bindparam("id", type_=Officer.id.type)
_BY_ID = _WHOLE.where(Officer.id == _ID)
_ACTING = (
    select(Officer.person_id, Officer.grade, Officer.kind, Person.name, OfficerRole.role)
    .join(Person, Person.id == Officer.person_id)
    .outerjoin(OfficerRole, OfficerRole.officer_id == Officer.id)
    .where(Officer.id == _ID, Officer.active)
)
