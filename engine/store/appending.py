"""Rows that are only ever added: written together, without the session's bookkeeping.

A session compares, sorts and remembers each of its objects. A line of the ledger or of the audit
is never changed and seldom read back by the verb that writes it, so it goes straight to its table.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Insert, event
from sqlalchemy.orm import Session, sessionmaker

_WAITING = "rows to append"


def put(session: Session, into: Insert, row: dict[str, Any]) -> None:
    """Keep a row until the session's next flush, or its commit. One statement for all of one kind.

    ``into`` is made once, at import: it is also what rows of one kind are known by.
    """
    session.info.setdefault(_WAITING, {}).setdefault(into, []).append(row)


def write(session: Session) -> None:
    """Write what waits, kind by kind in the order of their first row."""
    for into, rows in session.info.pop(_WAITING, {}).items():
        session.connection().execute(into, rows)


def attend(sessions: sessionmaker[Session]) -> None:
    """Let rows be put into these sessions."""
    event.listen(sessions, "before_flush", lambda session, _context, _objects: write(session))
    event.listen(sessions, "before_commit", write)
