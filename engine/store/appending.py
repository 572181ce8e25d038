"""Rows that are only ever added: written together, without the session's bookkeeping.

A session compares, sorts and remembers each of its objects. A line of the ledger or of the audit
is never changed and seldom read back by the verb that writes it, so it goes straight to its table.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import Insert, event, insert, inspect
from sqlalchemy.orm import Session, sessionmaker

from engine.store.base import Base

_WAITING = "rows to append"


def put(session: Session, into: Insert, row: dict[str, Any]) -> None:
    """Keep a row until the session's next flush, or its commit. One statement for all of one kind.

    ``into`` is made once, at import: it is also what rows of one kind are known by.
    """
    session.info.setdefault(_WAITING, {}).setdefault(into, []).append(row)


def add(session: Session, made: Base) -> None:
    """The same for an object with every column given; the session does not come to know it."""
    into, columns = _inserting(type(made))
    put(session, into, {name: made.__dict__[name] for name in columns})


@lru_cache
def _inserting(model: type[Base]) -> tuple[Insert, tuple[str, ...]]:
    """How objects of a model are inserted; the database counts their keys."""
    counted = set(inspect(model).primary_key)
    names = (a.key for a in inspect(model).column_attrs if not counted & set(a.columns))
    return insert(model), tuple(names)


def write(session: Session) -> None:
    """Write what waits, kind by kind in the order of their first row."""
    for into, rows in session.info.pop(_WAITING, {}).items():
        session.connection().execute(into, rows if len(rows) > 1 else rows[0])


def attend(sessions: sessionmaker[Session]) -> None:
    """Let rows be put into these sessions."""
    event.listen(sessions, "before_flush", lambda session, _context, _objects: write(session))
    event.listen(sessions, "before_commit", write)
