"""The small house of the catalogue's tests, and words to change it with."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from engine.catalogue import Catalogue, Loaded, load_catalogue, load_procedure
from engine.errors import Problem

HOUSE = Path(__file__).parent / "house"
TINY = "processes/tiny/procedure.yaml"
DRAWN = "processes/tiny/procedure.bpmn"
RESPONSE = "letters/tiny/TIN-RESP1.md.j2"
ALPHA = "processes/profiles/alpha-2020.yaml"
YOUNG = "processes/profiles/alpha-2024.yaml"


def small_house() -> Catalogue:
    """The catalogue of the house as it stands."""
    return load_catalogue(HOUSE / "processes", HOUSE / "letters")


class Copy:
    """A copy of the small house that a test may change."""

    def __init__(self, root: Path) -> None:
        self.root = root / "house"
        shutil.copytree(HOUSE, self.root)

    def change(self, file: str, old: str, new: str) -> Copy:
        """Replace a piece of a file, which must stand in it."""
        text = (self.root / file).read_text("utf-8")
        assert old in text, f"{old!r} does not stand in {file}"
        return self.write(file, text.replace(old, new, 1))

    def write(self, file: str, content: str | bytes) -> Copy:
        """Write a whole file."""
        data = content.encode() if isinstance(content, str) else content
        (self.root / file).parent.mkdir(parents=True, exist_ok=True)
        (self.root / file).write_bytes(data)
        return self

    def line(self, problem: Problem) -> str:
        """The line that a problem tells; empty when it tells none."""
        if problem.line is None:
            return ""
        return (self.root / problem.file).read_text("utf-8").splitlines()[problem.line - 1]

    def remove(self, file: str) -> Copy:
        """Remove a file."""
        (self.root / file).unlink()
        return self

    def procedure(self) -> Loaded:
        """The procedure ``tiny`` of this copy."""
        processes = self.root / "processes"
        return load_procedure(processes / "tiny", self.root / "letters", processes / "shared")

    def catalogue(self) -> Catalogue:
        """The whole catalogue of this copy."""
        return load_catalogue(self.root / "processes", self.root / "letters")


def only(problems: Sequence[Problem]) -> Problem:
    """The one problem, or a failure that shows them all."""
    assert len(problems) == 1, "\n".join(map(str, problems)) or "no problem"
    return problems[0]
