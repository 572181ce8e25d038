"""A profile laid over those it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce

from engine.catalogue.keys import Place, suggestion
from engine.catalogue.tree import Entry, Items, Node, Scalar, Table, over
from engine.catalogue.yaml12 import compose
from engine.errors import Problem

PROFILES = "processes/profiles/"
DEEPEST = 5  # how many profiles may stand one on another
#: tables of a profile whose entries each stand for themselves
_ENTRIES = ("clocks", "ladders", "values", "contacts", "officers", "texts")


def file_of(profile_id: str) -> str:
    """Where a profile stands in the house."""
    return f"{PROFILES}{profile_id.lower()}.yaml"


@dataclass(frozen=True, slots=True)
class Family:
    """Profiles that may stand one on another, and what is wrong with them. ``faults``: of files
    that have no text; they count where a profile stands on such a file. ``used``: what was read.
    """

    texts: Mapping[str, str]
    faults: Sequence[Problem]
    problems: list[Problem]
    used: dict[str, str] = field(default_factory=dict)
    grown: dict[str, Node | None] = field(default_factory=dict)

    def tree(self, file: str) -> Node | None:
        """The whole profile; None with its problems noted."""
        return self._tree(file, Scalar(file, 1, "", ""), ())

    def _tree(self, file: str, spot: Scalar, above: tuple[str, ...]) -> Node | None:
        place = Place(self.problems, "extends" if above else "")
        if file in above or len(above) >= DEEPEST:
            place.note(spot, "This profile stands on itself.", "Take “extends” out.", "reference")
            return None
        if file not in self.grown:
            self.grown[file] = self._made(file, spot, place, above)
        return self.grown[file]

    def _made(self, file: str, spot: Scalar, place: Place, above: tuple[str, ...]) -> Node | None:
        if file not in self.texts:
            self._missing(file, spot, place)
            return None
        own, noted = _composed(self.texts[file], file)
        self.problems.extend(noted)
        if own is None:
            return None
        self.used[file] = self.texts[file]
        bases = [self._tree(file_of(b.text), b, (*above, file)) for b in _extended(own)]
        found = [base for base in bases if base is not None]
        if len(found) < len(bases):
            return None
        return _laid_over(reduce(_beside, found), own) if found else own

    def _missing(self, file: str, spot: Scalar, place: Place) -> None:
        self.problems.extend(fault for fault in self.faults if fault.file == file)
        if not self.problems:
            known = [
                name.removeprefix(PROFILES).removesuffix(".yaml").upper() for name in self.texts
            ]
            fix = suggestion(spot.text, known, "Profiles")
            place.note(spot, f"There is no profile file {file}.", fix, "reference")


def _composed(text: str, file: str) -> tuple[Node | None, tuple[Problem, ...]]:
    noted: list[Problem] = []
    return compose(text, file, noted), tuple(noted)


def _extended(node: Node) -> Iterator[Scalar]:
    """The names of the profiles on which this one stands, in order of precedence."""
    entry = node.entries.get("extends") if isinstance(node, Table) else None
    said = entry.node if entry else None
    yield from (
        item
        for item in (said.items if isinstance(said, Items) else (said,))
        if isinstance(item, Scalar)
    )


def _beside(first: Node, second: Node) -> Node:
    """Two profiles side by side: what the first does not say comes from the second.

    Each entry comes from one of them, whole: a procedure's clocks, a ladder, a value. The rules
    of two councils for one procedure are never mixed.
    """
    if not isinstance(first, Table) or not isinstance(second, Table):
        return first
    entries = {**second.entries, **first.entries}
    for key in _ENTRIES:
        mine, theirs = first.entries.get(key), second.entries.get(key)
        if mine and theirs and isinstance(mine.node, Table) and isinstance(theirs.node, Table):
            joined = {**theirs.node.entries, **mine.node.entries}
            table = Table(mine.node.file, mine.node.line, joined)
            entries[key] = Entry(mine.file, mine.line, table)
    return Table(first.file, first.line, entries)


def _laid_over(older: Node, younger: Node) -> Node:
    """The younger profile laid over the older; when it is in force is its own affair entirely."""
    tree = over(older, younger)
    own = younger.entries.get("effective") if isinstance(younger, Table) else None
    if own is None or not isinstance(tree, Table):
        return tree
    return Table(tree.file, tree.line, {**tree.entries, "effective": own})
