"""How often something was tried: sign-in, tracking, forms."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import bindparam, delete, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.store.base import Base, Instant

_COUNT = text(
    "INSERT INTO attempt (key, window_start, count) VALUES (:key, :start, 1)"
    " ON CONFLICT (key, window_start) DO UPDATE SET count = attempt.count + 1 RETURNING count"
).bindparams(bindparam("start", type_=Instant()))


class Attempt(Base):
    """Attempts under a key within one window."""

    __tablename__ = "attempt"

    key: Mapped[str] = mapped_column(primary_key=True)
    window_start: Mapped[datetime] = mapped_column(primary_key=True, index=True)
    count: Mapped[int]


def count_attempt(session: Session, key: str, now: datetime, window: timedelta) -> int:
    """Count one attempt and say how many there were, this one included, in the present window.

    Windows are fixed: they begin at whole multiples of ``window`` since 1970.
    """
    start = _window_start(now, window)
    return int(session.execute(_COUNT, {"key": key, "start": start}).scalar_one())


def attempts(session: Session, key: str, now: datetime, window: timedelta) -> int:
    """How many attempts the present window has seen; counts none."""
    this_window = (Attempt.key == key, Attempt.window_start == _window_start(now, window))
    return session.scalar(select(Attempt.count).where(*this_window)) or 0


def forget_attempts(session: Session, before: datetime) -> None:
    """Drop windows that began before an instant."""
    session.execute(delete(Attempt).where(Attempt.window_start < before))


def _window_start(now: datetime, window: timedelta) -> datetime:
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    return now - (now - epoch) % window
