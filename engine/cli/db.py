"""``redress db``: the database's schema."""

from __future__ import annotations

import argparse
import os

from engine.bootstrap import Store
from engine.cli.deadline import Subparsers
from engine.settings import read_settings


def add_parser(subparsers: Subparsers) -> None:
    """``redress db upgrade``."""
    parser = subparsers.add_parser(
        "db",
        help="bring the database up to date",
        description="Looks after the database that REDRESS_DATABASE_URL names.",
    )
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    upgrade = actions.add_parser(
        "upgrade",
        help="make the tables that this Redress needs; may be repeated",
        description="Makes the tables that this Redress needs, or changes older ones into them."
        " Nothing happens where they are up to date. Back the database up first.",
    )
    upgrade.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Upgrade, and say from which revision to which."""
    store = Store(read_settings(os.environ).database_url)
    try:
        before = store.schema_version()
        store.upgrade()
        after = store.schema_version()
    finally:
        store.close()
    if before == after:
        print(f"The database is up to date (revision {after}).")
    else:
        print(f"The database was brought from revision {before or 'none'} to {after}.")
    return 0
