"""``redress officer``: accounts of the people who work on cases."""

from __future__ import annotations

import argparse
import getpass
import os
import sys

from engine.bootstrap import open_office
from engine.casework import accounts
from engine.catalogue import Catalogue
from engine.cli.deadline import Subparsers
from engine.errors import BadInput
from engine.permissions import OFFICE_ROLES
from engine.settings import read_settings


def add_parser(subparsers: Subparsers) -> None:
    """``redress officer add``."""
    parser = subparsers.add_parser(
        "officer",
        help="make an officer's account",
        description="Looks after the accounts of the people who work on cases.",
    )
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    add = actions.add_parser(
        "add",
        help="make an account; the password is asked for, or read from standard input",
    )
    add.add_argument("username", help="what they sign in with")
    add.add_argument("--name", required=True, help="what colleagues call them")
    add.add_argument("--title", required=True, help="their job title")
    add.add_argument("--role", action="append", required=True, help="may be given several times")
    add.add_argument("--grade", type=int, default=0, help="a number; higher is more senior (0)")
    add.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make the account. Raises BadInput for a role that no procedure has, or a short password."""
    office = open_office(read_settings(os.environ))
    try:
        _check_roles(office.catalogue, args.role)
        accounts.open_account(
            office,
            name=args.name,
            username=args.username,
            password=_password(),
            title=args.title,
            roles=args.role,
            grade=args.grade,
        )
    finally:
        office.store.close()
    print(f"{args.username} can sign in now.")
    return 0


def _check_roles(catalogue: Catalogue, roles: list[str]) -> None:
    procedures = catalogue.procedures.values()
    known = sorted({*OFFICE_ROLES, *(role for p in procedures for role in p.roles)})
    for role in roles:
        if role not in known:
            raise BadInput(f"There is no role {role}. Roles: {', '.join(known)}.")


def _password() -> str:
    if sys.stdin.isatty():
        return getpass.getpass("Password (at least 10 characters): ")
    return sys.stdin.readline().rstrip("\n")
