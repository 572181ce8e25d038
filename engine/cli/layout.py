"""``redress layout``: draw a diagram afresh, one plane for each stage."""

from __future__ import annotations

import argparse
from pathlib import Path

from engine.catalogue.layout import lay_out
from engine.cli.deadline import Subparsers
from engine.errors import BadInput


def add_parser(subparsers: Subparsers) -> argparse.ArgumentParser:
    """Add ``layout`` to the command line."""
    parser = subparsers.add_parser("layout", help="draw a diagram afresh")
    parser.add_argument("diagram", type=Path, help="a .bpmn file; it is written back")
    parser.set_defaults(run=run)
    return parser


def run(args: argparse.Namespace) -> int:
    """Lay out and write back."""
    if not args.diagram.is_file():
        raise BadInput(f"There is no file {args.diagram}.")
    args.diagram.write_bytes(lay_out(args.diagram.read_bytes()))
    print(args.diagram)
    return 0
