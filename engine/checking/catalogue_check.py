"""Checks a house of procedures, or the part of it that a path names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.catalogue import load_procedure, load_profile
from engine.catalogue.catalogue import procedure_folders
from engine.catalogue.definition import Procedure
from engine.catalogue.profile import Profile
from engine.checking.checker import check_drawing, check_folder
from engine.checking.report import Report
from engine.errors import BadInput, Problem

LETTER = ".md.j2"


@dataclass(frozen=True, slots=True)
class House:
    """Where procedures and letters stand."""

    processes: Path
    letters: Path

    @property
    def shared(self) -> Path:
        """Called diagrams."""
        return self.processes / "shared"

    @property
    def profiles(self) -> Path:
        """The councils' numbers and texts."""
        return self.processes / "profiles"


def check_all(house: House) -> tuple[Report, ...]:
    """Every procedure, and every profile that cannot be read."""
    profiles, unreadable = _profiles(house)
    found = [
        check_folder(folder, house.letters, house.shared, profiles)
        for folder in procedure_folders(house.processes)
    ]
    if unreadable:
        found.append(Report("processes/profiles", "Profiles", unreadable))
    return tuple(found)


def check_path(path: Path, house: House) -> tuple[Report, ...]:
    """What a path names: the house, a procedure's folder or YAML, a diagram, a profile, a letter.

    Raises BadInput when it is nothing that can be checked.
    """
    if not path.exists():
        raise BadInput(f"There is no {path}: name a folder or a file, or nothing to check all.")
    path = path.resolve()
    if path.is_dir():
        return _folder(path, house)
    if path.name == "procedure.yaml":
        return _only(_folder(path.parent, house), f"processes/{path.parent.name}/{path.name}")
    if path.suffix == ".bpmn":
        return _diagram(path, house)
    if path.name.endswith(LETTER):
        return _letter(path, house)
    if path.suffix == ".yaml":
        return _profile(path, house)
    raise BadInput(f"{path.name} is no procedure, diagram, profile or letter.")


def _folder(path: Path, house: House) -> tuple[Report, ...]:
    if (path / "procedure.yaml").exists() or list(path.glob("*.bpmn")):
        own = house_of(path.parent, house)
        profiles, _ = _profiles(own)
        return (check_folder(path, own.letters, own.shared, profiles),)
    if (path / "processes").is_dir():
        return check_all(House(path / "processes", path / "letters"))
    if (path / "profiles").is_dir():
        return check_all(house_of(path, house))
    raise BadInput(
        f"{path.name} holds no procedure: there is neither procedure.yaml nor a diagram."
    )


def _diagram(path: Path, house: House) -> tuple[Report, ...]:
    if (path.parent / "procedure.yaml").exists():
        return _only(_folder(path.parent, house), f"processes/{path.parent.name}/{path.name}")
    return (check_drawing(path.read_bytes(), path.name),)


def _letter(path: Path, house: House) -> tuple[Report, ...]:
    """A letter is judged with the procedure whose folder's name it stands under."""
    letters = path.parent.parent
    own = house_of(letters.parent / "processes", House(house.processes, letters))
    folder = own.processes / path.parent.name
    if not folder.is_dir():
        raise BadInput(f"No procedure sends {path.name}: there is no processes/{folder.name}.")
    return _only(_folder(folder, own), f"letters/{folder.name}/{path.name}")


def _profile(path: Path, house: House) -> tuple[Report, ...]:
    own = house_of(path.parent.parent, house)
    file = f"processes/profiles/{path.name}"
    loaded = load_profile(path, _procedures(own))
    if loaded.profile is None:
        return (Report(file, file, loaded.problems),)
    found = (
        check_folder(folder, own.letters, own.shared, (loaded.profile,))
        for folder in procedure_folders(own.processes)
        if folder.name in loaded.profile.clocks
    )
    problems = tuple(problem for report in found for problem in report.only(file).problems)
    return (Report(file, loaded.profile.title or loaded.profile.id, problems),)


def _only(reports: tuple[Report, ...], file: str) -> tuple[Report, ...]:
    return tuple(report.only(file) for report in reports)


def house_of(processes: Path, house: House) -> House:
    """The house that a folder of procedures belongs to: its own when letters stand beside it."""
    letters = processes.parent / "letters"
    if not (processes / "profiles").is_dir():
        return house
    return House(processes, letters if letters.is_dir() else house.letters)


def _procedures(house: House) -> Mapping[str, Procedure]:
    loaded = (
        load_procedure(folder, house.letters, house.shared)
        for folder in procedure_folders(house.processes)
    )
    return {found.procedure.id: found.procedure for found in loaded if found.procedure}


def _profiles(house: House) -> tuple[tuple[Profile, ...], tuple[Problem, ...]]:
    """The profiles that can be read, and what is wrong with the others."""
    procedures = _procedures(house)
    loaded = [load_profile(path, procedures) for path in sorted(house.profiles.glob("*.yaml"))]
    found = tuple(each.profile for each in loaded if each.profile is not None)
    return found, tuple(_told_once(each.problems for each in loaded))


def _told_once(problems: Iterator[tuple[Problem, ...]]) -> Iterator[Problem]:
    yield from dict.fromkeys(problem for each in problems for problem in each)
