"""The files of a procedure as a draft begins with them: all that may be part of it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from engine.catalogue import on_disk
from engine.catalogue.archive import unpacked
from engine.catalogue.everyday import SHARED
from engine.catalogue.letters import SUFFIX
from engine.catalogue.on_disk import SCENARIOS
from engine.catalogue.procedures import PARTS, SHARED_LETTERS
from engine.catalogue.profiles import PROFILES
from engine.errors import BadInput
from engine.store import publications
from engine.store.office import Office
from engine.store.session import Session
from engine.store.versions import ProcedureVersion, ProfileVersion

#: where that stands which several procedures may take
SHARED_KINDS = (SHARED, PARTS, SHARED_LETTERS)
MOST_FILES = 1_000
__all__ = [
    "MOST_FILES",
    "SCENARIOS",
    "SHARED_KINDS",
    "belongs",
    "profile_files",
    "scenarios_of",
    "version_files",
]
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
    files = dict(on_disk.shared(office.settings)) | dict(unpacked(row.source, "procedure").files)
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
    return dict(on_disk.scenarios(office.settings, procedure))
