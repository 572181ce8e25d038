"""The audit, which refuses changes; counters of references and attempts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.store.migrations.columns import HEX, INSTANT, key, needed, refers, where

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _audit()
    _audit_payload()
    _counter()
    _attempt()


def _audit() -> None:
    op.create_table(
        "audit",
        key(),
        refers("case_id", "case_file.id", empty=True),
        needed("seq", sa.Integer),
        needed("at", INSTANT),
        refers("person_id", "person.id", empty=True),
        needed("action", sa.String),
        needed("subject", sa.Text),
        needed("payload_digest", HEX),
        needed("previous", HEX),
        needed("digest", HEX),
        sa.UniqueConstraint("case_id", "seq"),
    )
    op.create_index("ix_audit_person_id", "audit", ["person_id"])
    op.create_index("uq_audit_house", "audit", ["seq"], unique=True, **where("case_id IS NULL"))


def _audit_payload() -> None:
    op.create_table(
        "audit_payload",
        refers("audit_id", "audit.id", primary_key=True, autoincrement=False),
        needed("salt", sa.LargeBinary),
        needed("payload", sa.LargeBinary),
    )


def _counter() -> None:
    op.create_table(
        "counter",
        needed("name", sa.String, primary_key=True),
        needed("value", sa.Integer),
    )


def _attempt() -> None:
    op.create_table(
        "attempt",
        needed("key", sa.String, primary_key=True),
        needed("window_start", INSTANT, primary_key=True),
        needed("count", sa.Integer),
    )
    op.create_index("ix_attempt_window_start", "attempt", ["window_start"])
