"""What procedures share: forms and at-any-time actions written once, in ``processes/shared/``.

``shared: {everyday: {recorders: [a, b]}}`` in procedure.yaml takes those of
``processes/shared/everyday.yaml``; a word under ``by`` that names a group (`recorders`) becomes
the roles listed for it. What the procedure says itself wins: a form as a whole, an action key by
key. A shared form that no action uses is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from engine.catalogue.keys import Place, each, suggestion
from engine.catalogue.kinds import name
from engine.catalogue.tree import Entry, Items, Node, Scalar, Table, over
from engine.catalogue.yaml12 import compose
from engine.errors import Problem

SHARED = "processes/shared/"
#: of shared actions that a procedure does not want
WITHOUT = "without"
_GROUPS = "groups"


class Taking(NamedTuple):
    """What one procedure takes from one shared file: who each group is, and what it leaves."""

    file: str
    groups: Mapping[str, Items]
    without: tuple[str, ...]


def taken_files(node: Node | None) -> tuple[str, ...]:
    """The shared files that a procedure.yaml names, by their place in the house."""
    shared = _table(node, "shared")
    return tuple(f"{SHARED}{each}.yaml" for each in shared.entries) if shared else ()


def joined(node: Node, files: Mapping[str, str], problems: list[Problem]) -> Node:
    """procedure.yaml as one tree, with what it takes; the key ``shared`` is gone from it."""
    shared = _table(node, "shared")
    if not isinstance(node, Table) or shared is None:
        return node
    place = Place(problems).at("shared")
    rest = {key: entry for key, entry in node.entries.items() if key != "shared"}
    for word, entry in shared.entries.items():
        taking = _taking(word, entry.node, files, place.at(word))
        if taking is not None:
            _lay_under(rest, taking, files, problems)
    return Table(node.file, node.line, rest)


def _table(node: Node | None, key: str) -> Table | None:
    entry = node.entries.get(key) if isinstance(node, Table) else None
    return entry.node if entry is not None and isinstance(entry.node, Table) else None


def _taking(word: str, node: Node, files: Mapping[str, str], place: Place) -> Taking | None:
    file = f"{SHARED}{word}.yaml"
    if file not in files:
        known = [
            f.removeprefix(SHARED)[:-5]
            for f in files
            if f.startswith(SHARED) and f[-5:] == ".yaml"
        ]
        reason = f"There is no shared file “{word}.yaml”."
        place.note(node, reason, suggestion(word, known, "Shared files"), "reference")
        return None
    groups: dict[str, Items] = {}
    without: tuple[str, ...] = ()
    if not isinstance(node, Table):
        place.note(node, f"It is not said who does what {file} says.", "Write “group: [roles]”.")
        return None
    for group, entry in node.entries.items():
        if group == WITHOUT:
            without = each(name, str)(entry.node, place.at(group))
        elif isinstance(entry.node, Items):
            groups[group] = entry.node
        else:
            place.at(group).note(entry.node, "This is not a list of roles.", "Write [role, role].")
    return Taking(file, groups, without)


def _lay_under(
    rest: dict[str, Entry], taking: Taking, files: Mapping[str, str], problems: list[Problem]
) -> None:
    written = compose(files[taking.file], taking.file, problems)
    if not isinstance(written, Table):
        return
    _same_groups(written, taking, Place(problems))
    own = Table(written.file, 1, dict(rest))
    actions = _actions(written, own, taking)
    _put(rest, "any_time", written, actions)
    used = {_word(_entries(e.node).get("form")) for e in actions.values()}
    forms = {w: e for w, e in _entries(_table(written, "forms")).items() if w in used}
    _put(rest, "forms", written, {**forms, **_entries(_table(own, "forms"))})
    roles = _entries(_table(written, "roles"))
    _put(rest, "roles", written, {**roles, **_entries(_table(own, "roles"))})


def _actions(written: Table, own: Table, taking: Taking) -> dict[str, Entry]:
    said = _entries(_table(own, "any_time"))
    offered = {
        word: Entry(e.file, e.line, _with_roles(e.node, taking.groups))
        for word, e in _entries(_table(written, "any_time")).items()
        if word not in taking.without
    }
    both = {word: _over(offered[word], e) for word, e in said.items() if word in offered}
    return {**said, **both, **{w: e for w, e in offered.items() if w not in said}}


def _put(rest: dict[str, Entry], key: str, at: Table, entries: Mapping[str, Entry]) -> None:
    if entries:
        rest[key] = Entry(at.file, at.line, Table(at.file, at.line, entries))


def _entries(node: Node | None) -> Mapping[str, Entry]:
    return node.entries if isinstance(node, Table) else {}


def _word(entry: Entry | None) -> str:
    return entry.node.text if entry is not None and isinstance(entry.node, Scalar) else ""


def _over(below: Entry, own: Entry) -> Entry:
    return Entry(own.file, own.line, over(below.node, own.node))


def _same_groups(written: Table, taking: Taking, place: Place) -> None:
    """Every group that the shared file asks for, and no other, has its roles."""
    asked = set(_words(written, _GROUPS))
    spot = next(iter(taking.groups.values()), written)
    for group in sorted(asked - set(taking.groups)):
        fix = f"Write “{group}: [roles]” under shared."
        place.at("shared").note(spot, f"It is not said who the {group} are.", fix, "key")
    for group, items in taking.groups.items():
        if group not in asked:
            fix = suggestion(group, asked, "Its groups")
            reason = f"“{group}” is not a group of {taking.file}."
            place.at("shared").note(items, reason, fix, "key")


def _words(table: Table, key: str) -> list[str]:
    entry = table.entries.get(key)
    items = entry.node.items if entry is not None and isinstance(entry.node, Items) else ()
    return [item.text for item in items if isinstance(item, Scalar)]


def _with_roles(node: Node, groups: Mapping[str, Items]) -> Node:
    """An action with the roles in place of the groups under ``by``."""
    if not isinstance(node, Table) or "by" not in node.entries:
        return node
    entry = node.entries["by"]
    if not isinstance(entry.node, Items):
        return node
    found: dict[str, Node] = {}
    for item in entry.node.items:
        word = item.text if isinstance(item, Scalar) else ""
        for each_role in groups[word].items if word in groups else (item,):
            found.setdefault(each_role.text if isinstance(each_role, Scalar) else "", each_role)
    by = Entry(
        entry.file, entry.line, Items(entry.node.file, entry.node.line, tuple(found.values()))
    )
    return Table(node.file, node.line, {**node.entries, "by": by})
