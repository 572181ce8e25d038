"""The JSON Schemas of the files that people write, for editors."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

SCHEMAS = Path(__file__).parent / "schemas"
FILES = ("procedure", "profile", "letter", "scenario")


def schema(of: str) -> Mapping[str, Any]:
    """The JSON Schema of ``procedure``, ``profile``, ``letter`` or ``scenario`` files."""
    if of not in FILES:
        raise KeyError(of)
    found: Mapping[str, Any] = json.loads((SCHEMAS / f"{of}.schema.json").read_text("utf-8"))
    return found
