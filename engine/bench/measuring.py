"""Everything that is measured, in one run."""

from __future__ import annotations

import os
import platform
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from engine import scheduler
from engine.bench.council import Council
from engine.bench.dates import replay_rows, sweep_rows
from engine.bench.drafting import studio_rows
from engine.bench.engine_step import engine_rows
from engine.bench.growth import growth_rows
from engine.bench.letters import letter_rows
from engine.bench.loading import loading_rows
from engine.bench.over_http import completion_rows, queue_rows
from engine.bench.playing import playing_rows
from engine.bench.rows import RATIO, Row
from engine.bench.verbs import verb_rows
from engine.bootstrap import counting
from engine.catalogue import load_catalogue
from engine.settings import HOUSE

PROFILE = "NHDC-2019"


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    repeats: int
    contacts: int
    windows: int
    open_cases: int


FULL = Size(repeats=60, contacts=1_000, windows=12, open_cases=2_000)
QUICK = Size(repeats=5, contacts=100, windows=2, open_cases=200)


def measure(
    quick: bool = False, say: Callable[[str], None] = lambda _what: None
) -> tuple[Row, ...]:
    """Measure in an empty folder that is gone afterwards; ratios first. ``say``: what comes."""
    size = QUICK if quick else FULL
    catalogue = load_catalogue(HOUSE / "processes", HOUSE / "letters")
    with tempfile.TemporaryDirectory(prefix="redress-bench-") as folder:
        council = Council(Path(folder), catalogue, PROFILE)
        try:
            rows = list(_rows(council, Path(folder), size, say))
        finally:
            council.close()
    return tuple(sorted(rows, key=lambda row: row.unit != RATIO))


def _rows(council: Council, folder: Path, size: Size, say: Callable[[str], None]) -> Iterator[Row]:
    idle = _idle(council)
    say("the engine")
    yield from engine_rows(council, size.repeats)
    yield from replay_rows(council, size.repeats * 10)
    say("letters")
    yield from letter_rows(council, size.repeats)
    say("the studio")
    yield from loading_rows(len(council.office.catalogue.procedures), size.repeats)
    yield from studio_rows(council, size.repeats)
    yield from playing_rows(council, size.repeats)
    say("verbs beside bare SpiffWorkflow")
    yield from verb_rows(council, folder, size.repeats)
    say("tasks over HTTP")
    yield from completion_rows(council, size.repeats)
    say(f"{size.contacts:,} contacts")
    yield from growth_rows(council, size.contacts, size.windows)
    say(f"{size.open_cases:,} open cases")
    for _ in range(size.open_cases):
        council.complaint()
    scheduler.sweep(council.office)
    yield from sweep_rows(council, size.open_cases, idle, size.repeats)
    yield from queue_rows(council, size.open_cases, size.repeats)


def _idle(council: Council) -> int:
    with counting(council.office.store) as counted:
        scheduler.sweep(council.office)
    return len(counted.statements)


def machine() -> str:
    """Where this was measured."""
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return (
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()},"
        f" SQLite {sqlite3.sqlite_version}, load {load}"
    )
