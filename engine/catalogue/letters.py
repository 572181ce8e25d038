"""Letters' files: front matter, bodies, and the shared parts that they include."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from engine.catalogue.definition import LetterTemplate
from engine.catalogue.keys import Given, Key, KeyTable, Place, Unusable, each, read_table
from engine.catalogue.kinds import code, name, one_of, text, texts, words
from engine.catalogue.tree import Node, Scalar
from engine.catalogue.yaml12 import compose
from engine.errors import Problem

SUFFIX = ".md.j2"
CHANNELS = one_of("email", "post", "portal", "private_message")
BODY = re.compile(r"^--- body: *(\S.*?) *$", re.MULTILINE)
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_SAYS = re.compile(r"\{%[-+]?\s*says\s+[\"']([^\"']*)[\"']")
PART = re.compile(r"[\"'](parts/[A-Za-z0-9._-]+)[\"']")

LETTER_FILE: KeyTable = {
    "code": Key(code, required=True),
    "title": Key(text, required=True),
    "channels": Key(each(CHANNELS)),
    "uses": Key(words),
    "titles": Key(texts),
    "signed_by": Key(name),
}


def read_letter(
    written: str, file: str, parts: Mapping[str, str], problems: list[Problem]
) -> LetterTemplate | None:
    """One letter's file; None when its front matter cannot be used. ``parts``: name -> text."""
    halves = _halves(written, file, problems)
    if halves is None:
        return None
    front, rest = halves
    place = Place(problems)
    node = compose(front, file, problems, first_line=2)
    try:
        given = read_table(node, place, LETTER_FILE) if node is not None else {}
    except Unusable:
        return None
    if not given or not _named_after_its_code(given, node, file, place):
        return None
    bodies = _bodies(rest, file, written.count("\n") - rest.count("\n") + 1, problems)
    return LetterTemplate(
        code=given["code"],
        title=given["title"],
        file=file,
        channels=given.get("channels", ("email", "post")),
        uses=given.get("uses", ()),
        bodies=bodies,
        says=_points((*bodies.values(), *used_parts(bodies.values(), parts).values())),
        titles=given.get("titles", {}),
        signed_by=given.get("signed_by", ""),
    )


def used_parts(bodies: Iterable[str], parts: Mapping[str, str]) -> dict[str, str]:
    """The parts that these texts name, and the parts which those name, by name."""
    used: dict[str, str] = {}
    waiting = list(bodies)
    while waiting:
        for part in PART.findall(_COMMENT.sub("", waiting.pop())):
            if part in parts and part not in used:
                used[part] = parts[part]
                waiting.append(parts[part])
    return dict(sorted(used.items()))


def _halves(written: str, file: str, problems: list[Problem]) -> tuple[str, str] | None:
    """Front matter and the rest; the former stands between two lines of three dashes."""
    if written.startswith("---\n"):
        front, line, rest = written[4:].partition("\n---\n")
        if line:
            return front + "\n", rest
    fix = "Begin with a line ---, then code and title, then a line ---, then the letter."
    problems.append(Problem("letter", file, "", "The letter has no front matter.", fix, 1))
    return None


def _named_after_its_code(given: Given, node: Node | None, file: str, place: Place) -> bool:
    expected = f"{given['code']}{SUFFIX}"
    if PurePosixPath(file).name == expected:
        return True
    spot = node if node is not None else Scalar(file, 1, "", "")
    place.note(
        spot, f"The file of letter {given['code']} has another name.", f"Call it {expected}."
    )
    return False


def _bodies(rest: str, file: str, first_line: int, problems: list[Problem]) -> dict[str, str]:
    """The main body under '', further ones under the suffix on their ``--- body:`` line."""
    main, *others = BODY.split(rest)
    bodies = {"": main.strip("\n") + "\n"}
    for suffix, body in zip(others[::2], others[1::2], strict=True):
        if suffix in bodies:
            line = first_line + rest[: rest.rindex(f"--- body: {suffix}")].count("\n")
            reason = f"The letter has two bodies “{suffix}”."
            problems.append(Problem("letter", file, suffix, reason, "Keep one of them.", line))
        bodies[suffix] = body.strip("\n") + "\n"
    return bodies


def _points(texts: Iterable[str]) -> tuple[str, ...]:
    found = (point for text in texts for point in _SAYS.findall(_COMMENT.sub("", text)))
    return tuple(dict.fromkeys(found))
