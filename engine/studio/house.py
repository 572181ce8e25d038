"""The files of a procedure as a draft begins with them: all that may be part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from engine.catalogue.archive import unpacked
from engine.catalogue.everyday import SHARED
from engine.catalogue.letters import SUFFIX
from engine.catalogue.procedures import PARTS, SHARED_LETTERS
from engine.catalogue.profiles import PROFILES
from engine.catalogue.text_files import text_of
from engine.errors import BadInput, Problem
from engine.settings import Settings
from engine.store import publications
from engine.store.office import Office
from engine.store.session import Session
from engine.store.versions import ProcedureVersion, ProfileVersion

SCENARIOS = "scenarios/"
#: where that stands which several procedures may take
SHARED_KINDS = (SHARED, PARTS, SHARED_LETTERS)
MOST_FILES = 1_000
_NAME = r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,100}"


def belongs(file: str, procedure: str) -> bool:
    """Whether a draft of this procedure may hold a file of that place in the house."""
    own = re.escape(procedure)
    letter = rf"{_NAME}{re.escape(SUFFIX)}"
    places = (
        rf"processes/{own}/(procedure\.yaml|{_NAME}\.bpmn|{SCENARIOS}{_NAME}\.yaml)",
        rf"{SHARED}{_NAME}\.(bpmn|yaml)",
        rf"{PROFILES}{_NAME}\.yaml",
        rf"letters/{own}/({letter}|sample\.yaml)",
        rf"{PARTS}{_NAME}\.md",
        rf"{SHARED_LETTERS}{letter}",
    )
    return ".." not in file and any(re.fullmatch(place, file) for place in places)


def version_files(
    office: Office, session: Session, procedure: str, version: str
) -> dict[str, str]:
    """Every file of a published version with its scenarios, and what it could take beside."""
    row = session.get(ProcedureVersion, version)
    if row is None:
        raise BadInput(f"There is no version {version[:12]} of {procedure}.")
    files = dict(shared_on_disk(office.settings)) | dict(unpacked(row.source, "procedure").files)
    files.update(scenarios_of(office, session, procedure, version))
    return files


def profile_files(session: Session, version: str) -> dict[str, str]:
    """The council's own profile and those it stands on."""
    row = session.get(ProfileVersion, version)
    if row is None:
        raise BadInput(f"There is no version {version[:12]} of the council's profile.")
    return dict(unpacked(row.source, "profile").files)


def scenarios_of(
    office: Office, session: Session, procedure: str, version: str
) -> Mapping[str, str]:
    """The scenarios that were published with a version; of one that came with Redress, its own."""
    found = publications.of_version(session, "procedure", procedure, version)
    if found is not None and found.scenarios:
        return dict(found.scenarios)
    return dict(_on_disk(office.settings.processes, f"{procedure}/{SCENARIOS}", "*.yaml"))


def shared_on_disk(settings: Settings) -> Iterator[tuple[str, str]]:
    """What procedures may share, as it came with Redress."""
    for pattern in ("*.bpmn", "*.yaml"):
        yield from _on_disk(settings.processes, "shared/", pattern)
    yield from _on_disk(settings.letters, "parts/", "*.md")
    yield from _on_disk(settings.letters, "shared/", f"*{SUFFIX}")


def _on_disk(root: Path, folder: str, pattern: str) -> Iterator[tuple[str, str]]:
    """Files that cannot be read are left out: `redress check` tells of them."""
    problems: list[Problem] = []
    kind = "processes" if pattern != f"*{SUFFIX}" and pattern != "*.md" else "letters"
    for path in sorted((root / folder).glob(pattern)):
        file = f"{kind}/{folder}{path.name}"
        text = text_of(path.read_bytes(), file, problems)
        if text is not None:
            yield file, text
