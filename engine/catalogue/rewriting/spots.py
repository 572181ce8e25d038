"""Where each value of a YAML text begins and ends, to the character."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import yaml
from yaml import CSafeLoader

from engine.catalogue.rewriting.paths import Path, in_words
from engine.catalogue.tree import plain
from engine.catalogue.yaml12 import read_yaml_text
from engine.errors import NotFound

TABLE, ITEMS, VALUE = "table", "items", "value"


@dataclass(frozen=True, slots=True)
class Spot:
    """One value. ``end`` is after its last character, without the comments that follow it.

    ``style``: of a value its quotation mark, ``>`` or ``|``; of a table or list ``flow`` where it
    stands in brackets. ``parts``: what it holds; ``keys``: of a table, each key and where it
    begins and ends.
    """

    kind: str
    start: int
    end: int
    style: str = ""
    keys: tuple[tuple[str, int, int], ...] = ()
    parts: tuple[Spot, ...] = ()

    @property
    def flow(self) -> bool:
        """Whether it stands in brackets."""
        return self.style == "flow"

    def place_of(self, step: str | int) -> int:
        """Which of its parts a key or number names. Raises NotFound."""
        if isinstance(step, int):
            if self.kind == ITEMS and 0 <= step < len(self.parts):
                return step
        elif self.kind == TABLE:
            for number, (key, _, _) in enumerate(self.keys):
                if key == step:
                    return number
        raise NotFound(f"There is no “{step}” here.")


@lru_cache(maxsize=32)
def spots(text: str) -> Spot:
    """The whole text. Raises BadFiles where it is no YAML, or none that Redress reads."""
    read_yaml_text(text, "text")
    node = yaml.compose(text, Loader=CSafeLoader)
    assert node is not None  # the strict reader found a document
    return _spot(text, node)


def spot_at(text: str, path: Path) -> Spot:
    """What stands at a path. Raises NotFound."""
    found = spots(text)
    for step in path:
        found = found.parts[found.place_of(step)]
    return found


def has(text: str, path: Path) -> bool:
    """Whether something stands at a path."""
    try:
        spot_at(text, path)
    except NotFound:
        return False
    return True


def value_at(text: str, path: Path, otherwise: object = None) -> object:
    """What stands at a path, as plain data."""
    found = plain(read_yaml_text(text, "text"))
    for step in path:
        listed = isinstance(found, list) and isinstance(step, int) and 0 <= step < len(found)
        if not listed and not (isinstance(found, dict) and step in found):
            return otherwise
        found = found[step]  # type: ignore[index]
    return found


def text_at(text: str, path: Path) -> str:
    """The very text of the entry at a path; empty where there is none."""
    if not has(text, path):
        return ""
    found = spot_at(text, path)
    return f"{in_words(path)}: {text[found.start : found.end]}"


def _spot(text: str, node: yaml.Node) -> Spot:
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.MappingNode):
        keys = tuple((k.value, k.start_mark.index, k.end_mark.index) for k, _ in node.value)
        parts = tuple(_spot(text, value) for _, value in node.value)
        return _holding(TABLE, node, start, end, keys, parts)
    if isinstance(node, yaml.SequenceNode):
        return _holding(ITEMS, node, start, end, (), tuple(_spot(text, v) for v in node.value))
    while end > start and text[end - 1] in " \n":
        end -= 1
    assert isinstance(node, yaml.ScalarNode)
    return Spot(VALUE, start, end, node.style or "")


def _holding(
    kind: str,
    node: yaml.CollectionNode,
    start: int,
    end: int,
    keys: tuple[tuple[str, int, int], ...],
    parts: tuple[Spot, ...],
) -> Spot:
    """A table or list; one without brackets ends with its last part."""
    if node.flow_style:
        return Spot(kind, start, end, "flow", keys, parts)
    return Spot(kind, start, parts[-1].end if parts else start, "", keys, parts)
