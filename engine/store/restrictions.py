"""Restrictions on contact: decided elsewhere, recorded here, over at their review date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.base import Base, key, refers_to


class Restriction(Base):
    """A decision to limit how somebody may contact the council.

    ``terms``: what contact is allowed. ``acknowledge``: whether what they send is acknowledged.
    ``decided_by``: who, in words. ``register_reference``: where the decision is kept, if not on
    the case ``case_id``.
    """

    __tablename__ = "restriction"

    id: Mapped[int] = key()
    person_id: Mapped[int] = refers_to("person.id", index=True)
    case_id: Mapped[int | None] = refers_to("case_file.id", index=True)
    register_reference: Mapped[str] = mapped_column(default="")
    grounds: Mapped[str] = mapped_column(Text)
    terms: Mapped[str] = mapped_column(Text)
    acknowledge: Mapped[bool] = mapped_column(default=True)
    decided_on: Mapped[date]
    decided_by: Mapped[str]
    letter_on: Mapped[date]
    review_on: Mapped[date] = mapped_column(index=True)
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[int | None] = refers_to("person.id")
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[int | None] = refers_to("person.id")
    ended_why: Mapped[str] = mapped_column(Text, default="")

    def in_force(self, today: date) -> bool:
        """Not ended, and its review date has not passed: nothing but a new decision goes on."""
        return self.ended_at is None and today <= self.review_on


def in_force(
    restrictions: Iterable[Restriction], person_id: int | None, today: date
) -> tuple[Restriction, ...]:
    """Those of a person that are in force on a day, the one that lasts longest first."""
    mine = [r for r in restrictions if r.person_id == person_id and r.in_force(today)]
    return tuple(sorted(mine, key=lambda each: (each.review_on, each.id), reverse=True))
