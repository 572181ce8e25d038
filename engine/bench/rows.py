"""A measured figure beside its bar."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

#: units; a ratio compares two things of one run, so that a busy machine slows both
RATIO, MS, CPU_MS, BYTES, STATEMENTS, COMMITS = (
    "×",
    "ms",
    "ms CPU",
    "bytes",
    "statements",
    "commits",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement. ``bar`` is the most that ``judged`` (median, p95 or most) may be."""

    name: str
    unit: str
    least: float
    median: float
    p95: float
    most: float
    number: int
    bar: float
    judged: str = "median"

    @property
    def met(self) -> bool:
        """Whether the bar is met."""
        return float(getattr(self, self.judged)) <= self.bar


def row(name: str, unit: str, values: Sequence[float], bar: float, judged: str = "median") -> Row:
    """A row from what was measured, at least once."""
    tail = quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]
    return Row(
        name,
        unit,
        min(values),
        median(values),
        tail,
        max(values),
        len(values),
        bar,
        judged,
    )


def took(work: Callable[[], object]) -> float:
    """How many milliseconds it took, by the clock on the wall."""
    return _timed(work, time.perf_counter_ns)


def cpu(work: Callable[[], object]) -> float:
    """How many milliseconds of this thread's processor it took."""
    return _timed(work, time.thread_time_ns)


def _timed(work: Callable[[], object], clock: Callable[[], int]) -> float:
    gc.collect(0)  # what was made before is not this one's rubbish
    began = clock()
    work()
    return (clock() - began) / 1e6
