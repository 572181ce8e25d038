"""Key tables: which keys a table of a YAML file may have, and how each is read.

A reader takes a node and its place, and returns the value or notes a problem and raises Unusable,
so that the rest of the file is still read and every problem is told at once.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

from engine.catalogue.tree import Items, Node, Scalar, Table, described
from engine.errors import Problem

T = TypeVar("T")
Given: TypeAlias = Mapping[str, Any]  # the values of one table, each as its key's reader made it


class Unusable(Exception):
    """A value that cannot be used; its problem is already noted."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader stands: a path such as ``forms.triage.fields[0]``, and where problems go."""

    problems: list[Problem]
    path: str = ""

    def at(self, key: str) -> Place:
        """The place under a key."""
        return Place(self.problems, f"{self.path}.{key}" if self.path else key)

    def item(self, number: int) -> Place:
        """The place of one item of a list."""
        return Place(self.problems, f"{self.path}[{number}]")

    @property
    def key(self) -> str:
        """The last key of the path."""
        return self.path.rpartition(".")[2]

    def note(self, node: Node, reason: str, fix: str, rule: str = "value") -> None:
        """Note a problem with a node."""
        self.problems.append(
            Problem(rule, node.file, self.path, reason, fix, node.line or None, serious=True)
        )

    def refuse(self, node: Node, reason: str, fix: str, rule: str = "value") -> Unusable:
        """Note a problem; the caller raises what this returns."""
        self.note(node, reason, fix, rule)
        return Unusable()


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a table. ``into``: the value's name, when that is not the key's."""

    read: Callable[[Node, Place], object]
    required: bool = False
    into: str = ""


KeyTable: TypeAlias = Mapping[str, Key]


def read_table(node: Node, place: Place, keys: KeyTable) -> dict[str, Any]:
    """The values of a table whose keys are known. Unusable when a required one is missing."""
    table = as_table(node, place)
    given: dict[str, Any] = {}
    seen: set[str] = set()  # keys that are there, or were meant
    for name, entry in table.entries.items():
        key = keys.get(name)
        if key is None:
            spot = Scalar(entry.file, entry.line, name, name)
            fix = suggestion(name, keys, "Keys that may stand here")
            place.at(name).note(spot, f"There is no key “{name[:60]}” here.", fix, "key")
            seen.add(closest(name, keys))
            continue
        seen.add(name)
        with suppress(Unusable):
            given[key.into or name] = key.read(entry.node, place.at(name))
    _require(table, place, keys, given, seen)
    return given


def _require(table: Table, place: Place, keys: KeyTable, given: Given, seen: set[str]) -> None:
    required = [name for name, key in keys.items() if key.required]
    for name in required:
        if name not in seen:
            place.note(table, f"The key “{name}” is missing.", f"Add “{name}:” here.", "key")
    if any((keys[name].into or name) not in given for name in required):
        raise Unusable


def as_table(node: Node, place: Place) -> Table:
    """The node as a table; nothing at all is a table without keys."""
    if isinstance(node, Table):
        return node
    if isinstance(node, Scalar) and node.value is None:
        return Table(node.file, node.line, {})
    raise place.refuse(
        node, f"Keys with values should stand here, not {described(node)}.", "Write “key: value”."
    )


def of_keys(keys: KeyTable, build: Callable[[Given], T]) -> Callable[[Node, Place], T]:
    """Reads a table with these keys and builds one thing of it."""

    def read(node: Node, place: Place) -> T:
        return build(read_table(node, place, keys))

    return read


def each(
    read_item: Callable[[Node, Place], T], called: Callable[[T], str] | None = None
) -> Callable[[Node, Place], tuple[T, ...]]:
    """Reads a list; items that cannot be used are noted and left out. ``called``: the name of an
    item, which no other item may have.
    """

    def read(node: Node, place: Place) -> tuple[T, ...]:
        if not isinstance(node, Items):
            fix = "Write “[one, two]”, or one item a line, each after “- ”."
            raise place.refuse(node, f"A list should stand here, not {described(node)}.", fix)
        found: list[T] = []
        names: set[str] = set()
        for number, item in enumerate(node.items):
            inner = place.item(number)
            with suppress(Unusable):
                found.append(read_item(item, inner))
                name = called(found[-1]) if called else ""
                if name in names:
                    reason = f"“{name}” stands here a second time."
                    inner.note(item, reason, "Keep one of them, or give this one another name.")
                names |= {name} if name else set()
        return tuple(found)

    return read


def named(
    read_entry: Callable[[str, Node, Place], T], is_name: Callable[[str], str | None]
) -> Callable[[Node, Place], dict[str, T]]:
    """Reads a table whose keys are names that the writer chose. ``is_name`` says what is wrong
    with one.
    """

    def read(node: Node, place: Place) -> dict[str, T]:
        found: dict[str, T] = {}
        for name, entry in as_table(node, place).entries.items():
            inner = place.at(name)
            if fault := is_name(name):
                spot = Scalar(entry.file, entry.line, name, name)
                inner.note(spot, f"“{name[:60]}” cannot be a name here.", fault, "key")
                continue
            with suppress(Unusable):
                found[name] = read_entry(name, entry.node, inner)
        return found

    return read


def closest(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant; empty when none is like it."""
    return next(iter(difflib.get_close_matches(word[:80], sorted(known), n=1, cutoff=0.6)), "")


def suggestion(word: str, known: Iterable[str], heading: str = "Known") -> str:
    """“Did you mean …?”, or else the list of what is known."""
    words = sorted(known)
    if close := closest(word, words):
        return f"Did you mean “{close}”?"
    if not words:
        return f"{heading}: none."
    more = ", …" if len(words) > 20 else ""
    return f"{heading}: {', '.join(words[:20])}{more}."
