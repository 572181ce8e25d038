"""Tasks: what waits for a person."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String, bindparam, literal, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.store.base import Base, Plain, index_where, refers_to
from engine.store.cases import Case, lock_the_case, locking

_OPEN = "status = 'open'"


class Task(Base):
    """A task of a run; ``id`` is the engine's. ``draft`` is typed, ``answers`` submitted.

    ``role`` may name several roles, separated by spaces: whoever has one of them may do it."""

    __tablename__ = "task"
    __table_args__ = (
        CheckConstraint("status IN ('open', 'completed', 'gone')", name="status"),
        Index(None, "case_id", "status"),
        # The queue reads only these: each holds open tasks alone, in the order of its pages
        index_where("ix_task_by_role", "role", "due_at", "id", where=_OPEN),
        index_where(
            "ix_task_by_assignee",
            "assignee_id",
            "due_at",
            "id",
            where=f"{_OPEN} AND assignee_id IS NOT NULL",
        ),
        index_where(
            "ix_task_unassigned",
            "role",
            "due_at",
            "id",
            where=f"{_OPEN} AND assignee_id IS NULL",
        ),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    case_id: Mapped[int] = refers_to("case_file.id")
    run_id: Mapped[int] = refers_to("run.id")
    element: Mapped[str]
    name: Mapped[str]
    role: Mapped[str]
    form: Mapped[str] = mapped_column(default="")
    clock: Mapped[str] = mapped_column(default="")
    stage: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default="open")
    assignee_id: Mapped[int | None] = refers_to("officer.id")
    created_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]
    completed_by_id: Mapped[int | None] = refers_to("officer.id")
    draft: Mapped[Plain] = mapped_column(default=dict)
    draft_saved_at: Mapped[datetime | None]
    answers: Mapped[Plain] = mapped_column(default=dict)


#: Spelt out in the SQL, not bound: otherwise the partial indexes cannot be used.
IS_OPEN = Task.status == literal("open", literal_execute=True)


def completed_tasks(session: Session, case_id: int) -> list[Task]:
    """The tasks of a case that are done, the latest first."""
    done = select(Task).where(Task.case_id == case_id, Task.status == "completed")
    return list(session.scalars(done.order_by(Task.completed_at.desc())))


def lock_case_of_task(session: Session, task_id: str) -> Case:
    """The case of a task, locked until the transaction ends. Raises NotFound; one statement."""
    return lock_the_case(session, _CASE_OF_TASK, task_id, "There is no such task.")


_SOUGHT = bindparam("sought", type_=Task.id.type)
_CASE_OF_TASK = locking(
    Case.id == select(Task.case_id).where(Task.id == _SOUGHT).scalar_subquery()
)
