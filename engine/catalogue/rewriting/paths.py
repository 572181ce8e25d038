"""Where something stands in a YAML file: ``forms.triage.fields[0]``."""

from __future__ import annotations

import re
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]
_STEP = re.compile(r"\[([0-9]{1,6})\]|\.?([^.\[\]]+)")


def read_path(text: str) -> Path:
    """The path that ``in_words`` wrote."""
    steps = _STEP.finditer(text)
    return tuple(int(step[1]) if step[1] else step[2] for step in steps)


def in_words(path: Path) -> str:
    """The path as problems name it."""
    said = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return said.removeprefix(".")
