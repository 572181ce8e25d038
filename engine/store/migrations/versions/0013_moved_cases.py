"""Cases that go on under another procedure."""

from __future__ import annotations

from alembic import op

from engine.store.migrations.columns import INSTANT, optional

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """So far no case was ever moved."""
    op.add_column("case_file", optional("moved_at", INSTANT))
