"""``redress serve`` and the scheduler inside it."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from importlib import import_module

from engine.bootstrap import open_office
from engine.cli import logbook
from engine.cli.deadline import Subparsers
from engine.scheduler import Scheduler
from engine.settings import read_settings


def add_parser(subparsers: Subparsers) -> argparse.ArgumentParser:
    """Add ``serve`` to the command line."""
    parser = subparsers.add_parser("serve", help="serve the screens, with the scheduler inside")
    parser.add_argument("--no-scheduler", action="store_true", help="another process sweeps")
    parser.add_argument("--threads", type=int, default=8, help="requests at once (8)")
    parser.set_defaults(run=run)
    return parser


def run(args: argparse.Namespace) -> int:
    """Serve until stopped."""
    logbook.begin()
    settings = read_settings(os.environ)
    office = open_office(settings)
    if settings.demo:
        import_module("engine.demo").settle_in(office)
    # The web is started by its name: the engine does not know it
    app = import_module("web").create_app(office)
    scheduler = None if args.no_scheduler else Scheduler(office)
    if scheduler is not None:
        scheduler.start()
    signal.signal(signal.SIGTERM, lambda _signal, _frame: sys.exit(0))
    print(f"Redress is at {settings.base_url}", flush=True)
    try:
        import_module("waitress").serve(
            app, host=settings.host, port=settings.port, threads=args.threads, ident=None
        )
    finally:
        if scheduler is not None:
            scheduler.stop()
        office.store.close()
    return 0
