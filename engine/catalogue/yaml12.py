"""A strict reader of YAML 1.2: words stay words, every line is known, nothing is built from a tag.

libyaml's scanner gives the events; the tree is composed here, because PyYAML's own loaders follow
YAML 1.1 (``on:`` is True, ``17:00`` is 61200), forget duplicate keys and follow aliases.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import yaml
from yaml import CSafeLoader  # libyaml's scanner only: PyYAML's own reads some lines otherwise

from engine.catalogue.text_files import clean_text, text_of
from engine.catalogue.tree import Entry, Items, Node, Scalar, Table, plain
from engine.errors import BadFiles, Problem

DEPTH = 30  # levels; a procedure has seven
NODES = 50_000  # values in one file; a procedure has about two thousand
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]{1,40}|[0-9]{1,40}(\.[0-9]{0,40})?)([eE][-+]?[0-9]{1,3})?")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("null", "Null", "NULL", "~", ""), None),
}


class _Stop(Exception):
    """The rest of the file cannot be read."""


def read_yaml(path: Path, file: str = "") -> Node:
    """The tree of a YAML file. Raises BadFiles with every problem."""
    problems: list[Problem] = []
    text = text_of(path.read_bytes(), file or path.name, problems)
    if text is None:
        raise BadFiles(problems)
    return read_yaml_text(text, file or path.name)


def read_yaml_text(text: str, file: str) -> Node:
    """The tree of YAML text. Raises BadFiles with every problem."""
    problems: list[Problem] = []
    node = compose(text, file, problems)
    if problems or node is None:
        raise BadFiles(problems)
    return node


def plain_yaml(path: Path, file: str = "") -> object:
    """A YAML file as plain data: text, numbers, true and false, lists, dicts. Raises BadFiles."""
    return plain(read_yaml(path, file))


def compose(text: str, file: str, problems: list[Problem], first_line: int = 1) -> Node | None:
    """The tree of YAML text as far as it can be read; what is wrong is added to ``problems``.

    ``first_line`` is the line of the file on which the text begins.
    """
    read = _kept if len(text) in _KEPT_CHARACTERS else _read
    node, noted = read(text, file, first_line)
    problems.extend(noted)
    return node


def _read(text: str, file: str, first_line: int) -> tuple[Node | None, tuple[Problem, ...]]:
    problems: list[Problem] = []
    return _composed(text, file, problems, first_line), tuple(problems)


#: the same few procedures and profiles are read for each page of a draft; trees never change
_kept = lru_cache(maxsize=64)(_read)
_KEPT_CHARACTERS = range(1_500, 200_000)


def forget() -> None:
    """Every text is read anew, as when Redress starts."""
    _kept.cache_clear()


def _composed(text: str, file: str, problems: list[Problem], first_line: int) -> Node | None:
    clean = clean_text(text, file, problems)
    if clean is None:
        return None
    composer = _Composer(clean, file, problems, first_line)
    try:
        return composer.document()
    except _Stop:
        return None
    except yaml.YAMLError as error:
        composer.unreadable(error)
        return None


class _Composer:
    """Makes the tree of one text from its events."""

    def __init__(self, text: str, file: str, problems: list[Problem], first_line: int) -> None:
        self._text, self._file, self._problems = text, file, problems
        self._offset, self._nodes = first_line, 0
        self._events: Iterator[yaml.Event] = iter(yaml.parse(text, Loader=CSafeLoader))

    def document(self) -> Node | None:
        """The only document of the text."""
        next(self._events)  # the stream begins
        event = next(self._events)
        if isinstance(event, yaml.StreamEndEvent):
            self._stop(1, "The file is empty.", "Write something into it, or delete it.")
        if getattr(event, "version", None) not in (None, (1, 2)):
            self._stop(self._line(event), "Only YAML 1.2 is read.", "Delete the %YAML line.")
        node = self._node(next(self._events), 0)
        next(self._events)  # the document ends
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            reason = "A second document begins here."
            self._stop(self._line(after), reason, "Delete the line --- and what follows it.")
        return node

    def _node(self, event: yaml.Event, depth: int) -> Node:
        line = self._line(event)
        self._nodes += 1
        if depth > DEPTH:
            self._stop(line, f"This is nested more than {DEPTH} levels deep.", "Make it flatter.")
        if self._nodes > NODES:
            self._stop(line, f"The file holds more than {NODES:,} values.", "Split it.")
        self._refuse_tricks(event, line)
        if isinstance(event, yaml.ScalarEvent):
            value = _meaning(event.value) if event.implicit[0] else event.value
            return Scalar(self._file, line, event.value, value)
        if isinstance(event, yaml.SequenceStartEvent):
            return Items(self._file, line, tuple(self._items(depth + 1)))
        return Table(self._file, line, self._entries(depth + 1))

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            yield self._node(event, depth)

    def _entries(self, depth: int) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key, line = self._node(event, depth), self._line(event)
            node = self._node(next(self._events), depth)
            if not isinstance(key, Scalar) or key.text == "":
                self._note(line, "A key must be a word.", "Write a word before the colon.")
            elif key.text in entries:
                first = entries[key.text].line
                reason = f"The key “{key.text}” stands here a second time (first on line {first})."
                self._note(line, reason, "Keep one of them.", key.text)
            else:
                entries[key.text] = Entry(self._file, line, node)
        return entries

    def _refuse_tricks(self, event: yaml.Event, line: int) -> None:
        """Anchors, aliases and tags: nothing here needs them, and each has been an attack."""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            fix = "Write the text out; put it in quotation marks if it begins with & or *."
            self._stop(line, "Anchors (&) and aliases (*) are not allowed.", fix)
        tag = getattr(event, "tag", None)
        if tag is not None:
            fix = (
                "Delete it; put the text in quotation marks if it begins with an exclamation mark."
            )
            self._stop(line, f"The tag {tag[:60]} is not allowed.", fix)

    def unreadable(self, error: yaml.YAMLError) -> None:
        """Note what the scanner could not read, in words."""
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        at = mark.line if mark is not None else 0
        lines = self._text.split("\n")
        near = lines[at] if at < len(lines) else ""
        if "\t" in near[: len(near) - len(near.lstrip()) + 1]:
            self._note(at + self._offset, "A tab indents this line.", "Use spaces instead.")
            return
        said = (
            getattr(error, "problem", None) or getattr(error, "reason", None) or "it is broken off"
        )
        context = getattr(error, "context", None)
        said = f"{context}, {said}" if context else said
        fix = "Look at the indentation, quotation marks and brackets here and in the lines above."
        self._note(at + self._offset, f"This is not YAML: {said}.", fix)

    def _line(self, event: yaml.Event) -> int:
        mark = event.start_mark
        return self._offset + (mark.line if mark is not None else 0)

    def _note(self, line: int, reason: str, fix: str, element: str = "") -> None:
        self._problems.append(Problem("yaml", self._file, element, reason, fix, line))

    def _stop(self, line: int, reason: str, fix: str) -> None:
        self._note(line, reason, fix)
        raise _Stop


def _meaning(text: str) -> str | int | float | bool | None:
    """What an unquoted scalar means in YAML 1.2's core schema (no octal, no infinity)."""
    if text in _WORDS:
        return _WORDS[text]
    if not text or text[0] not in "-+.0123456789":
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        number = float(text)
        return number if math.isfinite(number) else text
    return text
