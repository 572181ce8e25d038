"""Cases, runs, participations, points, findings, remedies."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.store.migrations.columns import HEX, INSTANT, key, needed, optional, refers

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _case_file()
    _run()
    _participation()
    _point()
    _finding()
    _remedy()


def _case_file() -> None:
    op.create_table(
        "case_file",
        key(),
        needed("reference", sa.String),
        needed("code_hash", sa.String),
        needed("procedure", sa.String),
        refers("version", "procedure_version.version", kind=HEX),
        needed("profile", sa.String),
        refers("profile_version", "profile_version.version", kind=HEX),
        needed("holiday_hash", sa.String),
        needed("received_at", INSTANT),
        needed("channel", sa.String),
        needed("service", sa.String),
        needed("summary", sa.Text),
        needed("text", sa.Text),
        needed("wanted", sa.Text),
        optional("happened_on", sa.Date),
        needed("status", sa.String),
        needed("stage", sa.String),
        needed("outcome", sa.JSON),
        needed("data", sa.JSON),
        refers("person_id", "person.id"),
        needed("revision", sa.Integer),
        optional("due_at", INSTANT),
        needed("opened_at", INSTANT),
        optional("closed_at", INSTANT),
        needed("confidential", sa.Boolean),
        needed("demo", sa.Boolean),
        needed("ledger_seq", sa.Integer),
        needed("audit_seq", sa.Integer),
        needed("audit_head", HEX),
        sa.UniqueConstraint("reference"),
        sa.CheckConstraint("status IN ('open', 'closed')", name="status"),
    )
    op.create_index("ix_case_file_closed_at", "case_file", ["closed_at"])
    op.create_index("ix_case_file_due_at", "case_file", ["due_at"])
    op.create_index("ix_case_file_person_id", "case_file", ["person_id"])
    op.create_index("ix_case_file_received_at", "case_file", ["received_at"])
    op.create_index("ix_case_file_version", "case_file", ["version"])


def _run() -> None:
    op.create_table(
        "run",
        key(),
        refers("case_id", "case_file.id"),
        needed("entry", sa.String),
        needed("kind", sa.String),
        needed("diagram", sa.String),
        refers("version", "procedure_version.version", kind=HEX),
        optional("state", sa.LargeBinary),
        needed("variables", sa.JSON),
        needed("status", sa.String),
        needed("outcome", sa.String),
        needed("started_at", INSTANT),
        optional("ended_at", INSTANT),
        sa.CheckConstraint("kind IN ('main', 'side')", name="kind"),
        sa.CheckConstraint("status IN ('running', 'ended', 'cut')", name="status"),
    )
    op.create_index("ix_run_case_id_status", "run", ["case_id", "status"])
    op.create_index("ix_run_version", "run", ["version"])


def _participation() -> None:
    op.create_table(
        "participation",
        key(),
        refers("case_id", "case_file.id"),
        refers("person_id", "person.id"),
        needed("capacity", sa.String),
        needed("since", INSTANT),
        optional("until", INSTANT),
        optional("task_id", sa.String(36)),
        needed("stage", sa.String),
        needed("reason", sa.Text),
    )
    op.create_index("ix_participation_case_id", "participation", ["case_id"])
    op.create_index("ix_participation_person_id", "participation", ["person_id"])


def _point() -> None:
    op.create_table(
        "point",
        key(),
        refers("case_id", "case_file.id"),
        needed("number", sa.Integer),
        needed("text", sa.Text),
        needed("added_stage", sa.String),
        needed("added_at", INSTANT),
        sa.UniqueConstraint("case_id", "number"),
    )


def _finding() -> None:
    op.create_table(
        "finding",
        key(),
        refers("point_id", "point.id"),
        refers("case_id", "case_file.id"),
        needed("stage", sa.String),
        needed("finding", sa.String),
        needed("reason", sa.Text),
        refers("by_officer_id", "officer.id", empty=True),
        needed("at", INSTANT),
        optional("task_id", sa.String(36)),
        needed("current", sa.Boolean),
    )
    op.create_index("ix_finding_case_id", "finding", ["case_id"])
    op.create_index("ix_finding_point_id", "finding", ["point_id"])


def _remedy() -> None:
    op.create_table(
        "remedy",
        key(),
        refers("case_id", "case_file.id"),
        refers("point_id", "point.id", empty=True),
        needed("text", sa.Text),
        optional("due_on", sa.Date),
        refers("owner_officer_id", "officer.id", empty=True),
        optional("done_at", INSTANT),
        needed("evidence", sa.Text),
    )
    op.create_index("ix_remedy_case_id", "remedy", ["case_id"])
    op.create_index(
        "ix_remedy_owner_officer_id_done_at", "remedy", ["owner_officer_id", "done_at"]
    )
    op.create_index("ix_remedy_point_id", "remedy", ["point_id"])
