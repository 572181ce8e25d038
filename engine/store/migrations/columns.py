"""Columns as migrations write them, one a line."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

INSTANT = sa.DateTime(timezone=True)
HEX = sa.String(64)


def key() -> sa.Column[int]:
    """The usual primary key."""
    return sa.Column("id", sa.Integer, primary_key=True)


def needed(name: str, kind: Any, **options: Any) -> sa.Column[Any]:
    """A column that always holds a value."""
    return sa.Column(name, kind, nullable=False, **options)


def optional(name: str, kind: Any) -> sa.Column[Any]:
    """A column that may be empty."""
    return sa.Column(name, kind, nullable=True)


def refers(
    name: str, target: str, *, kind: Any = sa.Integer, empty: bool = False, **options: Any
) -> sa.Column[Any]:
    """A foreign key, checked at commit; ``empty``: it need not refer to anything."""
    to = sa.ForeignKey(target, deferrable=True, initially="DEFERRED")
    return sa.Column(name, kind, to, nullable=empty, **options)


def where(condition: str) -> dict[str, Any]:
    """What makes an index hold only the rows for which the condition holds."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}
