"""People who are not officers of the council: whose account it is, and links of their own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.store.migrations.columns import HEX, INSTANT, key, needed, optional, refers, where

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """So far every account was an employee's."""
    op.add_column("officer", needed("kind", sa.String, server_default=sa.text("'employee'")))
    _access_link()
    _shown_document()


def _access_link() -> None:
    op.create_table(
        "access_link",
        key(),
        refers("case_id", "case_file.id"),
        refers("officer_id", "officer.id"),
        refers("task_id", "task.id", kind=sa.String(36), empty=True),
        needed("digest", HEX),
        needed("created_at", INSTANT),
        needed("expires_at", INSTANT),
        optional("ended_at", INSTANT),
        optional("last_used_at", INSTANT),
        needed("status", sa.String),
        needed("attempts", sa.Integer),
        optional("next_attempt_at", INSTANT),
        optional("sending_since", INSTANT),
        needed("error", sa.Text),
        sa.CheckConstraint(
            "status IN ('queued', 'sending', 'sent', 'doubtful', 'failed')", name="status"
        ),
    )
    op.create_index("ix_access_link_case_id", "access_link", ["case_id"])
    op.create_index("ix_access_link_officer_id", "access_link", ["officer_id"])
    op.create_index("ix_access_link_digest", "access_link", ["digest"])
    op.create_index(
        "ix_access_link_due", "access_link", ["next_attempt_at"], **where("status = 'queued'")
    )


def _shown_document() -> None:
    op.create_table(
        "shown_document",
        refers("document_id", "document.id", primary_key=True),
        refers("officer_id", "officer.id", primary_key=True),
        needed("since", INSTANT),
        refers("by_person", "person.id", empty=True),
    )
    op.create_index("ix_shown_document_officer_id", "shown_document", ["officer_id"])
