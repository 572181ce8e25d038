"""People: residents, officers, councillors, whoever a letter may go to."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Connection, Text, event, text
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from engine.store import likeness
from engine.store.base import Base, key, refers_to


class Person(Base):
    """A person. ``postcode`` is upper case without spaces; ``address`` is its lines."""

    __tablename__ = "person"

    id: Mapped[int] = key()
    name: Mapped[str]
    email: Mapped[str] = mapped_column(default="", index=True)
    phone: Mapped[str] = mapped_column(default="")
    address: Mapped[list[str]] = mapped_column(default=list)
    postcode: Mapped[str] = mapped_column(default="", index=True)
    preferred_channel: Mapped[str] = mapped_column(
        default="email"
    )  # or post, portal, private_message
    handle: Mapped[str] = mapped_column(default="", index=True)
    language: Mapped[str] = mapped_column(default="en-GB")
    created_at: Mapped[datetime]
    #: what people are looked up by, written as ``engine.store.likeness`` writes it
    email_key: Mapped[str] = mapped_column(default="", server_default=text("''"), index=True)
    phone_key: Mapped[str] = mapped_column(default="", server_default=text("''"), index=True)
    name_key: Mapped[str] = mapped_column(default="", server_default=text("''"), index=True)

    def described(self) -> likeness.Described:
        """What is known of them, to be compared."""
        return likeness.Described(
            self.name, self.email, self.phone, self.postcode, self.handle or ""
        )


@event.listens_for(Person, "before_insert")
@event.listens_for(Person, "before_update")
def _write_keys(_mapper: Mapper[Person], _connection: Connection, person: Person) -> None:
    """Whoever changes a name or an address need not think of how it is looked up."""
    person.email_key = likeness.email_key(person.email or "")
    person.phone_key = likeness.phone_key(person.phone or "")
    person.name_key = likeness.name_key(person.name)


class Adjustment(Base):
    """What a person needs of every letter and call (Equality Act 2010, s.20)."""

    __tablename__ = "adjustment"

    id: Mapped[int] = key()
    person_id: Mapped[int] = refers_to("person.id", index=True)
    kind: Mapped[str]  # large_print, email_only, post_only, phone_first, language, easy_read …
    detail: Mapped[str] = mapped_column(Text, default="")
    since: Mapped[datetime]
    recorded_by: Mapped[int | None] = refers_to("person.id")
    asked_by: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    asked_on: Mapped[date | None]


class Relationship(Base):
    """Why two people may not decide about each other: ``person`` manages ``other``.

    What else they may be to each other goes both ways. ``until``: the last day of it.
    """

    __tablename__ = "relationship"
    __table_args__ = (CheckConstraint("person_id <> other_id", name="two_people"),)

    id: Mapped[int] = key()
    person_id: Mapped[int] = refers_to("person.id", index=True)
    other_id: Mapped[int] = refers_to("person.id", index=True)
    kind: Mapped[str]  # manages, spouse, civil_partner, relative, friend
    since: Mapped[date | None]
    until: Mapped[date | None]

    def holds(self, on: date) -> bool:
        """Whether it is so on that day."""
        return not (self.since and self.since > on) and not (self.until and self.until < on)
