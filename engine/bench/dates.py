"""Dates: a ledger replayed, and a sweep in which nothing is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from engine import deadlines, scheduler
from engine.bench.council import NOW, PROCEDURE, Council
from engine.bench.rows import CPU_MS, MS, STATEMENTS, Row, cpu, row, took
from engine.bootstrap import counting
from engine.deadlines.rules import Event

KINDS = (
    "received",
    "letter COR-ACK1",
    "stage_entered",
    "paused response1",
    "resumed response1",
    "extended response1",
    "letter COR-UPD1",
    "letter COR-RESP1",
    "request_stage2",
    "letter COR-ACK2",
)


def replay_rows(council: Council, repeats: int) -> Iterator[Row]:
    """The clocks of a case from a ledger of ten events."""
    profile = council.profile
    rules = profile.clocks[PROCEDURE]
    data = {"channel": "email", "until": "2024-05-01", "reason": "", "about": "response1"}
    events = [Event(kind, NOW + timedelta(days=day), data) for day, kind in enumerate(KINDS)]
    times = [cpu(lambda: deadlines.replay(rules, events, profile.timing)) for _ in range(repeats)]
    yield row("dates: replay of ten events", CPU_MS, times, 0.5)


def sweep_rows(council: Council, cases: int, idle: int, repeats: int) -> Iterator[Row]:
    """A sweep that finds nothing. ``idle``: the statements of one before any case was open."""
    assert scheduler.sweep(council.office) == 0
    with counting(council.office.store) as counted:
        scheduler.sweep(council.office)
    more = len(counted.statements) - idle
    yield row(
        f"dates: sweep, nothing due, more for {cases:,} open cases", STATEMENTS, [more], 0, "most"
    )
    times = [took(lambda: scheduler.sweep(council.office)) for _ in range(repeats)]
    yield row(f"dates: sweep, nothing due, {cases:,} open cases", MS, times, 10)
