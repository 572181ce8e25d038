"""Values as JSON keeps them, and back: dates are ISO text there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime


def plain(value: object) -> object:
    """A value as JSON keeps it: dates and instants as ISO text."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    return value


def revived(value: object) -> dict[str, object]:
    """The same, with ISO dates as dates again."""
    if not isinstance(value, Mapping):
        return {}
    return {str(k): _revive(v) for k, v in value.items()}


def _revive(value: object) -> object:
    if isinstance(value, Mapping):
        return revived(value)
    if isinstance(value, list):
        return [_revive(v) for v in value]
    if isinstance(value, str) and len(value) == 10 and value[4:5] == "-":
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return value
