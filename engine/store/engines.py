"""How Redress speaks to its two databases."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import URL, Connection, Engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection

from engine.errors import BadInput
from engine.store.dialects import engine_for

#: How long a SQLite connection waits for another writer, in seconds.
PATIENCE = 15

#: The waiting time comes first: the others may have to wait. FULL: a commit survives a power cut.
PRAGMAS = (
    f"busy_timeout = {PATIENCE * 1000}",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
)


def read_url(url: str) -> URL:
    """The URL of a SQLite file or a PostgreSQL database. Raises BadInput with one sentence."""
    try:
        parsed = make_url(url)
    except Exception as error:
        raise BadInput(f"{url!r} is not the address of a database.") from error
    if parsed.get_backend_name() == "sqlite":
        if parsed.database in (None, "", ":memory:"):
            raise BadInput("Redress keeps its database in a file: sqlite:///path/to/file.sqlite3")
        return parsed
    if parsed.drivername in ("postgresql", "postgres", "postgresql+psycopg"):
        return parsed.set(drivername="postgresql+psycopg")
    raise BadInput("Redress keeps its database in SQLite or PostgreSQL, not in anything else.")


def sqlite_writer(url: URL) -> Engine:
    """The engine for writing: every transaction takes the write lock as it begins.

    With SQLite's own deferred transactions, two that read and then write overwrite each other.
    """
    Path(url.database or "").resolve().parent.mkdir(parents=True, exist_ok=True)
    return _sqlite(url, PRAGMAS, "BEGIN IMMEDIATE")


def sqlite_reader(url: URL) -> Engine:
    """The engine for reading: it waits for nobody, sees one state throughout, and cannot write."""
    return _sqlite(url, (*PRAGMAS, "query_only = ON"), "BEGIN")


def postgres(url: URL) -> Engine:
    """The engine for PostgreSQL."""
    return engine_for(url, pool_pre_ping=True, pool_size=10, **_JSON)


def postgres_reader(engine: Engine) -> Engine:
    """The same connections for reading: one state throughout, and PostgreSQL refuses a write."""
    return engine.execution_options(postgresql_readonly=True, isolation_level="REPEATABLE READ")


def _sqlite(url: URL, pragmas: tuple[str, ...], begin: str) -> Engine:
    engine = engine_for(url, pool_size=10, **_JSON)

    def prepare(connection: DBAPIConnection, _record: object) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def start(connection: Connection) -> None:
        cursor = connection.connection.cursor()
        cursor.execute(begin)
        cursor.close()

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", start)
    return engine


def _to_json(value: object) -> str:
    """Plain JSON only: a date or a dataclass would come back as something else."""
    plain = orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS
    return orjson.dumps(value, option=plain).decode()


_JSON: dict[str, Any] = {"json_serializer": _to_json, "json_deserializer": orjson.loads}
