"""A scenario as the text of its file: in the usual order, a step a line where it fits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

WIDTH = 120
#: a text that YAML reads as this text and nothing else, within brackets too
_BARE = re.compile(r"[A-Za-z][A-Za-z0-9 ()/’“”.'_@€£-]*[A-Za-z0-9)’”.]|[A-Za-z]")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_MARKS = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def scenario_text(scenario: Mapping[str, object]) -> str:
    """The whole file."""
    return "\n".join(_top(scenario)) + "\n"


def step_text(step: Mapping[str, object], indent: str = "  ") -> str:
    """One step as an item of a list."""
    return "\n".join(_item(step, indent))


def _top(scenario: Mapping[str, object]) -> Iterator[str]:
    for key, value in scenario.items():
        if key in ("people", "expect") and isinstance(value, Mapping):
            yield f"{key}:"
            for name, each in value.items():
                yield from _entry(str(name), each, "  ")
        elif key in ("given", "steps") and isinstance(value, Sequence):
            yield f"{key}:"
            for step in value:
                yield from _item(step, "  ")
        else:
            yield from _entry(key, value, "")


def _item(step: object, indent: str) -> Iterator[str]:
    line = f"{indent}- {_open(step)}"
    if len(line) <= WIDTH or not isinstance(step, Mapping):
        yield line
        return
    mark = f"{indent}- "
    for key, value in step.items():
        yield from _entry(str(key), value, mark)
        mark = f"{indent}  "


def _open(step: object) -> str:
    """An item on one line; a single entry stands without braces."""
    if isinstance(step, Mapping) and len(step) == 1:
        return ", ".join(f"{key}: {flow(value)}" for key, value in step.items())
    return flow(step)


def _entry(key: str, value: object, mark: str) -> Iterator[str]:
    """``key: value`` on a line; on several where it is too long for one."""
    line = f"{mark}{key}: {flow(value)}"
    under = " " * (len(mark) + 2)
    if len(line) <= WIDTH or not isinstance(value, Mapping | list | tuple) or not value:
        yield line
    elif isinstance(value, Mapping):
        yield f"{mark}{key}:"
        for name, each in value.items():
            yield from _entry(str(name), each, under)
    else:
        yield f"{mark}{key}:"
        for each in value:
            yield from _item(each, under)


def flow(value: object) -> str:
    """A value on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(each) for each in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    return quoted(value) if isinstance(value, str) else str(value)


def quoted(text: str) -> str:
    """A text as it stands in the file: with quotation marks only where YAML would misread it."""
    if _BARE.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return '"' + "".join(_sign(sign) for sign in text) + '"'


def _sign(sign: str) -> str:
    known = _MARKS.get(sign)
    if known is not None:
        return known
    return sign if sign.isprintable() else f"\\U{ord(sign):08x}"
