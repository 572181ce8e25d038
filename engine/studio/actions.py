"""What may be done at any time in a draft's procedure: its own actions and those it shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.catalogue.definition import AnyTime
from engine.catalogue.everyday import taken_files
from engine.catalogue.rewriting import value_at
from engine.catalogue.tree import Table, plain
from engine.catalogue.yaml12 import compose
from engine.errors import BadFiles, NotFound
from engine.studio.declared import Declared, declared, entry_at, procedure_tree
from engine.studio.drafts import Draft


@dataclass(frozen=True, slots=True)
class ActionView:
    """One action. ``raw``: as it is with what is shared; ``own``, ``shared``: where it stands."""

    id: str
    title: str
    raw: Mapping[str, Any]
    own: bool
    shared: bool
    read: AnyTime | None


def actions_of(draft: Draft) -> tuple[Declared, tuple[ActionView, ...]]:
    """Every action, those of the procedure itself first."""
    about = declared(draft)
    entry = entry_at(procedure_tree(draft), "any_time")
    named = entry.node.entries if entry is not None and isinstance(entry.node, Table) else {}
    mine = _own(draft)
    offered = _offered(draft)
    views = []
    for name, each in named.items():
        raw = plain(each.node)
        said = raw if isinstance(raw, dict) else {}
        read = about.any_time.get(name)
        title = read.title if read else str(said.get("title") or name)
        views.append(ActionView(name, title, said, name in mine, name in offered, read))
    return about, tuple(views)


def action_of(draft: Draft, name: str) -> tuple[Declared, ActionView]:
    """One action. Raises NotFound."""
    about, views = actions_of(draft)
    found = next((each for each in views if each.id == name), None)
    if found is None:
        raise NotFound("There is no such action in this draft.")
    return about, found


def side_diagrams(draft: Draft) -> tuple[str, ...]:
    """The diagrams that an action may run beside the main one."""
    folder = f"processes/{draft.of}/"
    names = (f.removeprefix(folder) for f in draft.files if f.startswith(folder))
    main = "procedure.bpmn"
    return tuple(sorted(n for n in names if n.endswith(".bpmn") and "/" not in n and n != main))


def _own(draft: Draft) -> frozenset[str]:
    try:
        found = value_at(draft.files.get(draft.yaml, ""), ("any_time",), {})
    except BadFiles:
        return frozenset()
    return frozenset(found) if isinstance(found, dict) else frozenset()


def _offered(draft: Draft) -> frozenset[str]:
    """The actions of the shared files that the procedure takes."""
    text = draft.files.get(draft.yaml)
    node = compose(text, draft.yaml, []) if text is not None else None
    found: set[str] = set()
    for file in taken_files(node):
        table = compose(draft.files[file], file, []) if file in draft.files else None
        entry = entry_at(table, "any_time")
        if entry is not None and isinstance(entry.node, Table):
            found |= entry.node.entries.keys()
    return frozenset(found)
