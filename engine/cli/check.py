"""``redress check``: whether procedures, profiles and letters are fit to be published."""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from engine.checking import House, Report, check_all, check_path
from engine.checking.handbook import rules_page
from engine.checking.report import BROKEN
from engine.errors import BadInput, Problem
from engine.settings import read_settings

_EXAMPLES = """examples:
  redress check                                  everything
  redress check processes/corporate-complaint    one procedure
  redress check processes/corporate-complaint/procedure.bpmn
  redress check processes/profiles/nhdc-2019.yaml
  redress check letters/corporate-complaint/COR-EXT1.md.j2 --json
  redress check --rules                          what is looked at

exit codes: 0 nothing serious, 1 something serious, 2 there is nothing to check there"""


class Subparsers(Protocol):
    """What `argparse.ArgumentParser.add_subparsers` returns."""

    @property
    def add_parser(self) -> Callable[..., argparse.ArgumentParser]: ...


def add_parser(subparsers: Subparsers) -> argparse.ArgumentParser:
    """Add ``check`` to the command line."""
    parser = subparsers.add_parser(
        "check",
        help="whether procedures, profiles and letters are fit to be published",
        description="Tells every problem at once, with its place, its reason and its remedy,"
        " and what was proved of the procedure's duties.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "path", nargs="?", help="a procedure's folder, a diagram, profile or letter"
    )
    parser.add_argument("--json", action="store_true", help="answer as JSON")
    parser.add_argument("--rules", action="store_true", help="print what is looked at")
    parser.set_defaults(run=run)
    return parser


def run(args: argparse.Namespace) -> int:
    """Answer on stdout; 1 when something is serious, 2 when the path cannot be used."""
    if args.rules:
        print(rules_page(), end="")
        return 0
    # no secret is needed here, so none is made and kept
    settings = read_settings({**os.environ, "REDRESS_SECRET_KEY": "not needed"})
    house = House(settings.processes, settings.letters)
    try:
        reports = check_path(Path(args.path), house) if args.path else check_all(house)
    except BadInput as error:
        print(error, file=sys.stderr)
        return 2
    if args.json:
        print(json.dumps([_as_data(report) for report in reports], indent=2, ensure_ascii=False))
    else:
        print("\n\n".join("\n".join(_lines(report)) for report in reports))
    return 0 if all(report.clean for report in reports) else 1


def _lines(report: Report) -> Iterator[str]:
    yield f"{report.of}: {_counted(report)}"
    for problem in report.problems:
        yield ""
        yield from _told(problem)
    if report.duties:
        yield ""
    for verdict in report.duties:
        said = f" {verdict.text}" if verdict.text else ""
        yield f"  {verdict.holds.capitalize()}: {verdict.duty}.{said}"
        for line in verdict.open if verdict.holds != BROKEN else ():
            yield f"    Not proved: {line}"


def _told(problem: Problem) -> Iterator[str]:
    place = problem.file if problem.line is None else f"{problem.file}:{problem.line}"
    about = f"  {problem.element}" if problem.element else ""
    yield f"  {place}{about}"
    yield f"    {'' if problem.serious else 'Advice: '}{problem.reason}"
    yield f"    {problem.fix}  [{problem.rule}]"


def _counted(report: Report) -> str:
    serious, advice = len(report.serious), len(report.advice)
    found = []
    if serious:
        found.append(f"{serious} serious problem{'s' if serious > 1 else ''}")
    if advice:
        found.append(f"{advice} piece{'s' if advice > 1 else ''} of advice")
    return " and ".join(found) or "nothing found"


def _as_data(report: Report) -> dict[str, object]:
    return {
        "of": report.of,
        "title": report.title,
        "clean": report.clean,
        "problems": [dataclasses.asdict(problem) for problem in report.problems],
        "duties": [dataclasses.asdict(verdict) for verdict in report.duties],
    }
