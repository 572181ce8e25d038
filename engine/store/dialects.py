"""SQLite and PostgreSQL as SQLAlchemy speaks to them. A statement is compiled once in a process.

SQLAlchemy compiles it once for each engine. Scenarios, plays and trials each open a database of
their own; there, compiling took a sixth of the time.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import URL, Engine, create_engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.sql.compiler import InsertmanyvaluesSentinelOpts
from sqlalchemy.util import LRUCache

#: (dialect, statement) -> compiled, of every database that this process opens
_COMPILED: LRUCache[Any, Any] = LRUCache(1500)


class SQLite(SQLiteDialect_pysqlite):
    """SQLite, alike for every file."""

    supports_statement_cache = True
    # One INSERT for many rows. SQLite numbers the rows of an INSERT in their order: each id is the
    # largest so far plus one, so sorting by id gives that order back
    insertmanyvalues_implicit_sentinel = InsertmanyvaluesSentinelOpts.AUTOINCREMENT

    def __eq__(self, other: object) -> bool:
        return type(other) is SQLite

    def __hash__(self) -> int:
        return hash(SQLite)


class PostgreSQL(PGDialect_psycopg):
    """PostgreSQL, alike for every database of servers of one version."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return type(other) is PostgreSQL and self._version == other._version

    def __hash__(self) -> int:
        return hash(PostgreSQL)

    @property
    def _version(self) -> object:
        return getattr(self, "server_version_info", None)  # known from the first connection on


_DRIVERS = {"sqlite": "sqlite+redress", "postgresql": "postgresql+redress"}
registry.register("sqlite.redress", __name__, "SQLite")
registry.register("postgresql.redress", __name__, "PostgreSQL")


def engine_for(url: URL, **options: Any) -> Engine:
    """An engine that shares what was compiled with every other of its kind."""
    return create_engine(
        url.set(drivername=_DRIVERS[url.get_backend_name()]),
        execution_options={"compiled_cache": _COMPILED},
        **options,
    )
