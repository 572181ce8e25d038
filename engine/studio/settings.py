"""What else a profile says that a procedure uses: values, texts, contacts and tests of reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.catalogue.generations import file_of
from engine.catalogue.keys import Place, Unusable
from engine.catalogue.kinds import titled
from engine.catalogue.profile_keys import PROFILE
from engine.catalogue.rewriting import in_words, put
from engine.catalogue.tree import Entry, Node, Table, plain
from engine.errors import FormErrors, NotFound, Problem
from engine.studio.clocks import Stands, stands_in
from engine.studio.declared import entry_at, profile_tree
from engine.studio.drafts import Draft
from engine.studio.overlays import Files, laid_over

_WORD = re.compile(r"\w+")
#: the tables of a profile whose entries are set here, and what one of each is called
TABLES: Mapping[str, str] = {
    "values": "Numbers and choices",
    "thresholds": "How many reports are enough",
    "texts": "Texts",
    "contacts": "Whom letters name",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One box of a setting."""

    key: str
    label: str
    text: str
    long: bool = False
    listed: bool = False  # one a line


@dataclass(frozen=True, slots=True)
class Setting:
    """One entry of a profile. ``used``: the procedure's files name it."""

    table: str
    name: str
    title: str
    parts: tuple[Part, ...]
    source: str
    confidence: str
    stands: Stands
    used: bool
    path: str


def used(draft: Draft) -> dict[str, tuple[Setting, ...]]:
    """The settings that the draft's procedure uses, by the table they stand in."""
    return {table: tuple(each for each in settings(draft, table) if each.used) for table in TABLES}


def settings(draft: Draft, table: str) -> Iterator[Setting]:
    """Every setting of one table of the council's profile, in its order."""
    tree, _ = profile_tree(draft.files, draft.profile)
    words = _words(draft)
    for path, name, entry in _entries(draft, tree, table):
        yield _setting(draft, (table, path, name), entry, table == "thresholds" or name in words)


def setting(draft: Draft, table: str, name: str) -> Setting:
    """One setting. Raises NotFound."""
    found = (each for each in settings(draft, table) if each.name == name)
    one = next(found, None) if table in TABLES else None
    if one is None:
        raise NotFound("There is no such setting in this draft.")
    return one


def _entries(
    draft: Draft, tree: Table | None, table: str
) -> Iterator[tuple[tuple[str, ...], str, Entry]]:
    path = (table, draft.of) if table == "thresholds" else (table,)
    entry = entry_at(tree, in_words(path))
    if entry is not None and isinstance(entry.node, Table):
        for name, each in entry.node.entries.items():
            yield (*path, name), name, each


def _words(draft: Draft) -> frozenset[str]:
    """Every word of the procedure's files: a setting that is used is named there."""
    texts = (
        text
        for file, text in draft.files.items()
        if file.startswith((f"processes/{draft.of}/", f"letters/{draft.of}/", "letters/parts/"))
        and "/scenarios/" not in file
    )
    return frozenset(word for text in texts for word in _WORD.findall(text))


def _setting(
    draft: Draft, where: tuple[str, tuple[str, ...], str], entry: Entry, named: bool
) -> Setting:
    table, path, name = where
    said = plain(entry.node)
    given = said if isinstance(said, dict) else {"value": said}
    return Setting(
        table=table,
        name=name,
        title=str(given.get("title") or titled(name)) if table == "thresholds" else titled(name),
        parts=tuple(_parts(table, given)),
        source=str(given.get("source", "")) if table != "contacts" else "",
        confidence=str(given.get("confidence", "")),
        stands=stands_in(draft, _teller(entry)),
        used=named,
        path=in_words(path),
    )


def _teller(entry: Entry) -> str:
    node: Node = entry.node
    if isinstance(node, Table) and "value" in node.entries:
        return node.entries["value"].file
    return entry.file


def _parts(table: str, given: Mapping[str, object]) -> Iterator[Part]:
    aside = ("source", "confidence") if table != "contacts" else ()
    for key, value in given.items():
        if key in aside:
            continue
        label = "What it is" if key == "value" else titled(key)
        if isinstance(value, list):
            yield Part(key, f"{label}, one a line", "\n".join(map(str, value)), True, True)
        elif not isinstance(value, dict):
            text = _written(value)
            yield Part(key, label, text, table == "texts" or len(text) > 80)


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def path_of(draft: Draft, one: Setting) -> tuple[str, ...]:
    """Where a setting stands in a profile."""
    between = (draft.of,) if one.table == "thresholds" else ()
    return (one.table, *between, one.name)


