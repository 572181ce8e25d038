"""The command line: ``redress COMMAND``. Errors are one sentence; 0 done, 1 wrong, 2 misused."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version

from engine.errors import BadFiles, RedressError

#: command -> its module in engine.cli, imported only when it is asked for
COMMANDS = (
    "serve",
    "scheduler",
    "check",
    "scenario",
    "letter",
    "deadline",
    "case",
    "report",
    "export",
    "import",
    "officer",
    "audit",
    "db",
    "demo",
    "bench",
    "layout",
)
#: commands whose names are words of Python
_MODULES = {"import": "import_"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    parser = argparse.ArgumentParser(
        prog="redress",
        description="Runs a council's complaint procedures from their diagrams.",
        epilog="redress COMMAND --help says what a command takes.",
    )
    parser.add_argument("-V", "--version", action="version", version=version("redress"))
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    given = list(sys.argv[1:] if arguments is None else arguments)
    for name in _wanted(given):
        import_module(f"engine.cli.{_MODULES.get(name, name)}").add_parser(subparsers)
    try:
        args = parser.parse_args(given)
        return int(args.run(args))
    except BadFiles as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        return 1
    except RedressError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        return 130


def _wanted(given: Sequence[str]) -> Sequence[str]:
    """Only the command that was asked for is imported; for help, all of them."""
    return [given[0]] if given and given[0] in COMMANDS else COMMANDS
