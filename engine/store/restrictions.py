"""Restrictions on contact: decided elsewhere, recorded here, over at their review date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.base import Base, key, refers_to

#: how a row ended before its review date; one that nobody ended lapsed on it
LIFTED, EXTENDED, CHANGED, SUPERSEDED = "lifted", "extended", "changed", "superseded"
#: those after which another row goes on
GOES_ON = (EXTENDED, CHANGED)


class Restriction(Base):
    """A decision to limit how somebody may contact the council.

    ``terms``: what contact is allowed. ``acknowledge``: whether what they send is acknowledged.
    ``decided_by``: who, in words; ``decider_id``: the person, where they decided it here.
    ``register_reference``: where the decision is kept, if not on the case ``case_id``. A decision
    that goes on (extended, changed) is a row of its own that ``follows_id`` the earlier one;
    nothing in a row changes but how it ended (``ended_how``).
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
    ended_how: Mapped[str] = mapped_column(default="")
    follows_id: Mapped[int | None] = refers_to("restriction.id")
    decider_id: Mapped[int | None] = refers_to("person.id")

    def in_force(self, today: date) -> bool:
        """Not ended, and its review date has not passed: nothing but a new decision goes on."""
        return self.ended_at is None and today <= self.review_on


def of_case(restrictions: Iterable[Restriction], case_id: int) -> Restriction | None:
    """The last decision that was made on a case, in force or over."""
    mine = (r for r in restrictions if r.case_id == case_id)
    return max(mine, key=lambda each: each.id, default=None)


def first_of(restrictions: Iterable[Restriction], row: Restriction) -> Restriction:
    """The decision with which it began, however often it was decided anew since."""
    by_id = {each.id: each for each in restrictions}
    while row.follows_id in by_id:
        row = by_id[row.follows_id]
    return row


def in_force(
    restrictions: Iterable[Restriction], person_id: int | None, today: date
) -> tuple[Restriction, ...]:
    """Those of a person that are in force on a day, the one that lasts longest first."""
    mine = [r for r in restrictions if r.person_id == person_id and r.in_force(today)]
    return tuple(sorted(mine, key=lambda each: (each.review_on, each.id), reverse=True))
