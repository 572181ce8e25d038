"""People who are known already, and restrictions on contact."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.store import likeness
from engine.store.migrations.columns import INSTANT, key, needed, optional, refers

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_KEYS = ("email_key", "phone_key", "name_key")


def upgrade() -> None:
    _keys_of_people()
    _who_asked()
    _restriction()
    _known_as()


def _keys_of_people() -> None:
    for name in _KEYS:
        op.add_column("person", needed(name, sa.String, server_default=sa.text("''")))
    _write_keys()
    for name in (*_KEYS, "handle"):
        op.create_index(f"ix_person_{name}", "person", [name])


def _write_keys() -> None:
    """Whoever is there already is found too; the keys are the ones looked for today."""
    names = ("id", "name", "email", "phone", *_KEYS)
    person = sa.table("person", *(sa.column(name) for name in names))
    connection = op.get_bind()
    rows = connection.execute(sa.select(person)).all()
    changes = [
        {
            "of": row.id,
            "email": likeness.email_key(row.email),
            "phone": likeness.phone_key(row.phone),
            "name": likeness.name_key(row.name),
        }
        for row in rows
    ]
    if changes:
        connection.execute(
            sa.update(person)
            .where(person.c.id == sa.bindparam("of"))
            .values(
                email_key=sa.bindparam("email"),
                phone_key=sa.bindparam("phone"),
                name_key=sa.bindparam("name"),
            ),
            changes,
        )


def _who_asked() -> None:
    op.add_column("adjustment", needed("asked_by", sa.Text, server_default=sa.text("''")))
    op.add_column("adjustment", optional("asked_on", sa.Date))


def _restriction() -> None:
    op.create_table(
        "restriction",
        key(),
        refers("person_id", "person.id"),
        refers("case_id", "case_file.id", empty=True),
        needed("register_reference", sa.String),
        needed("grounds", sa.Text),
        needed("terms", sa.Text),
        needed("acknowledge", sa.Boolean),
        needed("decided_on", sa.Date),
        needed("decided_by", sa.String),
        needed("letter_on", sa.Date),
        needed("review_on", sa.Date),
        needed("recorded_at", INSTANT),
        refers("recorded_by", "person.id", empty=True),
        optional("ended_at", INSTANT),
        refers("ended_by", "person.id", empty=True),
        needed("ended_why", sa.Text),
    )
    for name in ("person_id", "case_id", "review_on"):
        op.create_index(f"ix_restriction_{name}", "restriction", [name])


def _known_as() -> None:
    op.create_table(
        "known_as",
        key(),
        refers("case_id", "case_file.id"),
        refers("person_id", "person.id"),
        refers("came_as", "person.id"),
        needed("how_checked", sa.Text),
        needed("before", sa.JSON),
        needed("adjustments", sa.JSON),
        needed("since", INSTANT),
        refers("recorded_by", "person.id", empty=True),
        optional("undone_at", INSTANT),
        refers("undone_by", "person.id", empty=True),
        needed("undone_why", sa.Text),
    )
    for name in ("case_id", "person_id", "came_as"):
        op.create_index(f"ix_known_as_{name}", "known_as", [name])
