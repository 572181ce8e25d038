"""``redress serve`` and the scheduler inside it."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import sys
from importlib import import_module

from engine.bootstrap import Office, open_office
from engine.cli import logbook
from engine.cli.deadline import Subparsers
from engine.errors import BadInput
from engine.scheduler import Scheduler
from engine.settings import Settings, read_settings


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
    with _port(settings) as port:
        office = open_office(settings)
        try:
            if settings.demo:
                import_module("engine.demo").settle_in(office)
            _serve(office, port, args)
        finally:
            office.store.close()
    return 0


def _port(settings: Settings) -> socket.socket:
    """Raises BadInput when somebody else has it."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family)
    except OSError as error:
        raise BadInput(
            f"{settings.host}:{settings.port} cannot be used ({error.strerror});"
            " set REDRESS_PORT to another port."
        ) from error


def _serve(office: Office, port: socket.socket, args: argparse.Namespace) -> None:
    # The web is started by its name: the engine does not know it
    app = import_module("web").create_app(office)
    scheduler = None if args.no_scheduler else Scheduler(office)
    if scheduler is not None:
        scheduler.start()
    signal.signal(signal.SIGTERM, lambda _signal, _frame: sys.exit(0))
    print(f"Redress is at {office.settings.base_url}", flush=True)
    try:
        import_module("waitress").serve(
            app, sockets=[port], threads=args.threads, ident=None, _quiet=True
        )
    finally:
        if scheduler is not None:
            scheduler.stop()
