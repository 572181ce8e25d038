"""The database itself refuses to change what the audit has written.

Details may be deleted (a person is erased), never altered. Whoever owns the database can drop
these triggers: they are against mistakes; against intent there is the chain.
"""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

#: table -> what is refused on it
_REFUSED = {"audit": ("UPDATE", "DELETE"), "audit_payload": ("UPDATE",)}


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        _on_postgresql()
    else:
        _on_sqlite()


def _on_sqlite() -> None:
    for table, commands in _REFUSED.items():
        for command in commands:
            op.execute(
                f"CREATE TRIGGER {table}_refuses_{command.lower()} BEFORE {command} ON {table}"
                " BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END"
            )


def _on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$"
        " BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$"
    )
    for table, commands in _REFUSED.items():
        for command in (*commands, "TRUNCATE"):
            each = "STATEMENT" if command == "TRUNCATE" else "ROW"
            op.execute(
                f"CREATE TRIGGER {table}_refuses_{command.lower()} BEFORE {command} ON {table}"
                f" FOR EACH {each} EXECUTE FUNCTION audit_is_append_only()"
            )
