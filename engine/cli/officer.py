"""``redress officer``: accounts of the people who work on cases."""

from __future__ import annotations

import argparse
import getpass
import os
import sys

from engine.bootstrap import Office, open_office
from engine.casework import accounts, register
from engine.catalogue import Catalogue
from engine.cli.deadline import Subparsers
from engine.errors import BadInput
from engine.permissions import ACCOUNTS, OFFICE_ROLES
from engine.settings import read_settings


def add_parser(subparsers: Subparsers) -> None:
    """``redress officer add``."""
    parser = subparsers.add_parser(
        "officer",
        help="make an account: an officer's, or that of somebody from outside",
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
    add.add_argument(
        "--kind",
        choices=tuple(ACCOUNTS),
        default="employee",
        help="whose account it is; only employees sign in, the others get links (employee)",
    )
    add.add_argument("--email", default="", help="where links and letters go")
    add.add_argument(
        "--address", default="", help="a postal address, its lines with semicolons between"
    )
    add.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make the account. Raises BadInput for a role that no procedure has, or a short password."""
    office = open_office(read_settings(os.environ))
    try:
        _check_roles(office.catalogue, args.role)
        if args.kind == "employee":
            _employee(office, args)
        else:
            _outsider(office, args)
    finally:
        office.store.close()
    return 0


def _employee(office: Office, args: argparse.Namespace) -> None:
    accounts.open_account(
        office,
        name=args.name,
        username=args.username,
        password=_password(),
        title=args.title,
        roles=args.role,
        grade=args.grade,
        reach=accounts.Reach(args.email, "", _lines(args.address)),
    )
    print(f"{args.username} can sign in now.")


def _outsider(office: Office, args: argparse.Namespace) -> None:
    entry = register.Entry(
        name=args.name,
        kind=args.kind,
        title=args.title,
        email=args.email,
        address=_lines(args.address),
        roles=frozenset(args.role),
    )
    register.enter_by_operator(office, entry, args.username)
    print(f"{args.name} is in the register. They get a link when they are asked something.")


def _lines(address: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in address.split(";") if line.strip())


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
