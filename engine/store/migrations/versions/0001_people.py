"""People, officers, published versions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.store.migrations.columns import HEX, INSTANT, key, needed, optional, refers

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _person()
    _adjustment()
    _relationship()
    _team()
    _officer()
    _officer_role()
    _procedure_version()
    _profile_version()


def _person() -> None:
    op.create_table(
        "person",
        key(),
        needed("name", sa.String),
        needed("email", sa.String),
        needed("phone", sa.String),
        needed("address", sa.JSON),
        needed("postcode", sa.String),
        needed("preferred_channel", sa.String),
        needed("handle", sa.String),
        needed("language", sa.String),
        needed("created_at", INSTANT),
    )
    op.create_index("ix_person_email", "person", ["email"])
    op.create_index("ix_person_postcode", "person", ["postcode"])


def _adjustment() -> None:
    op.create_table(
        "adjustment",
        key(),
        refers("person_id", "person.id"),
        needed("kind", sa.String),
        needed("detail", sa.Text),
        needed("since", INSTANT),
        refers("recorded_by", "person.id", empty=True),
    )
    op.create_index("ix_adjustment_person_id", "adjustment", ["person_id"])


def _relationship() -> None:
    op.create_table(
        "relationship",
        key(),
        refers("person_id", "person.id"),
        refers("other_id", "person.id"),
        needed("kind", sa.String),
        optional("since", sa.Date),
        optional("until", sa.Date),
        sa.CheckConstraint("person_id <> other_id", name="two_people"),
    )
    op.create_index("ix_relationship_other_id", "relationship", ["other_id"])
    op.create_index("ix_relationship_person_id", "relationship", ["person_id"])


def _team() -> None:
    op.create_table(
        "team",
        key(),
        needed("name", sa.String),
        sa.UniqueConstraint("name"),
    )


def _officer() -> None:
    op.create_table(
        "officer",
        key(),
        refers("person_id", "person.id"),
        needed("username", sa.String),
        needed("password_hash", sa.String),
        needed("title", sa.String),
        needed("grade", sa.Integer),
        refers("team_id", "team.id", empty=True),
        needed("active", sa.Boolean),
        sa.UniqueConstraint("person_id"),
        sa.UniqueConstraint("username"),
    )
    op.create_index("ix_officer_team_id", "officer", ["team_id"])


def _officer_role() -> None:
    op.create_table(
        "officer_role",
        refers("officer_id", "officer.id", primary_key=True),
        needed("role", sa.String, primary_key=True),
    )
    op.create_index("ix_officer_role_role", "officer_role", ["role"])


def _procedure_version() -> None:
    op.create_table(
        "procedure_version",
        needed("version", HEX, primary_key=True),
        needed("procedure", sa.String),
        needed("title", sa.String),
        needed("source", sa.LargeBinary),
        needed("published_at", INSTANT),
        refers("published_by", "person.id", empty=True),
    )
    op.create_index("ix_procedure_version_procedure", "procedure_version", ["procedure"])


def _profile_version() -> None:
    op.create_table(
        "profile_version",
        needed("version", HEX, primary_key=True),
        needed("profile", sa.String),
        needed("source", sa.LargeBinary),
        needed("effective_from", sa.Date),
    )
    op.create_index("ix_profile_version_profile", "profile_version", ["profile"])
