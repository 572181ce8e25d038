"""Whether a parcel may come in: every reason against it at once, before any of it is taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from engine.catalogue.bpmn import read_xml
from engine.catalogue.text_files import LIMIT, text_of
from engine.checking.rules import unsupported_element, unsupported_event
from engine.checking.subject import Sheet
from engine.errors import BadFiles, BadInput, Problem
from engine.studio.house import MOST_FILES, belongs

MOST_BYTES = 10_000_000  # of all files together; the largest procedure shipped has a tenth of it
#: a text never packs as tightly as this; what does was made to
TIGHTEST, _SMALL = 100, 20_000
_MOST_TOLD = 200
_SHARED = frozenset({"shared", "profiles", "parts"})
_OWN = re.compile(r"(?:processes|letters)/([A-Za-z][A-Za-z0-9_-]{0,63})/")
_OUTSIDE = "It leads out of the parcel."
_BELONG = (
    "Only processes/NAME/ (procedure.yaml, diagrams, scenarios), letters/NAME/, the shared ones"
    " and profiles belong in a parcel."
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A file as a parcel announces it. ``packed``: the bytes that it takes there; ``odd``: why it
    is no plain file."""

    name: str
    size: int
    packed: int
    odd: str
    folder: bool
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Parcel:
    """A procedure that came in: its id, and its files by their place in the house."""

    procedure: str
    files: Mapping[str, str]


def judged(given: Iterable[Entry]) -> Parcel:
    """The parcel made of these entries. Raises BadFiles with every reason against it."""
    entries = list(given)
    problems: list[Problem] = []
    problems.extend(_as_a_whole(entries))
    sound: list[Entry] = []
    for entry in entries[: 2 * MOST_FILES]:  # of more, the first say enough
        faults = list(_of_entry(entry))
        problems.extend(faults)
        if not faults and not entry.folder:
            sound.append(entry)
    problems.extend(_twice(sound))
    procedure = _procedure(sound, problems)
    small_enough = sum(entry.size for entry in sound) <= MOST_BYTES and len(sound) <= MOST_FILES
    files = _texts(sound, problems) if small_enough else {}
    if problems:
        raise BadFiles([*problems[:_MOST_TOLD], *_untold(len(problems) - _MOST_TOLD)])
    return Parcel(procedure, files)


def _as_a_whole(entries: Sequence[Entry]) -> Iterator[Problem]:
    if not entries:
        yield _problem("", "The parcel is empty.", _BELONG)
    if len(entries) > MOST_FILES:
        reason = f"The parcel holds {len(entries):,} files; {MOST_FILES} is the most."
        yield _problem("", reason, "Leave out what is not part of the procedure.")
    size = sum(entry.size for entry in entries)
    if size > MOST_BYTES:
        reason = f"Unpacked, the parcel has {size:,} bytes; {MOST_BYTES:,} is the most."
        yield _problem("", reason, "Leave out what is not part of the procedure.")


def _untold(number: int) -> Iterator[Problem]:
    if number > 0:
        yield _problem("", f"There are {number:,} more reasons.", "Mend these first.")


def _of_entry(entry: Entry) -> Iterator[Problem]:
    """What speaks against an entry before it is read."""
    strange = _strange(entry.name)
    if strange:
        yield _problem(entry.name, strange, "Make the zip from the folders processes and letters.")
    if entry.odd:
        yield _problem(entry.name, entry.odd, "Put an ordinary file in its place.")
    if entry.folder:
        return
    if not strange and not fits(entry.name):
        yield _problem(entry.name, "A file of this kind does not belong here.", _BELONG)
    if entry.size > LIMIT:
        reason = f"Unpacked, the file has {entry.size:,} bytes; {LIMIT:,} is the most."
        yield _problem(entry.name, reason, "Make it shorter.")
    if entry.size > _SMALL and entry.size > TIGHTEST * max(entry.packed, 1):
        times = entry.size // max(entry.packed, 1)
        reason = f"The file grows {times:,} times as it is unpacked; no text does."
        yield _problem(entry.name, reason, "Pack the procedure again.")


def procedure_of(name: str) -> str:
    """The procedure whose own file this is, by its place; empty for shared files."""
    found = _OWN.match(name)
    return found[1] if found and found[1] not in _SHARED else ""


def fits(name: str) -> bool:
    """Whether a parcel may hold a file of that place."""
    return belongs(name, procedure_of(name) or "-")


def _strange(name: str) -> str:
    """Why a path cannot be one inside a parcel; empty when it can."""
    if "\\" in name:
        return "Its path has a backslash."
    if name.startswith("/") or re.match(r"[A-Za-z]:", name):
        return f"Its path is absolute. {_OUTSIDE}"
    steps = name.removesuffix("/").split("/")
    if ".." in steps:
        return f"Its path goes up (..). {_OUTSIDE}"
    if not name.isprintable() or any(step in ("", ".") for step in steps):
        return "Its path is not a plain one."
    return ""


def _twice(entries: Sequence[Entry]) -> Iterator[Problem]:
    """Also names that differ in capitals alone: many disks hold only one of them."""
    seen: set[str] = set()
    for entry in entries:
        if entry.name.casefold() in seen:
            yield _problem(entry.name, "The parcel holds this file twice.", "Keep one of them.")
        seen.add(entry.name.casefold())


def _procedure(entries: Sequence[Entry], problems: list[Problem]) -> str:
    """The one procedure of the parcel."""
    ids = {procedure_of(entry.name) for entry in entries} - {""}
    if len(ids) > 1:
        reason = f"The parcel holds files of several procedures: {', '.join(sorted(ids))}."
        problems.append(_problem("", reason, "Import one at a time."))
    names = {entry.name for entry in entries}
    whole = sorted(each for each in ids if f"processes/{each}/procedure.yaml" in names)
    if not whole:
        fix = "It stands in processes/NAME/, beside the diagram."
        problems.append(_problem("", "The parcel holds no procedure.yaml.", fix))
    return whole[0] if whole else ""


def _texts(entries: Sequence[Entry], problems: list[Problem]) -> dict[str, str]:
    files: dict[str, str] = {}
    for entry in entries:
        try:
            text = text_of(entry.read(), entry.name, problems)
        except BadInput as damaged:
            problems.append(_problem(entry.name, str(damaged), "Export the procedure again."))
            continue
        if text is None:
            continue
        files[entry.name] = text
        if PurePosixPath(entry.name).suffix == ".bpmn":
            problems.extend(_of_diagram(entry.name, text))
    return files


def _of_diagram(file: str, text: str) -> Iterator[Problem]:
    """What a drawing may not hold: entities, and elements that are not carried out."""
    xml = text.encode()
    try:
        sheet = Sheet(file, xml, read_xml(xml, file))
    except BadFiles as bad:
        yield from bad.problems
        return
    yield from unsupported_element.check(sheet)
    yield from unsupported_event.check(sheet)


def shown(name: str) -> str:
    """A name from a parcel as it may stand on a page or in a terminal."""
    plain = "".join(sign if sign.isprintable() else "?" for sign in name)
    return (plain if len(plain) <= 100 else f"{plain[:97]}…") or "the parcel"


def _problem(name: str, reason: str, fix: str) -> Problem:
    return Problem("parcel", shown(name), "", reason, fix)
