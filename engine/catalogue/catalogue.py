"""Every procedure and profile of one Redress."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from engine.catalogue.definition import Procedure
from engine.catalogue.keys import suggestion
from engine.catalogue.procedures import load_procedure
from engine.catalogue.profile import Profile
from engine.catalogue.profiles import PROFILES, Duties, profile_texts, read_profile
from engine.errors import BadFiles, BadInput, NotFound, Problem

_NOT_PROCEDURES = ("profiles", "shared")
_YEAR = re.compile(r"-\d{4}(-\d{2}){0,2}$")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a Redress runs: procedure id -> procedure, profile id -> profile."""

    procedures: Mapping[str, Procedure]
    profiles: Mapping[str, Profile]

    def profile_for(self, profile_id: str, day: date) -> Profile:
        """The same council's profile in force on that day; earlier than its first: the first.

        A council's profiles differ in the year at the end of their ids: NHDC-2019, NHDC-2025.
        """
        if profile_id not in self.profiles:
            fix = suggestion(profile_id, self.profiles, "Profiles")
            raise BadInput(f"There is no profile {profile_id!r}. {fix}")
        council = council_of(profile_id)
        its = sorted(
            (p for p in self.profiles.values() if council_of(p.id) == council),
            key=lambda profile: profile.effective_from,
        )
        begun = [profile for profile in its if profile.effective_from <= day]
        running = [p for p in begun if p.effective_to is None or day <= p.effective_to]
        return (running or begun or its[:1])[-1]

    def source_of(self, version: str) -> bytes:
        """The archive of a version, to be kept in the store. Raises NotFound."""
        kept: list[Procedure | Profile] = [*self.procedures.values(), *self.profiles.values()]
        for known in kept:
            if known.version == version:
                return known.source
        raise NotFound(f"There is no version {version[:12]}.")

    def with_profile(self, profile: Profile) -> Catalogue:
        """This catalogue with that profile in place of the one of its id."""
        return replace(self, profiles={**self.profiles, profile.id: profile})

    def with_procedure(self, procedure: Procedure) -> Catalogue:
        """This catalogue with that version in place of the procedure's present one."""
        return replace(self, procedures={**self.procedures, procedure.id: procedure})


def council_of(profile_id: str) -> str:
    """The council's part of a profile's id: NHDC for NHDC-2019."""
    return _YEAR.sub("", profile_id)


def load_catalogue(processes: Path, letters: Path) -> Catalogue:
    """Every procedure and profile. Raises BadFiles with every problem of every file."""
    problems: list[Problem] = []
    procedures: dict[str, Procedure] = {}
    broken: set[str] = set()
    for folder in procedure_folders(processes):
        loaded = load_procedure(folder, letters, processes / "shared")
        problems.extend(loaded.problems)
        if loaded.procedure is None:
            broken.add(folder.name)
        else:
            procedures[loaded.procedure.id] = loaded.procedure
    of = {name: procedure.clocks for name, procedure in procedures.items()}
    duties = Duties(of, excused=frozenset(broken))
    profiles = _profiles(processes / PROFILES.split("/")[1], duties, problems)
    if problems:
        raise BadFiles(list(dict.fromkeys(problems)))
    return Catalogue(procedures, profiles)


def procedure_folders(processes: Path) -> tuple[Path, ...]:
    """The folders that are procedures."""
    return tuple(
        folder
        for folder in sorted(processes.iterdir())
        if folder.is_dir() and folder.name not in _NOT_PROCEDURES and folder.name[0] not in "._"
    )


def _profiles(folder: Path, duties: Duties, problems: list[Problem]) -> dict[str, Profile]:
    texts, faults = profile_texts(folder)
    profiles: dict[str, Profile] = {}
    problems.extend(faults)
    for file in texts:
        loaded = read_profile(file, texts, duties, faults)
        problems.extend(loaded.problems)
        if loaded.profile is not None:
            profiles[loaded.profile.id] = loaded.profile
    return profiles
