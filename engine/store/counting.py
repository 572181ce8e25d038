"""Counts what a piece of work asks of the database: for tests and measurements."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, event

from engine.store.session import Store


@dataclass(slots=True)
class Counted:
    """The statements sent (a batch is one) and the transactions committed."""

    statements: list[str] = field(default_factory=list)
    commits: int = 0

    def __str__(self) -> str:
        lines = (" ".join(statement.split())[:160] for statement in self.statements)
        return "\n".join([f"{len(self.statements)} statements, {self.commits} commits", *lines])


@contextmanager
def counting(store: Store) -> Iterator[Counted]:
    """Count while the block runs, on every thread that uses the store."""
    counted = Counted()

    def sent(
        _connection: Connection, _cursor: Any, statement: str, _values: Any, _c: Any, _many: bool
    ) -> None:
        counted.statements.append(statement)

    def committed(_connection: Connection) -> None:
        counted.commits += 1

    for engine in store.engines:
        event.listen(engine, "before_cursor_execute", sent)
        event.listen(engine, "commit", committed)
    try:
        yield counted
    finally:
        for engine in store.engines:
            event.remove(engine, "before_cursor_execute", sent)
            event.remove(engine, "commit", committed)
