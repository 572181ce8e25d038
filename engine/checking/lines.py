"""Where a YAML file says what: path to line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.catalogue.tree import Items, Node, Table


def lines_of(node: Node) -> Mapping[str, int]:
    """``forms.triage.fields[0]`` and every other path of a tree, with the line it stands on."""
    return dict(_lines(node, ""))


def nearest(lines: Mapping[str, int], path: str) -> int | None:
    """The line of a path, or of the nearest thing around it that has one."""
    while path and path not in lines:
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return lines.get(path)


def _lines(node: Node, path: str) -> Iterator[tuple[str, int]]:
    if isinstance(node, Table):
        for key, entry in node.entries.items():
            inner = f"{path}.{key}" if path else key
            yield inner, entry.line
            yield from _lines(entry.node, inner)
    elif isinstance(node, Items):
        for number, item in enumerate(node.items):
            inner = f"{path}[{number}]"
            yield inner, item.line
            yield from _lines(item, inner)
