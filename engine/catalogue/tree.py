"""A YAML file as a tree that still knows its lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias


class Scalar(NamedTuple):
    """One value. ``text`` is what was written (so that 0300 keeps its noughts), ``value`` what it
    means.
    """

    file: str
    line: int
    text: str
    value: str | int | float | bool | None


class Items(NamedTuple):
    """A list."""

    file: str
    line: int
    items: tuple[Node, ...]


class Entry(NamedTuple):
    """What stands under one key, and where the key stands."""

    file: str
    line: int
    node: Node


class Table(NamedTuple):
    """Keys and what stands under them, in the order of the file."""

    file: str
    line: int
    entries: Mapping[str, Entry]


Node: TypeAlias = Scalar | Items | Table


def plain(node: Node) -> object:
    """The tree as plain data: text, numbers, true and false, nothing, lists and dicts."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    return {key: plain(entry.node) for key, entry in node.entries.items()}


def planted(value: object, file: str) -> Node:
    """Plain data as a tree, for settings that no file holds."""
    if isinstance(value, Mapping):
        entries = {str(k): Entry(file, 0, planted(v, file)) for k, v in value.items()}
        return Table(file, 0, entries)
    if isinstance(value, list | tuple):
        return Items(file, 0, tuple(planted(item, file) for item in value))
    if value is None or isinstance(value, bool | int | float | str):
        return Scalar(file, 0, _written(value), value)
    return Scalar(file, 0, str(value), str(value))


def over(base: Node, change: Node) -> Node:
    """``change`` laid over ``base``: tables are joined key by key, everything else is replaced."""
    if not isinstance(base, Table) or not isinstance(change, Table):
        return change
    entries = dict(base.entries)
    for key, entry in change.entries.items():
        below = entries.get(key)
        node = entry.node if below is None else over(below.node, entry.node)
        entries[key] = Entry(entry.file, entry.line, node)
    return Table(change.file, change.line, entries)


def described(node: Node) -> str:
    """What a reader would call this node."""
    if isinstance(node, Items):
        return "a list"
    if isinstance(node, Table):
        return "a table of keys"
    if node.value is None:
        return "nothing"
    if isinstance(node.value, bool):
        return node.text
    return f"“{_short(node.text)}”"


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:37]}…"


def _written(value: str | int | float | bool | None) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
