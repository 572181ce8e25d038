"""``redress report``: the figures of a period, on the terminal or in a file."""

from __future__ import annotations

import argparse
import json
import os
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from engine import reports
from engine.bootstrap import open_office
from engine.cli.deadline import Subparsers
from engine.errors import BadInput
from engine.permissions import SYSTEM
from engine.reports import Report
from engine.reports.as_data import to_csv, to_json
from engine.reports.as_html import to_html
from engine.reports.as_ods import to_ods
from engine.reports.as_pdf import to_pdf
from engine.reports.as_text import to_text
from engine.settings import Settings, read_settings

_PATIENCE = 2.0  # seconds until somebody who waits is told for what
_BINARY: Mapping[str, Callable[[Report], bytes]] = {"pdf": to_pdf, "ods": to_ods}
_EXAMPLES = """examples:
  redress report --list
  redress report stage1-timeliness --from 2024-04-01 --to 2025-03-31
  redress report feedback --from 2024-04-01 --to 2024-06-30 --format pdf --output feedback.pdf"""


def add_parser(subparsers: Subparsers) -> argparse.ArgumentParser:
    """Add ``report`` to the command line."""
    parser = subparsers.add_parser(
        "report",
        help="the figures of a period",
        description="Writes a report; both days of the period are in it.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("name", nargs="?", help="which report; --list names them")
    parser.add_argument("--from", dest="first", metavar="DATE", help="such as 2024-04-01")
    parser.add_argument("--to", dest="last", metavar="DATE", help="such as 2025-03-31")
    parser.add_argument(
        "--format", choices=("html", "csv", "ods", "pdf"), help="otherwise for reading here"
    )
    parser.add_argument("--output", metavar="FILE", type=Path, help="write into this file")
    parser.add_argument("--procedure", default=reports.PROCEDURE, help="%(default)s")
    parser.add_argument("--list", action="store_true", help="which reports there are")
    parser.add_argument("--json", action="store_true", help="for programs, with the cases")
    parser.set_defaults(run=run)
    return parser


def run(args: argparse.Namespace) -> int:
    """Write one report, or list them. Raises NotFound or BadInput with one sentence."""
    if args.list:
        return _list(as_json=args.json)
    for value, say in (
        (args.name, "Name a report: `redress report --list` says which there are."),
        (args.first and args.last, "A report needs a period: --from DATE and --to DATE."),
    ):
        if not value:
            raise BadInput(say)
    reports.sort_of(args.name)  # before the store is opened: a slip costs no time
    settings = read_settings(os.environ)
    with _patience(f"Reading cases for {args.name}…"):
        written = _rendered(args, _written(args, settings), settings)
    _put(written, args.output)
    return 0


def _written(args: argparse.Namespace, settings: Settings) -> Report:
    period = reports.read_period(args.first, args.last)
    office = open_office(settings)
    try:
        return reports.write_report(office, SYSTEM, args.name, period, args.procedure)
    finally:
        office.store.close()


def _rendered(args: argparse.Namespace, report: Report, settings: Settings) -> bytes:
    if args.json:
        return f"{json.dumps(to_json(report), indent=2)}\n".encode()
    if args.format in _BINARY:
        if args.output is None and sys.stdout.isatty():
            raise BadInput(f"Say where the {args.format} goes: --output FILE.")
        return _BINARY[args.format](report)
    if args.format == "html":
        return to_html(report, f"{settings.base_url}/officers/reports").encode()
    return (to_csv(report) if args.format == "csv" else f"{to_text(report)}\n").encode()


def _put(content: bytes, file: Path | None) -> None:
    if file is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        file.write_bytes(content)
    except OSError as error:
        raise BadInput(f"{file} cannot be written: {error.strerror}.") from error


def _list(*, as_json: bool) -> int:
    if as_json:
        rows = [{"name": r.name, "title": r.title, "about": r.about} for r in reports.REPORTS]
        print(json.dumps(rows, indent=2))
        return 0
    width = max(len(each.name) for each in reports.REPORTS)
    for each in reports.REPORTS:
        print(f"{each.name:<{width}}  {each.about}")
    return 0


@contextmanager
def _patience(say: str) -> Iterator[None]:
    """Tell whoever waits for longer what for, on standard error."""
    timer = threading.Timer(_PATIENCE, print, (say,), {"file": sys.stderr, "flush": True})
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
