"""Cases that were moved to another version of their procedure, and what undoing it needs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, String, Text, func, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.store.base import Base, Plain, key, refers_to
from engine.store.cases import Case
from engine.store.letters import Dispatch, LetterRow
from engine.store.tasks import Task


class VersionMove(Base):
    """One move of one case. ``before``: what undoing it needs; ``ledger_seq``: the ledger's tail
    after it, so that whatever happened since is seen.
    """

    __tablename__ = "version_move"

    id: Mapped[int] = key()
    case_id: Mapped[int] = refers_to("case_file.id", index=True)
    from_version: Mapped[str] = mapped_column(String(64))
    to_version: Mapped[str] = mapped_column(String(64))
    from_profile: Mapped[str] = mapped_column(String(64))
    to_profile: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
    person_id: Mapped[int] = refers_to("person.id")
    reason: Mapped[str] = mapped_column(Text, default="")
    before: Mapped[Plain] = mapped_column(default=dict)
    ledger_seq: Mapped[int] = mapped_column(default=0)
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[int | None] = refers_to("person.id")


def answered(
    session: Session, run_id: int, elements: Collection[str]
) -> list[tuple[str, Mapping[str, object]]]:
    """(element, answers) of the steps of a run that are done, for some elements."""
    query = (
        select(Task.element, Task.answers)
        .where(Task.run_id == run_id, Task.status == "completed", Task.element.in_(elements))
        .order_by(Task.completed_at)
    )
    return [(row.element, row.answers) for row in session.execute(query)]


def letters_of(session: Session, case_id: int) -> dict[str, bool]:
    """The letters that a case has had, and whether a copy of each has still to leave."""
    written = select(LetterRow.code).where(LetterRow.case_id == case_id)
    waiting = (
        select(LetterRow.code)
        .join(Dispatch, Dispatch.letter_id == LetterRow.id)
        .where(
            LetterRow.case_id == case_id,
            Dispatch.status.in_(("queued", "sending", "doubtful", "failed")),
        )
    )
    still = set(session.scalars(waiting))
    return {code: code in still for code in session.scalars(written)}


def numbers_of(session: Session, procedure: str, profile: str) -> set[str]:
    """The versions of a profile by which open cases of a procedure count."""
    query = select(Case.profile_version).where(
        Case.procedure == procedure, Case.status == "open", Case.profile == profile
    )
    return set(session.scalars(query.distinct()))


def older(
    session: Session, procedure: str, version: str, numbers: Collection[str] = ()
) -> Mapping[str, int]:
    """Version -> how many open cases of a procedure follow it, but for one version; of that one
    those that count by these numbers.
    """
    query = (
        select(Case.version, func.count())
        .where(*_older(procedure, version, numbers))
        .group_by(Case.version)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def cases_of(
    session: Session,
    procedure: str,
    version: str,
    numbers: Collection[str] = (),
    *,
    after: int = 0,
    most: int = 50,
) -> list[Case]:
    """The same cases, in order, those past an id."""
    query = select(Case).where(*_older(procedure, version, numbers), Case.id > after)
    return list(session.scalars(query.order_by(Case.id).limit(most)))


def _older(
    procedure: str, version: str, numbers: Collection[str]
) -> tuple[ColumnElement[bool], ...]:
    differs = or_(Case.version != version, Case.profile_version.in_(sorted(numbers)))
    return Case.procedure == procedure, Case.status == "open", differs


def latest(session: Session, case_id: int) -> VersionMove | None:
    """The last move of a case, undone or not."""
    query = select(VersionMove).where(VersionMove.case_id == case_id)
    return session.scalars(query.order_by(VersionMove.id.desc()).limit(1)).one_or_none()


def of_version(session: Session, version: str, most: int = 50) -> list[tuple[VersionMove, Case]]:
    """The last moves to a version, each with its case."""
    query = (
        select(VersionMove, Case)
        .join(Case, Case.id == VersionMove.case_id)
        .where(VersionMove.to_version == version)
        .order_by(VersionMove.id.desc())
        .limit(most)
    )
    return [(row[0], row[1]) for row in session.execute(query)]
