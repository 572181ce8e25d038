"""What belongs to the house: every file that is kept in it, and its Python modules."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from engine.settings import HOUSE


@cache
def files() -> tuple[Path, ...]:
    """Every file that is tracked, or new and not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=HOUSE,
        check=True,
        capture_output=True,
        text=True,
    )
    found = (HOUSE / name for name in listed.stdout.split("\0") if name)
    return tuple(sorted(file for file in found if file.is_file()))


def modules() -> tuple[Path, ...]:
    """Every Python module."""
    return tuple(file for file in files() if file.suffix == ".py")


def place(file: Path) -> str:
    """Where it is in the house."""
    return file.relative_to(HOUSE).as_posix()


def text(file: Path) -> str:
    """What it says; pictures and the like say nothing."""
    content = file.read_bytes()
    return "" if b"\0" in content else content.decode(errors="replace")


def functions(module: Path) -> Iterator[tuple[str, int]]:
    """(name, lines) of each function of a module."""
    for found in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(found, ast.FunctionDef | ast.AsyncFunctionDef):
            yield found.name, (found.end_lineno or found.lineno) - found.lineno + 1
