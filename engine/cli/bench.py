"""``redress bench``: how quick Redress is here, each figure beside its bar."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections.abc import Sequence

from engine import bench
from engine.cli.deadline import Subparsers


def add_parser(subparsers: Subparsers) -> argparse.ArgumentParser:
    """Add ``bench`` to the command line."""
    parser = subparsers.add_parser(
        "bench",
        help="measure, each figure beside its bar",
        description="Measures in an empty folder. Ratios compare two things of the same run:"
        " they hold on a busy machine, milliseconds do not.",
    )
    parser.add_argument("--quick", action="store_true", help="fewer repeats, fewer cases")
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.set_defaults(run=run)
    return parser


def run(args: argparse.Namespace) -> int:
    """Measure and tell; 1 when a bar is not met."""
    rows = bench.measure(args.quick, _coming)
    if args.json:
        print(json.dumps({"machine": bench.machine(), "rows": [_as_data(r) for r in rows]}))
    else:
        print(bench.machine())
        print("\n".join(lines(rows)))
    return 0 if all(row.met for row in rows) else 1


def _coming(what: str) -> None:
    print(f"measuring {what} …", file=sys.stderr, flush=True)


def _as_data(row: bench.Row) -> dict[str, object]:
    return {**dataclasses.asdict(row), "met": row.met}


def lines(rows: Sequence[bench.Row]) -> list[str]:
    """The table: a head, then a line a row."""
    wide = max(len(row.name) for row in rows)
    head = f"{'':{wide}} {'min':>9} {'median':>9} {'p95':>9}  {'':10} bar"
    return [head, *(_line(row, wide) for row in rows)]


def _line(row: bench.Row, wide: int) -> str:
    figures = " ".join(f"{_short(value):>9}" for value in (row.least, row.median, row.p95))
    bar = f"{row.judged} ≤ {_short(row.bar)}"
    met = "met" if row.met else "NOT MET"
    return f"{row.name:{wide}} {figures}  {row.unit:10} {bar:16} {met}"


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.2f}"
