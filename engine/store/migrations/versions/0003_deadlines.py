"""The ledger, clocks, timers, tasks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.store.migrations.columns import INSTANT, key, needed, optional, refers, where

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _ledger_event()
    _clock()
    _timer()
    _task()


def _ledger_event() -> None:
    op.create_table(
        "ledger_event",
        key(),
        refers("case_id", "case_file.id"),
        needed("seq", sa.Integer),
        needed("kind", sa.String),
        needed("happened_at", INSTANT),
        needed("recorded_at", INSTANT),
        refers("person_id", "person.id", empty=True),
        refers("run_id", "run.id", empty=True),
        needed("data", sa.JSON),
        sa.UniqueConstraint("case_id", "seq"),
    )


def _clock() -> None:
    op.create_table(
        "clock",
        key(),
        refers("case_id", "case_file.id"),
        needed("name", sa.String),
        needed("instance", sa.Integer),
        needed("status", sa.String),
        needed("started_at", INSTANT),
        needed("due_at", INSTANT),
        needed("due_on", sa.Date),
        optional("ended_at", INSTANT),
        needed("original_due_on", sa.Date),
        needed("extended", sa.Boolean),
        needed("told", sa.Boolean),
        sa.UniqueConstraint("case_id", "name", "instance"),
        sa.CheckConstraint("status IN ('running', 'paused', 'met', 'stopped')", name="status"),
    )


def _timer() -> None:
    op.create_table(
        "timer",
        key(),
        refers("case_id", "case_file.id"),
        refers("run_id", "run.id", empty=True),
        needed("kind", sa.String),
        needed("ref", sa.String),
        needed("clock", sa.String),
        needed("instance", sa.Integer),
        needed("moment", sa.String),
        optional("due_at", INSTANT),
        optional("since", INSTANT),
        sa.UniqueConstraint("case_id", "run_id", "ref", "clock", "instance"),
        sa.CheckConstraint("kind IN ('engine', 'ladder')", name="kind"),
    )
    op.create_index("ix_timer_due_at", "timer", ["due_at"])
    op.create_index(
        "uq_timer_ladder",
        "timer",
        ["case_id", "ref", "clock", "instance"],
        unique=True,
        **where("run_id IS NULL"),
    )


def _task() -> None:
    op.create_table(
        "task",
        needed("id", sa.String(36), primary_key=True),
        refers("case_id", "case_file.id"),
        refers("run_id", "run.id"),
        needed("element", sa.String),
        needed("name", sa.String),
        needed("role", sa.String),
        needed("form", sa.String),
        needed("clock", sa.String),
        needed("stage", sa.String),
        needed("status", sa.String),
        refers("assignee_id", "officer.id", empty=True),
        needed("created_at", INSTANT),
        optional("due_at", INSTANT),
        optional("completed_at", INSTANT),
        refers("completed_by_id", "officer.id", empty=True),
        needed("draft", sa.JSON),
        optional("draft_saved_at", INSTANT),
        needed("answers", sa.JSON),
        sa.CheckConstraint("status IN ('open', 'completed', 'gone')", name="status"),
    )
    op.create_index(
        "ix_task_by_assignee",
        "task",
        ["assignee_id", "due_at", "id"],
        **where("status = 'open' AND assignee_id IS NOT NULL"),
    )
    op.create_index(
        "ix_task_by_role", "task", ["role", "due_at", "id"], **where("status = 'open'")
    )
    op.create_index("ix_task_case_id_status", "task", ["case_id", "status"])
    op.create_index(
        "ix_task_unassigned",
        "task",
        ["role", "due_at", "id"],
        **where("status = 'open' AND assignee_id IS NULL"),
    )
