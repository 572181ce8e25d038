"""Recommendations are accepted or declined by those to whom they are made."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.store.migrations.columns import INSTANT, needed, optional

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """So far nothing that was to be done had to be accepted."""
    if op.get_bind().dialect.name == "postgresql":
        # Rows that an earlier revision put in are checked now: else the table is still in use
        op.execute("SET CONSTRAINTS ALL IMMEDIATE")
        op.execute("SET CONSTRAINTS ALL DEFERRED")
    nothing = sa.text("''")
    op.add_column("dated_action", needed("response", sa.String, server_default=nothing))
    op.add_column("dated_action", needed("response_reason", sa.Text, server_default=nothing))
    op.add_column("dated_action", optional("responded_at", INSTANT))
