"""Notices on officers' desks: reminders, breaches, doubtful sendings."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Index, Text, func, literal_column, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.store.base import Base, key, refers_to
from engine.store.cases import Case


class Notice(Base):
    """For one officer, or for all of a ``role``. ``kind``: reminder, breach, doubtful, info.

    ``dated_action_id``: what it is about, where it is about a promise or a contribution; such a
    notice stands on a desk until that is settled, whether the case is closed or not.
    """

    __tablename__ = "notice"
    __table_args__ = (Index(None, "officer_id", "read_at"), Index(None, "role", "read_at"))

    id: Mapped[int] = key()
    case_id: Mapped[int] = refers_to("case_file.id", index=True)
    officer_id: Mapped[int | None] = refers_to("officer.id")
    role: Mapped[str] = mapped_column(default="")
    kind: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    dated_action_id: Mapped[int | None] = refers_to("dated_action.id", index=True)


#: a closed case needs no reminder but of what was promised; what somebody said of it has to be
#: read all the same
IN_FORCE = or_(Case.status == "open", Notice.kind == "info", Notice.dated_action_id.is_not(None))


def cases_of(session: Session, notices: Collection[int]) -> dict[str, set[int]]:
    """Case reference -> which of these notices are about it."""
    rows = session.execute(
        select(Case.reference, Notice.id)
        .join(Case, Case.id == Notice.case_id)
        .where(Notice.id.in_(sorted(notices)))
    )
    found: dict[str, set[int]] = {}
    for reference, number in rows:
        found.setdefault(reference, set()).add(number)
    return found


def desks_with(session: Session, case_id: int, text: str) -> set[tuple[int | None, str]]:
    """(officer, role) of each desk where this notice of a case waits unread."""
    rows = session.execute(
        select(Notice.officer_id, Notice.role).where(
            Notice.case_id == case_id, Notice.text == text, Notice.read_at.is_(None)
        )
    )
    return {(row[0], row[1]) for row in rows}


def count_unread(
    session: Session, officer_id: int | None, roles: Collection[str], most: int
) -> int:
    """How many notices of open cases wait for an officer, counted as far as ``most``."""
    waiting = (
        select(literal_column("1").label("one"))
        .select_from(Notice)
        .join(Case, Case.id == Notice.case_id)
        .where(
            Notice.read_at.is_(None),
            IN_FORCE,
            or_(Notice.officer_id == officer_id, Notice.role.in_(sorted(roles))),
        )
        .limit(most)
        .subquery()
    )
    return session.scalar(select(func.count()).select_from(waiting)) or 0
