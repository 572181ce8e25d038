"""Reads rows of several tables in one statement.

Each statement costs more than its rows: a verb that reads a case's books table by table spends
most of its time asking. Here every table is folded into one JSON column of one row, and unfolded
into the objects that the session would have loaded: changes to them are saved as usual.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    ColumnElement,
    Date,
    LargeBinary,
    Select,
    case,
    func,
    inspect,
    select,
)
from sqlalchemy.orm import Mapper, Session, make_transient_to_detached

from engine.store.base import Base, Instant

Unfold = Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class Section:
    """Rows of one model, in order of the primary key. ``where`` may use ``bindparam``s."""

    model: type[Base]
    where: tuple[ColumnElement[bool], ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a section as they were read, all at one moment."""

    session: Session
    model: type[Base]
    raw: Sequence[Sequence[Any]]

    def objects(self) -> list[Any]:
        """As objects of the session; one that it holds by now is left as it is."""
        return _unfold(self.session, self.model, self.raw)

    def values(self, *names: str) -> list[tuple[Any, ...]]:
        """Only these attributes, in the order of the first: where nothing is to be changed."""
        columns = {name: (at, read) for at, (_, name, read) in enumerate(_columns(self.model))}
        wanted = [columns[name] for name in names]
        found = (
            tuple(row[at] if read is None else read(row[at]) for at, read in wanted)
            for row in self.raw
        )
        return sorted(found, key=itemgetter(0))


@dataclass(frozen=True, slots=True)
class Folded:
    """A prepared statement: made once, since putting it together costs more than running it."""

    sections: tuple[Section, ...]
    _by_dialect: dict[str, Select[Any]] = field(default_factory=dict)

    def read(self, session: Session, values: Mapping[str, object]) -> list[Rows]:
        """The rows of each section."""
        session.flush()
        connection = session.connection()
        name = connection.dialect.name
        if name not in self._by_dialect:
            self._by_dialect[name] = select(*[_folded(s, name) for s in self.sections])
        row = connection.execute(self._by_dialect[name], values).one()
        return [
            Rows(session, s.model, rows or []) for s, rows in zip(self.sections, row, strict=True)
        ]


def _folded(section: Section, dialect: str) -> ColumnElement[Any]:
    columns = [_as_json(column, dialect) for column, _, _ in _columns(section.model)]
    if dialect == "sqlite":
        rows = func.json_group_array(func.json_array(*columns), type_=JSON)
    else:
        rows = func.json_agg(func.json_build_array(*columns), type_=JSON)
    return select(rows).select_from(section.model).where(*section.where).scalar_subquery()


def _as_json(column: ColumnElement[Any], dialect: str) -> ColumnElement[Any]:
    if isinstance(column.type, LargeBinary):
        hexed = func.hex(column) if dialect == "sqlite" else func.encode(column, "hex")
        return case((column.is_not(None), hexed))  # SQLite's hex(NULL) is not NULL but empty
    if isinstance(column.type, JSON) and dialect == "sqlite":
        return func.json(column)
    return column


@lru_cache
def _columns(model: type[Base]) -> list[tuple[ColumnElement[Any], str, Unfold | None]]:
    """Each column with the name of its attribute and how its value is read back from JSON."""
    mapper = inspect(model)
    return [
        (column, mapper.get_property_by_column(column).key, _reader(column))
        for column in mapper.local_table.columns
    ]


@lru_cache
def _keys(model: type[Base]) -> list[str]:
    """The names of the primary key's attributes."""
    mapper = inspect(model)
    return [mapper.get_property_by_column(column).key for column in mapper.primary_key]


def _reader(column: ColumnElement[Any]) -> Unfold | None:
    if isinstance(column.type, Instant):
        return _instant
    for kind, read in _READERS.items():
        if isinstance(column.type, kind):
            return read
    return None


def _instant(text: str) -> datetime:
    value = datetime.fromisoformat(text)
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


_READERS: dict[type, Unfold] = {
    Date: date.fromisoformat,
    LargeBinary: bytes.fromhex,
    Boolean: bool,
}


def _unfold(session: Session, model: type[Base], rows: Sequence[Sequence[Any]]) -> list[Any]:
    """The session's own objects where it has them, new ones for the rest."""
    if not rows:
        return []
    columns, keys = _columns(model), _keys(model)
    mapper = inspect(model)
    found = {}
    for row in rows:
        values = {
            name: value if read is None or value is None else read(value)
            for (_, name, read), value in zip(columns, row, strict=True)
        }
        identity = tuple(values[key] for key in keys)
        held = session.identity_map.get(mapper.identity_key_from_primary_key(identity))
        found[identity] = _new(session, mapper, values) if held is None else held
    return [found[identity] for identity in sorted(found)]


def _new(session: Session, mapper: Mapper[Any], values: dict[str, object]) -> object:
    """As the session itself makes one: no constructor, nothing marked as changed."""
    made = mapper.class_manager.new_instance()
    made.__dict__.update(values)
    make_transient_to_detached(made)
    session.add(made)
    return made
