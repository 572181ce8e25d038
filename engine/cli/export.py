"""``redress export``: a procedure as one zip, or as a folder for git."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from engine.bootstrap import open_office
from engine.cli.deadline import Subparsers
from engine.errors import BadInput
from engine.settings import read_settings
from engine.studio import exchange, parcels

_EXAMPLES = """examples:
  redress export corporate-complaint                         the version in force
  redress export corporate-complaint --version 3fa9c1
  redress export corporate-complaint --draft 12 --to draft.zip
  redress export corporate-complaint --to ../procedures      a folder for git"""


def add_parser(subparsers: Subparsers) -> argparse.ArgumentParser:
    """Add ``export`` to the command line."""
    parser = subparsers.add_parser(
        "export",
        help="a procedure with its letters, scenarios and profile as a zip or a folder",
        description="Writes everything that a procedure is made of; `redress import` takes it.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("procedure", help="its id, such as corporate-complaint")
    parser.add_argument(
        "--to", type=Path, help="a file that ends in .zip, or a folder (PROCEDURE-VERSION.zip)"
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--version", default="", help="the first digits of a published version")
    which.add_argument("--draft", type=int, help="the number of a draft")
    parser.set_defaults(run=run)
    return parser


def run(args: argparse.Namespace) -> int:
    """Write the parcel. Raises NotFound, and BadInput when it cannot be written there."""
    office = open_office(read_settings(os.environ))
    try:
        if args.draft is not None:
            sent = exchange.of_draft(office, args.draft)
        else:
            sent = exchange.of_version(office, args.procedure, args.version)
    finally:
        office.store.close()
    if sent.parcel.procedure != args.procedure:
        raise BadInput(f"Draft {args.draft} is of {sent.parcel.procedure}, not {args.procedure}.")
    to = args.to or Path(f"{sent.name}.zip")
    try:
        _write(sent, to)
    except OSError as error:
        raise BadInput(f"{to} cannot be written: {error.strerror}.") from None
    print(to)
    return 0


def _write(sent: exchange.Sent, to: Path) -> None:
    if to.suffix == ".zip":
        to.write_bytes(parcels.to_zip(sent.parcel.files))
    else:
        parcels.to_folder(sent.parcel, to)
