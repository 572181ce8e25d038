"""The text of a file that a person wrote: UTF-8, not too long, the same on every machine."""

from __future__ import annotations

import re

from engine.errors import Problem

LIMIT = 1_000_000  # bytes of one file; the longest diagram shipped is a tenth of it
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]"
)


def text_of(data: bytes, file: str, problems: list[Problem]) -> str | None:
    """The text of ``data`` with line feeds only; None, and a problem, when it cannot be used."""
    if len(data) > LIMIT:
        problems.append(
            _problem(file, f"The file has {len(data):,} bytes; {LIMIT:,} is the most.")
        )
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        fix = "Save the file as UTF-8."
        problems.append(_problem(file, "The file is not UTF-8 text.", fix, line))
        return None
    return clean_text(text, file, problems)


def clean_text(text: str, file: str, problems: list[Problem]) -> str | None:
    """``text`` with line feeds only; None, and a problem, when no editor would have written it."""
    if len(text) > LIMIT:
        problems.append(
            _problem(file, f"The file has {len(text):,} characters; {LIMIT:,} is the most.")
        )
        return None
    if text.startswith("\ufeff"):
        fix = "Save the file as UTF-8 without a byte order mark."
        problems.append(_problem(file, "The file starts with a byte order mark.", fix, 1))
        return None
    if found := _UNPRINTABLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        reason = f"The file holds a character that cannot be printed (U+{ord(found[0]):04X})."
        problems.append(_problem(file, reason, "Delete that character.", line))
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _problem(
    file: str, reason: str, fix: str = "Make it shorter.", line: int | None = None
) -> Problem:
    return Problem(rule="file", file=file, element="", reason=reason, fix=fix, line=line)
