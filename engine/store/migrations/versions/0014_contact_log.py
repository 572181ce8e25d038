"""What became of a restriction on contact: how it ended, what went on, who decided it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.store.migrations.columns import needed, refers

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Restrictions that were ended so far were lifted."""
    with op.batch_alter_table("restriction") as restriction:
        restriction.add_column(needed("ended_how", sa.String, server_default=sa.text("''")))
        restriction.add_column(refers("follows_id", "restriction.id", empty=True))
        restriction.add_column(refers("decider_id", "person.id", empty=True))
    op.execute("UPDATE restriction SET ended_how = 'lifted' WHERE ended_at IS NOT NULL")
    with op.batch_alter_table("restriction") as restriction:
        restriction.alter_column("ended_how", server_default=None)
