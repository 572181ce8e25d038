"""A small procedure to try what procedures may say: that of the checks, with one change."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.catalogue import Catalogue, load_catalogue
from tests.casework.council import Council
from tests.checking.vocabulary import assembled

#: its officers
SMALL: Mapping[str, tuple[tuple[str, ...], int]] = {
    "mandy": (("manager",), 5),
    "ivan": (("investigator",), 3),
    "rita": (("reviewer",), 6),
}
FOUND = {"p1": {"finding": "upheld", "reason": "Our records show it."}}


def small_catalogue(folder: Path, change: Mapping[str, Any]) -> Catalogue:
    """The procedure `small` with a change, as a fixture of the checks says it."""
    written = json.loads(json.dumps(change))  # YAML would anchor a list that stands there twice
    for name, text in assembled(written).items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return load_catalogue(folder / "processes", folder / "letters")


def accepted(council: Council, received: str = "", **values: Any) -> str:
    """A case of it that was accepted and acknowledged; its reference."""
    reference = received or council.receives(procedure="small", **values)
    council.does("mandy", reference, "triage", triage="accept")
    council.sweeps()
    return reference


def answered(council: Council, reference: str = "") -> str:
    """A case whose first answer has left; its reference."""
    found = reference or accepted(council)
    council.does("ivan", found, "answer", points=FOUND)
    council.sweeps()
    return found


def case_row(council: Council) -> Any:
    """The only case, as it is kept."""
    (row,) = council.rows("case_file")
    return row
