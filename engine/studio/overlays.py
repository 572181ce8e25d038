"""Changes of a council's own profile: never of a file that belongs to another council."""

from __future__ import annotations

from collections.abc import Mapping

from engine.catalogue.generations import file_of
from engine.catalogue.rewriting import Path, drop, in_words, put, value_at
from engine.catalogue.rewriting.spots import has
from engine.catalogue.tree import plain
from engine.errors import BadInput, NotFound
from engine.studio.declared import entry_at, profile_tree

Files = Mapping[str, str]
GONE = object()  # what is to be taken out


def laid_over(
    files: Files, profile: str, path: Path, wanted: Mapping[str, object]
) -> dict[str, str]:
    """The council's own file with these keys of the entry at ``path``.

    A key that says already what is wanted is left where it stands; one that stands in a profile
    it builds on is said anew over it.
    """
    own = file_of(profile)
    if own not in files:
        raise NotFound(f"The draft holds no profile of {profile}.")
    text = files[own]
    entry = entry_at(profile_tree(files, profile)[0], in_words(path))
    said = plain(entry.node) if entry is not None else {}
    present = said if isinstance(said, dict) else {}
    for key, value in wanted.items():
        if value is GONE:
            text = _without(text, (*path, key), key in present)
        elif key not in present or not _alike(present[key], value):
            text = put(text, (*path, key), value)
    return {own: text} if text != files[own] else {}


def _alike(one: object, other: object) -> bool:
    return type(one) is type(other) and one == other


def _without(text: str, path: Path, there: bool) -> str:
    if not there:
        return text
    if not has(text, path):
        raise BadInput(
            f"“{path[-1]}” stands in a profile that yours builds on: it can be changed for your "
            "council, but not taken out."
        )
    return drop(text, path)


def taken_out(files: Files, profile: str, path: Path) -> dict[str, str]:
    """The council's own file without its entry at ``path``, and without what that leaves empty."""
    own = file_of(profile)
    text = files.get(own, "")
    while text and len(path) > 0 and has(text, path):
        around = value_at(text, path[:-1])
        if isinstance(around, dict) and len(around) == 1 and len(path) > 1:
            path = path[:-1]
            continue
        text = drop(text, path)
        break
    return {own: text} if text != files.get(own, "") else {}
