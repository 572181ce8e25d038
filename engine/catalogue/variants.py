"""A profile's YAML with a few settings changed, for trying them."""

from __future__ import annotations

from collections.abc import Mapping

from engine.catalogue.keys import suggestion
from engine.catalogue.tree import Entry, Node, Table, planted
from engine.errors import BadInput

_MAY_BE_ADDED = ("timing", "extend", "beyond")  # tables whose keys are known
_NAMES_OF_THE_WRITER = (
    "values",
    "contacts",
    "texts",
)  # a slip there would change nothing, silently


def with_settings(tree: Node, settings: Mapping[str, object], file: str) -> Node:
    """The tree with each setting laid over it. A setting's key is a path such as
    ``clocks.corporate-complaint.response2.unit``, or its value a table that follows the tree.

    Raises BadInput for a path that leads nowhere. Whether the result is a profile is seen when it
    is read.
    """
    for path in sorted(settings):
        tree = _set(tree, tuple(str(path).split(".")), settings[path], (), file)
    return tree


def _set(
    node: Node, path: tuple[str, ...], value: object, above: tuple[str, ...], file: str
) -> Node:
    key, rest = path[0], path[1:]
    if not isinstance(node, Table):
        raise BadInput(f"“{'.'.join(above)}” has no keys, so “{key}” cannot be set under it.")
    below = node.entries.get(key)
    here = (*above, key)
    if rest:
        inner = below.node if below else _added(node, here, file)
        new = _set(inner, rest, value, here, file)
    elif below and isinstance(below.node, Table) and isinstance(value, Mapping):
        new = below.node
        for inner_key in sorted(value, key=str):
            new = _set(new, (str(inner_key),), value[inner_key], here, file)
    else:
        if below is None:
            _refuse_slips(node, here)
        new = planted(value, file)
    return Table(node.file, node.line, {**node.entries, key: Entry(file, 0, new)})


def _added(node: Table, here: tuple[str, ...], file: str) -> Node:
    if here[-1] in _MAY_BE_ADDED:
        return Table(file, 0, {})
    raise _nothing_at(here, node)


def _refuse_slips(node: Table, here: tuple[str, ...]) -> None:
    if here[0] in _NAMES_OF_THE_WRITER or here[:-1] == ("clocks",):
        raise _nothing_at(here, node)


def _nothing_at(here: tuple[str, ...], node: Table) -> BadInput:
    fix = suggestion(here[-1], node.entries, "There are")
    return BadInput(f"There is no “{'.'.join(here)}” in the profile. {fix}")
