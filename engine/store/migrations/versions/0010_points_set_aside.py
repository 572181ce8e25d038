"""Points that somebody else deals with, such as HR."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.store.migrations.columns import needed

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """So far every point was the complaint's own."""
    op.add_column("point", needed("set_aside", sa.String, server_default=sa.text("''")))
