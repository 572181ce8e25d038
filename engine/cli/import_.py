"""``redress import``: a procedure from a zip or a folder becomes a draft."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from engine.bootstrap import open_office
from engine.cli.deadline import Subparsers
from engine.errors import BadInput
from engine.settings import read_settings
from engine.studio import exchange, parcels
from engine.studio.judged_parcels import Parcel


def add_parser(subparsers: Subparsers) -> argparse.ArgumentParser:
    """Add ``import`` to the command line."""
    parser = subparsers.add_parser(
        "import",
        help="a zip or folder that was exported becomes a draft",
        description="Makes a draft of a procedure, based on the version in force. A zip or folder"
        " that cannot be used is refused whole, with every reason; nothing is published.",
    )
    parser.add_argument("path", type=Path, help="a zip file, or a folder with processes/ in it")
    parser.add_argument("--procedure", default="", help="which one, if a folder holds several")
    parser.add_argument("--by", metavar="USERNAME", help="the process owner whose draft it is")
    parser.add_argument(
        "--check-only",
        action="store_true",
        help="say whether it would come in; change nothing",
    )
    parser.set_defaults(run=run)
    return parser


def run(args: argparse.Namespace) -> int:
    """Take it in. Raises BadFiles with every reason, BadInput."""
    parcel = parcels.read(args.path, args.procedure)
    if args.check_only:
        print(f"{args.path} can be imported: {parcel.procedure}, {len(parcel.files)} files.")
        return 0
    if not args.by:
        raise BadInput("Say whose draft it is: --by USERNAME, a process owner.")
    print(f"Draft {_taken_in(parcel, args.by)} of {parcel.procedure}.")
    return 0


def _taken_in(parcel: Parcel, username: str) -> int:
    office = open_office(read_settings(os.environ))
    try:
        return exchange.take_in(office, exchange.owner_called(office, username), parcel)
    finally:
        office.store.close()
