"""``redress scheduler``: dates and letters, in a process of its own."""

from __future__ import annotations

import argparse
import os
import signal

from engine.bootstrap import open_office
from engine.casework import sending
from engine.cli import logbook
from engine.cli.deadline import Subparsers
from engine.scheduler import EVERY, Scheduler, sweep
from engine.settings import read_settings


def add_parser(subparsers: Subparsers) -> argparse.ArgumentParser:
    """Add ``scheduler`` to the command line."""
    parser = subparsers.add_parser("scheduler", help="let dates come and send letters")
    parser.add_argument("--once", action="store_true", help="do what is due now, then stop")
    parser.add_argument("--every", type=float, default=EVERY, help=f"seconds ({EVERY:g})")
    parser.set_defaults(run=run)
    return parser


def run(args: argparse.Namespace) -> int:
    """Sweep once, or until stopped."""
    logbook.begin()
    office = open_office(read_settings(os.environ))
    try:
        if args.once:
            sending.doubt_interrupted(office)
            print(f"{sweep(office)} done")
            return 0
        scheduler = Scheduler(office, args.every)
        signal.signal(signal.SIGTERM, lambda _signal, _frame: scheduler.stop())
        scheduler.run()
        return 0
    finally:
        office.store.close()
