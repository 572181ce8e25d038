"""The schema's history. Run through ``upgrade``: there is no alembic.ini.

A new revision: ``alembic.command.revision(config(connection), message, autogenerate=True)``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

#: Any number will do, as long as no other use of the database locks the same.
_LOCK = 7_265_647


def config(connection: Connection | None = None) -> Config:
    """Alembic's configuration, bound to a connection."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    settings.attributes["connection"] = connection
    return settings


def upgrade(connection: Connection) -> None:
    """Apply what is missing in the connection's transaction. Two that start at once take turns."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    if current(connection) != head():
        command.upgrade(config(connection), "head")


def current(connection: Connection) -> str | None:
    """The revision of a database."""
    return MigrationContext.configure(connection).get_current_revision()


@cache  # reading every revision takes longer than the rest of opening an office
def head() -> str | None:
    """The newest revision."""
    return ScriptDirectory.from_config(config()).get_current_head()
