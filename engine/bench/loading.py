"""Reading every procedure, profile and letter."""

from __future__ import annotations

from collections.abc import Iterator

from engine.bench.rows import CPU_MS, Row, cpu, row
from engine.catalogue import forget, load_catalogue
from engine.settings import HOUSE

#: what one procedure may add to a start, in milliseconds
BAR = 100


def loading_rows(procedures: int, repeats: int) -> Iterator[Row]:
    """The whole catalogue, by the procedure."""
    folders = (HOUSE / "processes", HOUSE / "letters")
    times = []
    for _ in range(max(3, repeats // 10)):
        forget()
        times.append(cpu(lambda: load_catalogue(*folders)))
    values = [time / procedures for time in times]
    yield row("catalogue: load, each procedure", CPU_MS, values, BAR)
