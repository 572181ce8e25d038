"""A crash at the n-th boundary: around each statement, commit, file and mail command."""

from __future__ import annotations

import os
import smtplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from engine.store import Store


class Crash(BaseException):
    """The process is gone. No handler of errors may see it: it is not one."""


class Boundaries:
    """Counts boundaries and crashes at the one that is asked for."""

    def __init__(self, at: int) -> None:
        self.at, self.passed = at, 0
        self.cursors: list[Any] = []

    def tick(self, *_: object) -> None:
        """One boundary."""
        self.passed += 1
        if self.passed == self.at:
            for cursor in self.cursors:  # one left open would keep its transaction alive
                cursor.close()
            raise Crash(f"at boundary {self.at}")

    def statement(self, _connection: object, cursor: Any, *_: object) -> None:
        """Before and after a statement."""
        if cursor not in self.cursors:
            self.cursors.append(cursor)
        self.tick()

    def around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function with a boundary before and after it."""

        def bounded(*args: Any, **values: Any) -> Any:
            self.tick()
            result = function(*args, **values)
            self.tick()
            return result

        return bounded


@contextmanager
def crashing(store: Store, at: int) -> Iterator[Boundaries]:
    """Crash at boundary ``at`` while the block runs; there it ends, as the process would."""
    bounds = Boundaries(at)
    connections: list[Any] = []
    listened: list[tuple[Any, str, Any]] = [(Session, "after_commit", bounds.tick)]
    for engine in store.engines:
        listened += [
            (engine, "checkout", _kept_in(connections)),
            (engine, "before_cursor_execute", bounds.statement),
            (engine, "after_cursor_execute", bounds.statement),
            (engine, "commit", bounds.tick),
        ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", bounds.around(os.fsync))
        patch.setattr(os, "replace", bounds.around(os.replace))
        for command in ("connect", "mail", "rcpt", "data"):
            patch.setattr(smtplib.SMTP, command, bounds.around(getattr(smtplib.SMTP, command)))
        for target, name, listener in listened:
            event.listen(target, name, listener)
        try:
            yield bounds
        except Crash:
            pass
        finally:
            for target, name, listener in listened:
                event.remove(target, name, listener)
    if bounds.passed >= at:
        _die(store, connections)


def _kept_in(connections: list[Any]) -> Callable[..., None]:
    return lambda connection, *_: connections.append(connection)


def _die(store: Store, connections: list[Any]) -> None:
    """With a process go its connections, and with them what was not committed."""
    for connection in connections:
        connection.close()
    for engine in store.engines:
        engine.dispose(close=False)