def changed(
    files: Files, draft: Draft, one: Setting, typed: Mapping[str, str]
) -> Mapping[str, str]:
    """The council's own profile with what was typed. Raises FormErrors."""
    if one.table == "texts":
        return _text(files, draft, one, typed.get("value", ""))
    path = path_of(draft, one)
    tree, _ = profile_tree(files, draft.profile)
    entry = entry_at(tree, in_words(path))
    present = plain(entry.node) if entry is not None else {}
    if not isinstance(present, dict):  # a value without a source stands there bare
        present = {"value": present}
    wanted = {
        part.key: _like(present.get(part.key), typed.get(part.key, ""), part) for part in one.parts
    }
    if one.table != "contacts":
        wanted |= _sourced(present, wanted, typed)
    if entry is not None and not isinstance(entry.node, Table):
        own = file_of(draft.profile)
        changes = {own: put(files[own], path, wanted)}
    else:
        changes = laid_over(files, draft.profile, path, wanted)
    _read_again({**files, **changes}, draft, one.table)
    return changes


def _text(files: Files, draft: Draft, one: Setting, said: str) -> Mapping[str, str]:
    if not said.strip():
        raise FormErrors({"value": "Write the text."})
    own = file_of(draft.profile)
    if any(part.text == said for part in one.parts):
        return {}
    return {own: put(files[own], ("texts", one.name), " ".join(said.split()))}


def _like(old: object, text: str, part: Part) -> object:
    """What was typed, of the kind that stood there."""
    said = text.strip()
    if part.listed:
        return [line.strip() for line in said.split("\n") if line.strip()]
    if isinstance(old, bool):
        if said not in ("true", "false"):
            raise FormErrors({part.key: f"{part.label}: write true or false."})
        return said == "true"
    if isinstance(old, int):
        if not said.isdecimal() or len(said) > 6:
            raise FormErrors({part.key: f"{part.label} must be a whole number, such as 10."})
        return int(said)
    if not said and old not in ("", None):
        raise FormErrors({part.key: f"Write something under {part.label}."})
    return said


def _sourced(
    present: Mapping[str, object], wanted: Mapping[str, object], typed: Mapping[str, str]
) -> dict[str, object]:
    source = typed.get("source", "").strip()
    differs = any(present.get(key) != value for key, value in wanted.items())
    old = present.get("source")
    if differs and not source:
        raise FormErrors({"source": "Where does it say so? Name the law or policy, or “setting”."})
    if differs and source == old and source != "setting" and not typed.get("same_source"):
        raise FormErrors(
            {
                "source": "It is another value now. Where does it say so? Name it, or tick that "
                "the same source says it."
            }
        )
    said: dict[str, object] = {"source": source} if source else {}
    if typed.get("confidence"):
        said["confidence"] = typed["confidence"]
    return said


def _read_again(files: Files, draft: Draft, table: str) -> None:
    tree, _ = profile_tree(files, draft.profile)
    entry = entry_at(tree, table)
    problems: list[Problem] = []
    try:
        if entry is not None:
            PROFILE[table].read(entry.node, Place(problems, table))
    except Unusable:
        pass
    if problems:
        raise FormErrors({"value": f"{problems[0].reason} {problems[0].fix}"})


def ladders(draft: Draft) -> list[tuple[str, str]]:
    """The ladders that a clock may have, by name."""
    tree, _ = profile_tree(draft.files, draft.profile)
    entry = entry_at(tree, "ladders")
    named = entry.node.entries if entry is not None and isinstance(entry.node, Table) else {}
    own = [
        n
        for n, e in named.items()
        if not (isinstance(e.node, Table) and "every" in e.node.entries)
    ]
    return [("", "Nobody is reminded"), *((name, titled(name)) for name in own)]


def name_of(title: str) -> str:
    """A name for what has this title: words with underscores. Raises FormErrors."""
    words = re.findall(r"[a-z0-9]+", title.lower())
    name = "_".join(words)[:40].strip("_")
    if not name:
        raise FormErrors({"title": "Say what it is called."})
    return name if name[0].isalpha() else f"n_{name}"


def free_name(title: str, taken: Mapping[str, object] | frozenset[str]) -> str:
    """A name of that title that nothing else has."""
    name = name_of(title)
    numbers = (f"{name}_{number}" for number in range(2, 1_000))
    return next((each for each in (name, *numbers) if each not in taken), name)
