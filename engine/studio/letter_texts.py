"""A letter's file taken apart for its author, and put together: what they did not touch stays as
it was written, and the list of what it uses is kept by the system."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.catalogue.letters import BODY, PART, used_parts
from engine.catalogue.rewriting import drop, put, value_at
from engine.checking.rules.letter_uses import PATH, ROOTS, TAGS, TEXT
from engine.errors import BadFiles, BadInput

_DASHES = "---\n"
#: of these a letter lists what it uses of an entry as one: `contacts.ombudsman`, `clock.window2`
_BY_ENTRY = frozenset({"contacts", "clock", "case", "form", "people", "past", "time", "values",
                       "texts", "council", "recipient", "restriction", "person"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Apart:
    """A letter's file: its first lines, and its texts by their name; '' is the main one."""

    front: str
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Typed:
    """What an author typed. ``titles``: further texts' own headings, where they have one."""

    title: str
    channels: Sequence[str]
    texts: Mapping[str, str]
    titles: Mapping[str, str]


def apart(written: str) -> Apart | None:
    """The parts of a letter's file; None when its first lines cannot be read."""
    if not written.startswith(_DASHES):
        return None
    front, line, rest = written[len(_DASHES) :].partition(f"\n{_DASHES}")
    if not line:
        return None
    try:
        said = value_at(f"{front}\n", ())
    except BadFiles:
        return None
    if not isinstance(said, dict):
        return None
    return Apart(f"{front}\n", {name: text.strip("\n") for name, text in _bodies(rest)})


def first_lines(written: str) -> Mapping[str, object]:
    """What the first lines of a letter that can be taken apart say."""
    found = apart(written)
    said = value_at(found.front, ()) if found else {}
    return said if isinstance(said, dict) else {}


def together(written: str, typed: Typed) -> str:
    """The letter's file with what was typed. A further text that is empty now is gone."""
    found = apart(written)
    if found is None:
        raise BadInput("The first lines of this letter cannot be read. Mend them as a whole file.")
    rest = written[len(_DASHES) + len(found.front) + len(_DASHES) :]
    front = _front(found.front, typed)
    return f"{_DASHES}{front}{_DASHES}{_texts(rest, typed.texts)}"


def with_uses(written: str, uses: Sequence[str]) -> str:
    """The letter's file with this list of what it uses; as it was where the list says the same."""
    found = apart(written)
    if found is None:
        return written
    said = first_lines(written).get("uses")
    if (said if isinstance(said, list) else []) == list(uses):
        return written
    front = put(found.front, ("uses",), list(uses)) if uses else drop(found.front, ("uses",))
    return _DASHES + front + written[len(_DASHES) + len(found.front) :]


def new_letter(code: str, title: str, text: str = "") -> str:
    """The file of a letter that is begun."""
    front = put("code: X\ntitle: X\nchannels: [email, post]\n", ("code",), code)
    return f"{_DASHES}{put(front, ('title',), title)}{_DASHES}{text.strip()}\n"


def copied(written: str, code: str, title: str) -> str:
    """The same letter under another code and title."""
    found = apart(written)
    if found is None:
        raise BadInput("The first lines of this letter cannot be read, so it cannot be copied.")
    front = put(put(found.front, ("code",), code), ("title",), title)
    return _DASHES + front + written[len(_DASHES) + len(found.front) :]


def uses_of(
    bodies: Iterable[str], parts: Mapping[str, str], listed: Sequence[str], asked: Iterable[str]
) -> tuple[str, ...]:
    """What a letter uses, as its first lines must list it: what was listed and is still used, in
    its order, then what is missing there.

    ``asked``: what was asked for when the letter was tried; parts that other parts include count
    as far as they were needed.
    """
    own = list(bodies)
    direct = [*own, *(parts.get(part, "") for text in own for part in PART.findall(text))]
    all_parts = used_parts(own, parts)
    anywhere = names_in([*own, *all_parts.values()])
    kept = [use for use in listed if any(_covers(use, name) for name in anywhere)]
    wanted = [*names_in(direct), *(name for name in asked if name in anywhere)]
    for name in wanted:
        if not any(_covers(use, name) for use in kept):
            kept.append(_entry_of(name))
    return tuple(dict.fromkeys(kept))


def names_in(texts: Iterable[str]) -> tuple[str, ...]:
    """The names that these texts print or ask about, in order."""
    tags = (TEXT.sub("", tag) for text in texts for tag in TAGS.findall(text))
    found = (path for tag in tags for path in PATH.findall(tag))
    return tuple(dict.fromkeys(path for path in found if path.split(".")[0] in ROOTS))


def _covers(use: str, name: str) -> bool:
    return name == use or name.startswith(f"{use}.")


def _entry_of(name: str) -> str:
    root, _, rest = name.partition(".")
    return f"{root}.{rest.split('.')[0]}" if root in _BY_ENTRY and rest else root


def _front(front: str, typed: Typed) -> str:
    front = put(front, ("title",), typed.title)
    if value_at(front, ("channels",), ["email", "post"]) != list(typed.channels):
        front = put(front, ("channels",), list(typed.channels))
    titles = {name: title for name, title in typed.titles.items() if title}
    if titles:
        return put(front, ("titles",), titles)
    return drop(front, ("titles",)) if value_at(front, ("titles",)) is not None else front


def _bodies(rest: str) -> list[tuple[str, str]]:
    """Every text with its name, as it is written, blank lines around it included."""
    main, *others = BODY.split(rest)
    return [("", main), *zip(others[::2], others[1::2], strict=True)]


def _texts(rest: str, typed: Mapping[str, str]) -> str:
    """The texts of the file with those that were typed in their places, new ones at the end."""
    pieces: list[str] = []
    there: set[str] = set()
    for number, (name, text) in enumerate(_bodies(rest)):
        wanted = _plain(typed[name]) if name in typed else text.strip("\n")
        if number and not wanted:
            continue
        mark = f"--- body: {name}" if number else ""
        pieces.append(mark + _around(text, wanted))
        there.add(name)
    for name, text in typed.items():
        if name not in there and _plain(text):
            pieces.append(f"--- body: {name}\n\n{_plain(text)}\n")
    joined = pieces[0]
    for piece in pieces[1:]:
        gap = "\n" * (2 - len(joined[-2:]) + len(joined[-2:].rstrip("\n")))
        joined += gap + piece
    return joined if pieces[-1].startswith("--- body") else f"{joined.rstrip(chr(10))}\n"


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def _around(old: str, new: str) -> str:
    """The new text with the blank lines that stood around the old one."""
    body = old.strip("\n")
    if body == new:
        return old
    before = old[: len(old) - len(old.lstrip("\n"))] if body else "\n" * old.count("\n", 0, 1)
    after = old[len(old.rstrip("\n")) :] if body else ""
    return f"{before}{new}{after or chr(10)}"
