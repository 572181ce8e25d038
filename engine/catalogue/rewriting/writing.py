"""How a new value is written: in the style of the house, on one line where it fits."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from textwrap import wrap

from engine.catalogue.tree import plain
from engine.catalogue.yaml12 import read_yaml_text
from engine.errors import BadFiles

WIDTH = 120  # characters of a line
#: whose texts always stand in quotation marks: what is computed, and what is said to somebody
_QUOTED = frozenset({"when", "say", "derived"})
#: what older readers of YAML take for something other than a word
_OTHERWISE = re.compile(r"(?i:y|n|yes|no|on|off)|[-+]?\d+(:\d\d)+(\.\d*)?|\d{4}-\d\d?-\d\d?.*")
_ODD = re.compile(r"""['"()=<>{}\[\]]""")


def scalar(value: object, *, flow: bool, style: str = "", key: str = "") -> str:
    """A text, number, yes or no on one line. ``style``: the quotation mark that stood there."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    if style == "'" and "\n" not in value:
        return "'" + value.replace("'", "''") + "'"
    if style == '"' or key in _QUOTED or not _may_be_bare(value, flow):
        return _quoted(value)
    return value


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n").replace("\t", "\\t") + '"'


@lru_cache(maxsize=4096)
def _may_be_bare(text: str, flow: bool) -> bool:
    if not text or text != text.strip() or "\n" in text:
        return False
    if _OTHERWISE.fullmatch(text) or _ODD.search(text):
        return False
    around = f"[{text}]" if flow else f"k: {text}"
    try:
        read = plain(read_yaml_text(around, "text"))
    except BadFiles:
        return False
    return read == ([text] if flow else {"k": text})


def in_brackets(value: object, column: int = 0, style: str = "", key: str = "") -> str:
    """A value on one line, or over several that are aligned after its bracket.

    ``column``: where it begins.
    """
    if isinstance(value, Mapping):
        pairs = [
            f"{scalar(str(k), flow=True)}: {in_brackets(v, key=str(k))}" for k, v in value.items()
        ]
        return _aligned("{", pairs, "}", column)
    if isinstance(value, list | tuple):
        return _aligned("[", [in_brackets(each) for each in value], "]", column)
    return scalar(value, flow=True, style=style, key=key)


def _aligned(begin: str, pieces: Sequence[str], end: str, column: int) -> str:
    """The pieces with commas; broken where the line would be too long."""
    lines, room = [""], WIDTH - column - 1
    for number, piece in enumerate(pieces):
        said = piece + ("," if number < len(pieces) - 1 else end)
        if lines[-1] and len(lines[-1]) + 1 + len(said) > room:
            lines.append(said)
        else:
            lines[-1] = f"{lines[-1]} {said}".strip()
    if not pieces:
        return begin + end
    return begin + ("\n" + " " * (column + 1)).join(lines)


def folded(text: str, indent: int) -> str:
    """A long text over several lines; its own line breaks are kept."""
    if "\n" in text.rstrip("\n"):
        mark = "|" if text.endswith("\n") else "|-"
        lines = text.rstrip("\n").split("\n")
    else:
        mark = ">" if text.endswith("\n") else ">-"
        lines = wrap(text, WIDTH - 4 - indent, break_long_words=False, break_on_hyphens=False)
    return mark + "".join(f"\n{' ' * indent}{line}" if line else "\n" for line in lines)


def after_key(key: str, value: object, indent: int, *, flow: bool, style: str = "") -> str:
    """What stands after ``key:``, with the blank or the new line before it.

    ``indent``: of the key; ``flow``: whether a table may be written in brackets.
    """
    column = indent + len(key) + 2
    if _is_plain(value):
        if isinstance(value, str) and _folds(value, style):
            return " " + folded(value, indent + 2)
        return " " + scalar(value, flow=False, style=style, key=key)
    if _fits_brackets(value, column, flow=flow):
        return " " + in_brackets(value, column)
    return "\n" + block(value, indent + 2)


def _folds(text: str, style: str) -> bool:
    """Whether a text goes over several lines, and comes back from them as it is."""
    lines = text.rstrip("\n").split("\n")
    clean = all(line == " ".join(line.split(" ")).strip() for line in lines) and lines[0] != ""
    one = len(lines) > 1 or "  " not in text
    return clean and one and not text.endswith("\n\n") and (style in (">", "|") or len(lines) > 1)


def _is_plain(value: object) -> bool:
    return not isinstance(value, Mapping | list | tuple)


def _fits_brackets(value: object, column: int, *, flow: bool) -> bool:
    """A list of words always may, an empty table must, another table where its neighbours do."""
    if not value:
        return True
    if isinstance(value, Mapping):
        return flow
    of_words = isinstance(value, list | tuple) and all(_is_plain(each) for each in value)
    return of_words or (flow and column + len(in_brackets(value, -WIDTH * 9)) <= WIDTH)


def block(value: object, indent: int) -> str:
    """A table or list, one entry a line, without the line feed after the last."""
    if isinstance(value, Mapping):
        return "\n".join(entry(str(key), each, indent) for key, each in value.items())
    assert isinstance(value, list | tuple)
    return "\n".join(item(each, indent) for each in value)


def entry(key: str, value: object, indent: int, *, flow: bool = False) -> str:
    """One entry of a table."""
    said = scalar(key, flow=False)
    return f"{' ' * indent}{said}:{after_key(said, value, indent, flow=flow)}"


def item(value: object, indent: int, *, flow: bool = True) -> str:
    """One item of a list: in brackets where that fits on a line, and neighbours do so."""
    dash = f"{' ' * indent}- "
    if _is_plain(value):
        folds = isinstance(value, str) and _folds(value, "")
        return dash + (folded(str(value), indent + 2) if folds else scalar(value, flow=False))
    short = in_brackets(value, -WIDTH * 9)
    if not value or (flow and len(dash) + len(short) <= WIDTH):
        return dash + short
    return dash + block(value, indent + 2).lstrip(" ")
