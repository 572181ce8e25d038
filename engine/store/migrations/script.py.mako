"""${message}

House rules: a migration runs on SQLite and on PostgreSQL; add columns with a default or nullable, fill
them, then tighten, so that old rows pass; never edit one that was released; no import of models.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}
