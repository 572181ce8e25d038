"""Letters, documents, contacts, notices."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.store.migrations.columns import HEX, INSTANT, key, needed, optional, refers, where

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _letter()
    _dispatch()
    _sent_copy()
    _document()
    _document_content()
    _contact()
    _notice()


def _letter() -> None:
    op.create_table(
        "letter",
        key(),
        refers("case_id", "case_file.id"),
        refers("run_id", "run.id", empty=True),
        needed("code", sa.String),
        needed("element", sa.String),
        needed("title", sa.String),
        needed("issued", sa.Date),
        needed("status", sa.String),
        needed("about", sa.String),
        needed("context", sa.JSON),
        needed("created_at", INSTANT),
        optional("sent_at", INSTANT),
        refers("sent_by_person", "person.id", empty=True),
        sa.CheckConstraint(
            "status IN ('queued', 'sent', 'unsendable', 'doubtful')", name="status"
        ),
    )
    op.create_index("ix_letter_case_id", "letter", ["case_id"])


def _dispatch() -> None:
    op.create_table(
        "dispatch",
        key(),
        refers("letter_id", "letter.id"),
        refers("case_id", "case_file.id"),
        refers("person_id", "person.id", empty=True),
        needed("recipient", sa.String),
        needed("capacity", sa.String),
        needed("channel", sa.String),
        needed("address", sa.JSON),
        needed("large_print", sa.Boolean),
        needed("status", sa.String),
        needed("attempts", sa.Integer),
        optional("next_attempt_at", INSTANT),
        optional("sending_since", INSTANT),
        optional("sent_at", INSTANT),
        needed("letter", sa.JSON),
        needed("message_id", sa.String),
        needed("error", sa.Text),
        needed("sha256", HEX),
        sa.CheckConstraint(
            "status IN ('queued', 'sending', 'sent', 'failed', 'doubtful', 'unsendable')",
            name="status",
        ),
    )
    op.create_index("ix_dispatch_case_id", "dispatch", ["case_id"])
    op.create_index(
        "ix_dispatch_due", "dispatch", ["next_attempt_at"], **where("status = 'queued'")
    )
    op.create_index("ix_dispatch_letter_id", "dispatch", ["letter_id"])
    op.create_index(
        "ix_dispatch_sending", "dispatch", ["sending_since"], **where("status = 'sending'")
    )


def _sent_copy() -> None:
    op.create_table(
        "sent_copy",
        refers("dispatch_id", "dispatch.id", primary_key=True, autoincrement=False),
        needed("format", sa.String),
        needed("content", sa.LargeBinary),
        needed("sha256", HEX),
        sa.CheckConstraint("format IN ('pdf', 'eml')", name="format"),
    )


def _document() -> None:
    op.create_table(
        "document",
        key(),
        refers("case_id", "case_file.id"),
        needed("filename", sa.String),
        needed("media_type", sa.String),
        needed("size", sa.Integer),
        needed("sha256", HEX),
        needed("added_at", INSTANT),
        refers("added_by_person", "person.id", empty=True),
    )
    op.create_index("ix_document_case_id", "document", ["case_id"])


def _document_content() -> None:
    op.create_table(
        "document_content",
        refers("document_id", "document.id", primary_key=True, autoincrement=False),
        needed("content", sa.LargeBinary),
    )


def _contact() -> None:
    op.create_table(
        "contact",
        key(),
        refers("case_id", "case_file.id"),
        needed("at", INSTANT),
        needed("direction", sa.String),
        needed("channel", sa.String),
        refers("person_id", "person.id", empty=True),
        needed("text", sa.Text),
        refers("recorded_by_person", "person.id", empty=True),
        sa.CheckConstraint("direction IN ('in', 'out')", name="direction"),
    )
    op.create_index("ix_contact_case_id_at", "contact", ["case_id", "at"])


def _notice() -> None:
    op.create_table(
        "notice",
        key(),
        refers("case_id", "case_file.id"),
        refers("officer_id", "officer.id", empty=True),
        needed("role", sa.String),
        needed("kind", sa.String),
        needed("text", sa.Text),
        needed("created_at", INSTANT),
        optional("read_at", INSTANT),
    )
    op.create_index("ix_notice_case_id", "notice", ["case_id"])
    op.create_index("ix_notice_officer_id_read_at", "notice", ["officer_id", "read_at"])
    op.create_index("ix_notice_role_read_at", "notice", ["role", "read_at"])
