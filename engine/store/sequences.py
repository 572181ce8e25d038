"""Numbers without gaps or doubles: references, and the house's own audit chain."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.store.base import Base

_NEXT = text(
    "INSERT INTO counter (name, value) VALUES (:name, 1)"
    " ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value"
)


class Counter(Base):
    """The last number given under a name."""

    __tablename__ = "counter"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]


def next_number(session: Session, name: str) -> int:
    """The next number under ``name``, from 1.

    The row stays locked until the transaction ends: a number that was rolled back is given again,
    and none is given twice.
    """
    return int(session.execute(_NEXT, {"name": name}).scalar_one())
