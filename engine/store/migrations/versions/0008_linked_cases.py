"""Cases that belong together."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.store.migrations.columns import INSTANT, key, needed, optional, refers, where

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_link",
        key(),
        refers("case_id", "case_file.id"),
        refers("other_id", "case_file.id"),
        needed("kind", sa.String),
        needed("since", INSTANT),
        refers("by_person", "person.id", empty=True),
        needed("reason", sa.Text),
        optional("ended_at", INSTANT),
        sa.CheckConstraint("kind IN ('split', 'duplicate', 'related', 'moved')", name="kind"),
        sa.CheckConstraint("case_id <> other_id", name="two_cases"),
    )
    op.create_index("ix_case_link_case_id", "case_link", ["case_id"])
    op.create_index("ix_case_link_other_id", "case_link", ["other_id"])
    op.create_index(
        "ix_case_link_in_force",
        "case_link",
        ["case_id", "other_id", "kind"],
        unique=True,
        **where("ended_at IS NULL"),
    )
