"""What came with Redress beside its procedures: their scenarios, and what they may share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from engine.catalogue.letters import SUFFIX
from engine.catalogue.text_files import text_of
from engine.errors import Problem
from engine.settings import Settings

SCENARIOS = "scenarios/"


def shared(settings: Settings) -> Iterator[tuple[str, str]]:
    """(place in the house, text) of what procedures may share."""
    for pattern in ("*.bpmn", "*.yaml"):
        yield from _found("processes", settings.processes, "shared/", pattern)
    yield from _found("letters", settings.letters, "parts/", "*.md")
    yield from _found("letters", settings.letters, "shared/", f"*{SUFFIX}")


def scenarios(settings: Settings, procedure: str) -> Iterator[tuple[str, str]]:
    """Likewise of the scenarios of a procedure."""
    yield from _found("processes", settings.processes, f"{procedure}/{SCENARIOS}", "*.yaml")


def _found(kind: str, root: Path, folder: str, pattern: str) -> Iterator[tuple[str, str]]:
    """Files that cannot be read are left out: `redress check` tells of them."""
    problems: list[Problem] = []
    for path in sorted((root / folder).glob(pattern)):
        file = f"{kind}/{folder}{path.name}"
        text = text_of(path.read_bytes(), file, problems)
        if text is not None:
            yield file, text
