"""``redress case show``: a case in the terminal."""

from __future__ import annotations

import argparse
import json
import os
from dataclasses import asdict
from datetime import date, datetime

from engine.bootstrap import open_office
from engine.cli.deadline import Subparsers
from engine.clock import london
from engine.desk.case_file import case_file
from engine.desk.views import CaseFile
from engine.permissions import Actor
from engine.settings import read_settings
from engine.working_days import long_date

_OPERATOR = Actor(None, 0, "operator", kind="officer")


def add_parser(subparsers: Subparsers) -> argparse.ArgumentParser:
    """Add ``case`` to the command line."""
    parser = subparsers.add_parser("case", help="look at a case")
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="show")
    show = kinds.add_parser("show", help="a case: its step, dates, letters, history")
    show.add_argument("reference")
    show.add_argument("--json", action="store_true", help="for programs")
    show.set_defaults(run=run)
    return parser


def run(args: argparse.Namespace) -> int:
    """Print one case. Raises NotFound."""
    office = open_office(read_settings(os.environ))
    try:
        file = case_file(office, _OPERATOR, args.reference)
    finally:
        office.store.close()
    if args.json:
        print(json.dumps(asdict(file), default=_plain, indent=2))
    else:
        _print(file)
    return 0


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _print(file: CaseFile) -> None:
    print(f"{file.reference}  {file.title}")
    print(f"{file.procedure}, {file.profile}; {file.status}; {file.stage or 'no stage yet'}")
    if file.outcome:
        print(file.outcome)
    for task in file.tasks:
        if task.status == "open":
            due = f", due {long_date(task.due_on)}" if task.due_on else ""
            print(f"  to do    {task.name} ({task.assignee or 'nobody yet'}{due})")
    for clock in file.clocks:
        print(f"  {clock.status:<8} {clock.title}: {long_date(clock.due_on)}. {clock.summary}")
    for letter in file.letters:
        print(f"  letter   {letter.code} {letter.status}, {long_date(letter.issued)}")
    for row in reversed(file.history):
        print(f"  {london(row.at):%Y-%m-%d %H:%M}  {row.who}: {row.what} {row.detail}".rstrip())
