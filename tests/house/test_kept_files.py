"""What is kept holds no traces of a machine, and installs the same everywhere."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from engine.settings import HOUSE
from tests.house.sources import files, place, text

#: written in parts, so that this module is not found by its own search
MACHINE_PLACES = re.compile(
    r"(?<![\w.])/(?:ho" r"me|ro" r"ot|Use" r"rs|wo" r"rk)/[\w.]|\b[A-Z]:\\\\?Use" r"rs\\"
)
REGISTRIES = re.compile(
    r"pypi\.o" r"rg|pythonhosted\.o" r"rg|registry\.(?:npmjs|yarnpkg)\.|deb\.debian\.o" r"rg"
)
MADE = {"node_modules", "built", "__pycache__", ".venv", "var"}
LARGEST = 1024 * 1024


def _saying(pattern: re.Pattern[str]) -> dict[str, str]:
    found = ((place(file), pattern.search(text(file))) for file in files())
    return {name: match.group() for name, match in found if match}


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    named = _saying(MACHINE_PLACES)
    assert not named, f"Write the path from the house's root, or make it a setting: {named}"


def test_no_file_names_a_package_registry() -> None:
    named = _saying(REGISTRIES)
    assert not named, f"Where packages come from is the machine's business. Take it out: {named}"


def test_nothing_that_is_made_is_kept() -> None:
    made = [place(file) for file in files() if MADE & set(place(file).split("/"))]
    assert not made, f"Packages and set-up bring these. Remove them: git rm --cached {made}"


def test_no_file_is_large() -> None:
    large = {place(file): size for file in files() if (size := file.stat().st_size) > LARGEST}
    assert not large, f"Over {LARGEST} bytes. Let a package bring it, or make it smaller: {large}"


def _pins(lock: Path) -> dict[str, str]:
    return dict(
        re.findall(r"^([a-z0-9-]+)==(\S+)", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)
    )


def _asked(lock: str) -> list[str]:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
    groups: dict[str, list[str]] = project["dependency-groups"]
    if lock == "requirements-node.lock":
        return groups["node"]
    needed = project["project"]
    return [
        *needed["dependencies"],
        *needed["optional-dependencies"]["test"],
        *groups["set-up"],
    ]


def _held(line: str, pins: dict[str, str]) -> bool:
    asked = Requirement(line)
    name = re.sub(r"[-_.]+", "-", asked.name).lower()
    return asked.specifier.contains(pins[name], prereleases=True) if name in pins else False


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-node.lock"])
def test_the_lock_holds_what_the_project_asks_for(lock: str) -> None:
    pins = _pins(HOUSE / lock)
    loose = [line for line in _asked(lock) if not _held(line, pins)]
    assert not loose, f"{lock} does not have them as pyproject.toml asks. Run: make lock. {loose}"


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-node.lock"])
def test_everything_in_the_lock_has_its_hash(lock: str) -> None:
    said = (HOUSE / lock).read_text(encoding="utf-8")
    bare = re.findall(r"^\S+==[^\\\n]*$", said, flags=re.MULTILINE)
    assert not bare, f"{lock}: without a hash anything could be installed. Run: make lock. {bare}"
    assert not re.search(r"^-", said, flags=re.MULTILINE), f"{lock} holds options. Run: make lock"
