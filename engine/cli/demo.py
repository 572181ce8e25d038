"""``redress demo``: fill an empty database with the demo council."""

from __future__ import annotations

import argparse
import dataclasses
import os

from engine import demo
from engine.bootstrap import open_office
from engine.cli.deadline import Subparsers
from engine.settings import read_settings


def add_parser(subparsers: Subparsers) -> argparse.ArgumentParser:
    """Add ``demo`` to the command line."""
    parser = subparsers.add_parser("demo", help="fill an empty database with a demo council")
    parser.set_defaults(run=run)
    return parser


def run(args: argparse.Namespace) -> int:
    """Fill it; nothing happens where cases are already there."""
    settings = dataclasses.replace(read_settings(os.environ), demo=True)
    office = open_office(settings)
    try:
        print(f"{demo.settle_in(office)} cases made")
    finally:
        office.store.close()
    return 0
