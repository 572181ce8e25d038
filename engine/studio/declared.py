"""What a draft declares, as far as it can be read: a draft may be in the middle of a change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from engine.catalogue.bpmn import read_diagram
from engine.catalogue.definition import (
    AnyTime,
    ClockDuty,
    Element,
    Form,
    LetterDuty,
    Role,
    Separation,
    Variable,
)
from engine.catalogue.everyday import joined
from engine.catalogue.generations import Family, file_of
from engine.catalogue.manifest import read_manifest
from engine.catalogue.rewriting import read_path
from engine.catalogue.tree import Entry, Items, Node, Table
from engine.catalogue.yaml12 import compose
from engine.errors import BadFiles, Problem
from engine.studio.drafts import Draft


@dataclass(frozen=True, slots=True)
class Declared:
    """The parts of procedure.yaml, with what it takes from the shared files.

    ``readable``: whether procedure.yaml can be read at all. ``elements``: what is drawn, of every
    diagram of the procedure.
    """

    readable: bool
    title: str = ""
    roles: Mapping[str, Role] = field(default_factory=dict)
    separations: tuple[Separation, ...] = ()
    variables: Mapping[str, Variable] = field(default_factory=dict)
    forms: Mapping[str, Form] = field(default_factory=dict)
    clocks: Mapping[str, ClockDuty] = field(default_factory=dict)
    letters: Mapping[str, LetterDuty] = field(default_factory=dict)
    any_time: Mapping[str, AnyTime] = field(default_factory=dict)
    entries: tuple[str, ...] = ()
    elements: tuple[Element, ...] = ()

    @property
    def tasks(self) -> tuple[Element, ...]:
        """The steps that somebody does."""
        return tuple(each for each in self.elements if each.tag == "userTask")


_PARTS = (
    *("title", "roles", "separations", "variables", "forms", "clocks", "letters", "any_time"),
    "entries",
)


def declared(draft: Draft) -> Declared:
    """What the draft of a procedure declares."""
    given = None
    if draft.yaml in draft.files:
        given = read_manifest(draft.files, draft.yaml, draft.of, [])
    elements = tuple(_elements(draft))
    if given is None:
        return Declared(False, draft.title, elements=elements)
    return Declared(
        True, elements=elements, **{part: given[part] for part in _PARTS if part in given}
    )


def _elements(draft: Draft) -> Iterator[Element]:
    for file, text in sorted(draft.files.items()):
        if file.startswith(f"processes/{draft.of}/") and file.endswith(".bpmn"):
            try:
                yield from read_diagram(text.encode(), file).elements.values()
            except BadFiles:
                continue  # the diagram's own page tells what is wrong with it


def procedure_tree(draft: Draft) -> Table | None:
    """procedure.yaml with what it takes; each entry knows the file it stands in."""
    text = draft.files.get(draft.yaml)
    node = compose(text, draft.yaml, []) if text is not None else None
    found = joined(node, draft.files, []) if node is not None else None
    return found if isinstance(found, Table) else None


def profile_tree(
    files: Mapping[str, str], profile: str
) -> tuple[Table | None, tuple[Problem, ...]]:
    """A council's profile over those it stands on; each entry knows the file it stands in."""
    problems: list[Problem] = []
    found = Family(files, (), problems).tree(file_of(profile))
    return (found if isinstance(found, Table) else None), tuple(problems)


def entry_at(node: Node | None, path: str) -> Entry | None:
    """What stands at a path such as ``clocks.corporate-complaint.ack1``, and in which file."""
    found: Entry | None = None
    for step in read_path(path):
        if isinstance(step, int) and isinstance(node, Items) and step < len(node.items):
            item = node.items[step]
            found = Entry(item.file, item.line, item)
        elif isinstance(step, str) and isinstance(node, Table) and step in node.entries:
            found = node.entries[step]
        else:
            return None
        node = found.node
    return found


def belonging(problems: tuple[Problem, ...], path: str) -> tuple[Problem, ...]:
    """The problems of a part and of what stands in it."""
    inside = (f"{path}.", f"{path}[")
    return tuple(p for p in problems if p.element == path or p.element.startswith(inside))


def own_problems(problems: tuple[Problem, ...], path: str) -> tuple[Problem, ...]:
    """The problems of a part alone."""
    return tuple(p for p in problems if p.element == path)
