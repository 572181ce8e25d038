"""The store: one database, opened for writing and for reading."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from engine.store import appending, engines, migrations
from engine.store.audit import Fault, verify
from engine.store.cases import by_reference

__all__ = ["Session", "Store"]


class Store:
    """A database of Redress, at the URL of a SQLite file or of PostgreSQL.

    ``engines``: those whose events see every statement, for counting.
    """

    def __init__(self, url: str) -> None:
        self.url = engines.read_url(url)
        self.dialect = self.url.get_backend_name()
        self.engines: tuple[Engine, ...]
        if self.dialect == "sqlite":
            self._writer = engines.sqlite_writer(self.url)
            self._reader = engines.sqlite_reader(self.url)
            self.engines = (self._writer, self._reader)
        else:
            self._writer = engines.postgres(self.url)
            self._reader = engines.postgres_reader(self._writer)
            self.engines = (self._writer,)
        self._turns = _Turns() if self.dialect == "sqlite" else None
        self._write_session = sessionmaker(self._writer, expire_on_commit=False)
        appending.attend(self._write_session)
        self._read_session = sessionmaker(self._reader, expire_on_commit=False, autoflush=False)

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction that writes: commits at the end, undone whole when anything is raised.

        Never one inside another. Raises TimeoutError when other writers keep it waiting too long.
        """
        with self._my_turn(), self._write_session.begin() as session:
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A transaction that sees one state throughout and cannot write."""
        with self._read_session() as session:
            yield session

    def upgrade(self) -> None:
        """Bring the database to the schema of this Redress, if it is not there already."""
        with self._my_turn(), self._writer.begin() as connection:
            migrations.upgrade(connection)

    def schema_version(self) -> str | None:
        """The schema's revision; None: the database is empty."""
        with self._reader.connect() as connection:
            return migrations.current(connection)

    def is_current(self) -> bool:
        """Whether the schema is the one that this Redress needs."""
        return self.schema_version() == migrations.head()

    def audit_faults(self, reference: str | None = None) -> list[Fault]:
        """The faults of one case's audit chain, or of every chain. Raises NotFound."""
        with self.read() as session:
            return verify(session, by_reference(session, reference).id if reference else None)

    def close(self) -> None:
        """Let go of all connections."""
        self._reader.dispose()
        self._writer.dispose()

    @contextmanager
    def _my_turn(self) -> Iterator[None]:
        if self._turns is None:
            yield
        else:
            with self._turns.taken():
                yield


class _Turns:
    """SQLite has one writer. Threads that queue here go on at once; there they would poll."""

    def __init__(self) -> None:
        self._free = threading.Lock()
        self._holder: int | None = None

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Hold the turn. One write inside another would wait for itself: an error at once."""
        if self._holder == threading.get_ident():
            raise RuntimeError("a write was begun inside another write")
        if not self._free.acquire(timeout=engines.PATIENCE):
            raise TimeoutError("Too many people are saving at once. Please try again.")
        self._holder = threading.get_ident()
        try:
            yield
        finally:
            self._holder = None
            self._free.release()
