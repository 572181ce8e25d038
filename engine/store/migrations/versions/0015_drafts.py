"""Drafts of procedures, what was published, trials and plays, cases moved between versions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.store.migrations.columns import HEX, INSTANT, key, needed, optional, refers

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The versions that came with Redress are published when it next starts."""
    _drafts()
    _contents()
    _trials()
    _publications()
    _moves()


def _drafts() -> None:
    op.create_table(
        "draft",
        key(),
        needed("kind", sa.String),
        needed("of", sa.String),
        needed("title", sa.String),
        needed("why", sa.Text),
        needed("status", sa.String),
        needed("profile", sa.String),
        needed("base_version", HEX),
        needed("base_profile", HEX),
        needed("shipped", HEX, index=True),
        needed("revision", sa.Integer),
        needed("set_aside", sa.JSON),
        needed("editors", sa.JSON),
        refers("split_from_id", "draft.id", empty=True),
        needed("made_at", INSTANT),
        refers("made_by", "person.id", empty=True),
        needed("changed_at", INSTANT),
        refers("changed_by", "person.id", empty=True),
        optional("submitted_at", INSTANT),
        refers("submitted_by", "person.id", empty=True),
        optional("wanted_from", sa.Date),
        optional("decided_at", INSTANT),
        refers("decided_by", "person.id", empty=True),
        sa.CheckConstraint("kind IN ('procedure', 'profile')", name="kind"),
        sa.CheckConstraint(
            "status IN ('open', 'waiting', 'published', 'discarded')", name="status"
        ),
    )
    op.create_index("ix_draft_status_of", "draft", ["status", "of"])


def _contents() -> None:
    op.create_table(
        "draft_file",
        refers("draft_id", "draft.id", primary_key=True),
        needed("file", sa.String, primary_key=True),
        needed("text", sa.Text),
    )
    op.create_table(
        "draft_event",
        key(),
        refers("draft_id", "draft.id", index=True),
        needed("at", INSTANT),
        refers("person_id", "person.id", empty=True),
        needed("by", sa.String),
        needed("what", sa.Text),
    )


def _trials() -> None:
    op.create_table(
        "trial",
        key(),
        refers("draft_id", "draft.id", index=True),
        needed("content", HEX),
        needed("started_at", INSTANT),
        optional("finished_at", INSTANT),
        needed("total", sa.Integer),
        needed("done", sa.Integer),
        needed("results", sa.JSON),
        needed("error", sa.Text),
    )
    op.create_table(
        "play",
        key(),
        refers("draft_id", "draft.id", index=True),
        needed("content", HEX),
        refers("person_id", "person.id"),
        needed("began_at", INSTANT),
        needed("folder", sa.String),
        needed("steps", sa.JSON),
    )


def _publications() -> None:
    op.create_table(
        "publication",
        key(),
        needed("kind", sa.String),
        needed("of", sa.String),
        needed("version", HEX, index=True),
        needed("effective_from", sa.Date),
        needed("shipped", sa.Boolean),
        needed("scenarios", sa.JSON),
        needed("why", sa.String),
        needed("at", INSTANT),
        refers("draft_id", "draft.id", empty=True),
        refers("by", "person.id", empty=True),
        refers("approved_by", "person.id", empty=True),
        needed("stop_why", sa.Text),
        refers("stop_asked_by", "person.id", empty=True),
        optional("stopped_at", INSTANT),
        refers("stopped_by", "person.id", empty=True),
        sa.CheckConstraint("kind IN ('procedure', 'profile')", name="kind"),
    )
    op.create_index("ix_publication_kind_of", "publication", ["kind", "of"])


def _moves() -> None:
    op.create_table(
        "version_move",
        key(),
        refers("case_id", "case_file.id", index=True),
        needed("from_version", HEX),
        needed("to_version", HEX),
        needed("from_profile", HEX),
        needed("to_profile", HEX),
        needed("at", INSTANT),
        refers("person_id", "person.id"),
        needed("reason", sa.Text),
        needed("before", sa.JSON),
        needed("ledger_seq", sa.Integer),
        optional("undone_at", INSTANT),
        refers("undone_by", "person.id", empty=True),
    )
