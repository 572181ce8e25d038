"""Actions with a date: remedies promised, contributions asked for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.store.migrations.columns import INSTANT, key, needed, optional, refers, where

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_OPEN = where("state = 'open'")


def upgrade() -> None:
    """Remedies move over: asked when the finding was made, and chased from now on."""
    _dated_action()
    _move_remedies()
    op.drop_table("remedy")
    _notices_about_actions()


def _dated_action() -> None:
    op.create_table(
        "dated_action",
        key(),
        refers("case_id", "case_file.id"),
        needed("kind", sa.String),
        refers("point_id", "point.id", empty=True),
        needed("text", sa.Text),
        refers("asked_by_id", "officer.id", empty=True),
        needed("asked_at", INSTANT),
        refers("owner_officer_id", "officer.id", empty=True),
        needed("owner_role", sa.String),
        needed("service", sa.Text),
        optional("due_on", sa.Date),
        needed("state", sa.String),
        optional("done_at", INSTANT),
        needed("evidence", sa.Text),
        refers("document_id", "document.id", empty=True),
        needed("given_up_reason", sa.Text),
        optional("settled_at", INSTANT),
        refers("settled_by_id", "officer.id", empty=True),
        needed("chased_count", sa.Integer),
        optional("next_chase_at", INSTANT),
        sa.CheckConstraint("kind IN ('remedy', 'contribution', 'recommendation')", name="kind"),
        sa.CheckConstraint("state IN ('open', 'done', 'given_up')", name="state"),
    )
    op.create_index("ix_dated_action_case_id", "dated_action", ["case_id"])
    op.create_index("ix_dated_action_kind_state", "dated_action", ["kind", "state"])
    op.create_index(
        "ix_dated_action_mine", "dated_action", ["owner_officer_id", "due_on", "id"], **_OPEN
    )
    op.create_index(
        "ix_dated_action_of_role", "dated_action", ["owner_role", "due_on", "id"], **_OPEN
    )
    op.create_index("ix_dated_action_next_chase_at", "dated_action", ["next_chase_at"])


def _move_remedies() -> None:
    """A chaser's moment in the past: the next sweep works out when it really comes."""
    op.execute(
        "INSERT INTO dated_action (id, case_id, kind, point_id, text, asked_by_id, asked_at,"
        " owner_officer_id, owner_role, service, due_on, state, done_at, evidence,"
        " given_up_reason, settled_at, chased_count, next_chase_at)"
        " SELECT id, case_id, 'remedy', point_id, text, owner_officer_id, asked,"
        " owner_officer_id, '', '', due_on,"
        " CASE WHEN done_at IS NULL THEN 'open' ELSE 'done' END, done_at, evidence,"
        " '', done_at, 0, CASE WHEN done_at IS NULL AND due_on IS NOT NULL THEN asked END"
        " FROM (SELECT r.*, coalesce((SELECT max(f.at) FROM finding f"
        " WHERE f.point_id = r.point_id), c.opened_at) AS asked"
        " FROM remedy r JOIN case_file c ON c.id = r.case_id) AS promised"
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "SELECT setval(pg_get_serial_sequence('dated_action', 'id'),"
            " coalesce((SELECT max(id) FROM dated_action), 0) + 1, false)"
        )


def _notices_about_actions() -> None:
    with op.batch_alter_table("notice") as notice:
        notice.add_column(refers("dated_action_id", "dated_action.id", empty=True))
        notice.create_index("ix_notice_dated_action_id", ["dated_action_id"])
