"""``redress audit``: whether the audit is as it was written."""

from __future__ import annotations

import argparse
import json
import os
from dataclasses import asdict

from engine.bootstrap import Store
from engine.cli.deadline import Subparsers
from engine.errors import BadInput
from engine.settings import read_settings


def add_parser(subparsers: Subparsers) -> None:
    """``redress audit verify [REF]``."""
    parser = subparsers.add_parser(
        "audit",
        help="check that nobody changed the audit",
        description="Each case's audit is a chain: a line that was edited or removed shows.",
    )
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    verify = actions.add_parser(
        "verify",
        help="check one case's chain, or every chain",
        description="Checks one case's chain, or every chain and the house's own."
        " Exit code 0: no fault; 1: faults, one a line.",
    )
    verify.add_argument("reference", metavar="REF", nargs="?", help="a case, e.g. COM-2024-0001")
    verify.add_argument("--json", action="store_true", help="faults as JSON")
    verify.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the faults."""
    store = Store(read_settings(os.environ).database_url)
    try:
        if not store.is_current():
            raise BadInput("The database is not up to date. Run: redress db upgrade")
        faults = store.audit_faults(args.reference)
    finally:
        store.close()
    if args.json:
        print(json.dumps([asdict(fault) for fault in faults]))
    else:
        for fault in faults:
            print(fault)
        if not faults:
            print(f"No fault found in {args.reference or 'any audit chain'}.")
    return 1 if faults else 0
