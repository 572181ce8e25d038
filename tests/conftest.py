"""Databases for tests, fresh for each: SQLite in a file, PostgreSQL on the run's own server."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import URL

from engine.store import Store, engines
from tests import postgres
from tests.templates import Compiled


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        postgres.choose_place()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        postgres.clear_place()


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: no need to look through it for rubbish."""
    gc.collect()
    gc.freeze()


#: what Redress asks of SQLite where a commit must survive a power cut
LASTING = engines.PRAGMAS


@pytest.fixture(scope="session", autouse=True)
def _no_power_is_cut() -> Iterator[None]:
    """Processes are killed in tests, machines are not: nothing waits for the disk here."""
    with pytest.MonkeyPatch.context() as patch:
        quick = tuple(each.replace("= FULL", "= OFF") for each in LASTING)
        patch.setattr(engines, "PRAGMAS", quick)
        patch.setattr(os, "fsync", lambda _file: None)
        yield


@pytest.fixture(scope="session", autouse=True)
def _templates_are_compiled_once() -> Iterator[None]:
    """Most tests of the screens make an application of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(Flask.jinja_options, "bytecode_cache", Compiled())
        yield


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the newest schema and no rows: copied, never opened for writing."""
    file = tmp_path_factory.mktemp("template") / "redress.sqlite3"
    store = Store(f"sqlite:///{file}")
    store.upgrade()
    store.close()
    return file


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[URL]:
    """A PostgreSQL server. Where none can start, the tests that need it fail with the reason."""
    with ExitStack() as stack:
        try:
            url = stack.enter_context(postgres.server())
        except Exception as error:
            pytest.fail(f"PostgreSQL did not start: {error}. {postgres.GIVEN} may name one.")
        yield url


@pytest.fixture(scope="session")
def migrated_database(postgres_server: URL) -> Iterator[str]:
    """The name of a PostgreSQL database with the newest schema and no rows, to be copied."""
    with postgres.database(postgres_server) as url:
        store = Store(url.render_as_string(hide_password=False))
        store.upgrade()
        store.close()
        yield str(url.database)


@pytest.fixture
def sqlite_url(migrated_file: Path, tmp_path: Path) -> str:
    """A SQLite database of one's own, with the schema."""
    return f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'redress.sqlite3')}"


@pytest.fixture
def postgres_url(postgres_server: URL, migrated_database: str) -> Iterator[str]:
    """A PostgreSQL database of one's own, with the schema."""
    with postgres.database(postgres_server, migrated_database) as url:
        yield url.render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A database of one's own, with the schema: the test runs once on each kind."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    return str(request.getfixturevalue(name))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database, without a schema: the test runs once on each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    else:
        with postgres.database(request.getfixturevalue("postgres_server")) as url:
            yield url.render_as_string(hide_password=False)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A store of one's own: the test runs once on each kind of database."""
    opened = Store(database_url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_store(sqlite_url: str) -> Iterator[Store]:
    """A store of one's own in a SQLite file."""
    opened = Store(sqlite_url)
    yield opened
    opened.close()
