"""Modules are short, about one thing, and named after council work."""

from __future__ import annotations

import pytest

from engine.settings import HOUSE
from tests.house.sources import functions, modules, place

LONGEST_MODULE = 300
LONGEST_FUNCTION = 40

BANNED = {
    *("util", "utils", "utilities", "helper", "helpers", "common", "misc", "miscellaneous"),
    *("manager", "managers", "service", "services"),
}
#: managers are people here: the area of the screens where they read the figures
PEOPLE = {"web/managers"}


def test_no_module_is_too_long() -> None:
    long = {
        place(module): lines
        for module in modules()
        if (lines := len(module.read_text(encoding="utf-8").splitlines())) > LONGEST_MODULE
    }
    assert not long, f"Over {LONGEST_MODULE} lines. Find the second subject and part them: {long}"


def test_no_function_is_too_long() -> None:
    long = {
        f"{place(module)}: {name}": lines
        for module in modules()
        for name, lines in functions(module)
        if lines > LONGEST_FUNCTION
    }
    assert not long, f"Over {LONGEST_FUNCTION} lines. Name the steps and part them: {long}"


def test_modules_are_named_after_council_work() -> None:
    named = {
        place(part)
        for module in modules()
        for part in (module.with_suffix(""), *module.parents)
        if part.name in BANNED and part.is_relative_to(HOUSE) and part != HOUSE
    }
    plumbing = sorted(named - PEOPLE)
    assert not plumbing, f"Say what each is about; what has no name has two subjects: {plumbing}"


@pytest.mark.parametrize("folder", ["processes", "letters"])
def test_procedures_and_letters_are_data(folder: str) -> None:
    python = [place(module) for module in modules() if module.is_relative_to(HOUSE / folder)]
    assert not python, f"{folder}/ is what process owners edit. Move the Python away: {python}"


def test_every_package_says_what_it_is() -> None:
    silent = [
        place(module)
        for module in modules()
        if module.name == "__init__.py"
        and place(module).startswith(("engine/", "web/"))
        and not module.read_text(encoding="utf-8").startswith('"""')
    ]
    assert not silent, f"Begin each with a sentence that says what the package is: {silent}"
