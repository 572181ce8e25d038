"""Cases and their runs: the rows that people look at and that verbs lock."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Index,
    Select,
    String,
    Text,
    bindparam,
    func,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.errors import NotFound
from engine.store.base import Base, Plain, key, refers_to
from engine.store.points import Finding, Point

__all__ = [
    "Case",
    "Finding",
    "Participation",
    "Point",
    "Run",
    "by_reference",
    "is_reference",
    "last_run_of",
    "lock_case",
    "lock_the_case",
    "locking",
]


class Case(Base):
    """A case. Its rules froze at receipt: ``version``, ``profile_version`` and ``holiday_hash``.

    ``data``: remembered fields. ``ledger_seq``, ``audit_seq`` and ``audit_head`` are the tails
    of its ledger and audit chain: appending needs no look-up, and a lost last line shows.
    ``revision`` counts changes: a stale one is refused at the flush.
    """

    __tablename__ = "case_file"
    __table_args__ = (CheckConstraint("status IN ('open', 'closed')", name="status"),)

    id: Mapped[int] = key()
    reference: Mapped[str] = mapped_column(unique=True)
    code_hash: Mapped[str] = mapped_column(default="")
    procedure: Mapped[str]
    version: Mapped[str] = refers_to("procedure_version.version", index=True)
    profile: Mapped[str]
    profile_version: Mapped[str] = refers_to("profile_version.version")
    holiday_hash: Mapped[str] = mapped_column(default="")
    received_at: Mapped[datetime] = mapped_column(index=True)
    channel: Mapped[str]
    service: Mapped[str] = mapped_column(default="")
    summary: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text, default="")
    wanted: Mapped[str] = mapped_column(Text, default="")
    happened_on: Mapped[date | None]
    status: Mapped[str] = mapped_column(default="open")
    stage: Mapped[str] = mapped_column(default="")
    outcome: Mapped[Plain] = mapped_column(default=dict)
    data: Mapped[Plain] = mapped_column(default=dict)
    person_id: Mapped[int] = refers_to("person.id", index=True)
    revision: Mapped[int] = mapped_column()
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None] = mapped_column(index=True)
    moved_at: Mapped[datetime | None]  # to the procedure that it follows now
    confidential: Mapped[bool] = mapped_column(default=False)
    demo: Mapped[bool] = mapped_column(default=False)
    ledger_seq: Mapped[int] = mapped_column(default=0)
    audit_seq: Mapped[int] = mapped_column(default=0)
    audit_head: Mapped[str] = mapped_column(String(64), default="")

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012  # read by SQLAlchemy

    @property
    def known_on(self) -> date | None:
        """When the person first knew of it, or else when it happened; None: nobody said."""
        said = self.data.get("known_on")
        return date.fromisoformat(str(said)) if said else self.happened_on


class Run(Base):
    """One execution of a diagram for a case. ``state`` is the engine's, gone at the end."""

    __tablename__ = "run"
    __table_args__ = (
        CheckConstraint("kind IN ('main', 'side')", name="kind"),
        CheckConstraint("status IN ('running', 'ended', 'cut')", name="status"),
        Index(None, "case_id", "status"),
    )

    id: Mapped[int] = key()
    case_id: Mapped[int] = refers_to("case_file.id")
    entry: Mapped[str]
    kind: Mapped[str] = mapped_column(default="main")
    diagram: Mapped[str]
    version: Mapped[str] = refers_to("procedure_version.version", index=True)
    state: Mapped[bytes | None]
    variables: Mapped[Plain] = mapped_column(default=dict)
    status: Mapped[str] = mapped_column(default="running")
    outcome: Mapped[str] = mapped_column(default="")
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Participation(Base):
    """A person in a capacity in a case; separations are judged over these."""

    __tablename__ = "participation"

    id: Mapped[int] = key()
    case_id: Mapped[int] = refers_to("case_file.id", index=True)
    person_id: Mapped[int] = refers_to("person.id", index=True)
    capacity: Mapped[str]
    since: Mapped[datetime]
    until: Mapped[datetime | None]
    task_id: Mapped[str | None] = mapped_column(String(36))
    stage: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(Text, default="")


def by_reference(session: Session, reference: str) -> Case:
    """The case of that reference, not locked. Raises NotFound."""
    found = session.scalars(select(Case).where(Case.reference == reference)).one_or_none()
    if found is None:
        raise NotFound(f"There is no case {reference}.")
    return found


def last_run_of(session: Session, case_id: int) -> int:
    """The number of the last run that a case has had; 0 before its first."""
    return session.scalar(select(func.max(Run.id)).where(Run.case_id == case_id)) or 0


def is_reference(session: Session, reference: str) -> bool:
    """Whether there is a case of that reference."""
    return session.scalar(select(Case.id).where(Case.reference == reference)) is not None


def lock_case(session: Session, case: str | int) -> Case:
    """The case of that reference (text) or id (number), locked until the transaction ends.

    Raises NotFound. One statement; read the rest afterwards, never joined to this one: PostgreSQL
    would hand out what stood there before it waited for the lock.
    """
    query = _BY_REFERENCE if isinstance(case, str) else _BY_ID
    return lock_the_case(session, query, case, f"There is no case {case}.")


def locking(where: ColumnElement[bool]) -> Select[Case]:
    """A statement that locks the case for which ``where`` holds, over the parameter ``sought``.

    Put together once: that costs more than running it.
    """
    fresh = select(Case).where(where).with_for_update()
    return fresh.execution_options(populate_existing=True)


_BY_REFERENCE = locking(Case.reference == bindparam("sought", type_=Case.reference.type))
_BY_ID = locking(Case.id == bindparam("sought", type_=Case.id.type))


def lock_the_case(session: Session, query: Select[Case], sought: object, missing: str) -> Case:
    """The one case that ``query`` finds, locked and read afresh; NotFound says ``missing``."""
    found = session.scalars(query, {"sought": sought}).one_or_none()
    if found is None:
        raise NotFound(missing)
    return found
