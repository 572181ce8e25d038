"""``redress deadline``: when a length of time ends, and the days that were counted."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol

from engine import deadlines
from engine.clock import LONDON, london
from engine.deadlines.rules import ClockRule, Day, Deadline, Timing, Unit
from engine.errors import BadFiles, BadInput
from engine.settings import read_settings
from engine.working_days import Calendar, long_date

_EXAMPLES = """examples:
  redress deadline "10 working days" --from 2024-03-28T10:15 --explain
  redress deadline "6 months beginning with" --from 2023-10-31 --kind statutory
  redress deadline "48 hours" --from 2024-05-24T15:00 --profile BUCKS-2020 --json

units: working_days, calendar_days, weeks, months_beginning_with (the first day counts),
months_after, hours (non-working days are left out)"""


class Subparsers(Protocol):
    """What `argparse.ArgumentParser.add_subparsers` returns."""

    @property
    def add_parser(self) -> Callable[..., argparse.ArgumentParser]: ...


@dataclass(frozen=True, slots=True)
class _Asked:
    """The question, read."""

    rule: ClockRule
    at: datetime
    timing: Timing


def add_parser(subparsers: Subparsers) -> argparse.ArgumentParser:
    """Add ``deadline`` to the command line."""
    parser = subparsers.add_parser(
        "deadline",
        help="when a length of time ends, and why",
        description="Says when a length of time ends under a council's rules.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("amount", help='such as "10 working days"')
    parser.add_argument(
        "--from",
        dest="at",
        required=True,
        metavar="WHEN",
        help="2024-03-28T10:15 or 2024-03-28; London time unless it says otherwise",
    )
    parser.add_argument("--profile", help="the council's profile, such as NHDC-2019")
    parser.add_argument(
        "--kind",
        choices=("policy", "statutory"),
        default="policy",
        help="closure days never stop a statutory clock (default: policy)",
    )
    parser.add_argument(
        "--receipt",
        choices=("deemed", "actual"),
        help="deemed: after the cut-off, or on a day off, it came on the next working day"
        " (default: deemed for policy, actual for statutory)",
    )
    parser.add_argument(
        "--roll", action="store_true", help="an end on a non-working day moves to the next one"
    )
    parser.add_argument("--explain", action="store_true", help="show each day, and why")
    parser.add_argument("--json", action="store_true", help="answer as JSON")
    parser.set_defaults(run=run)
    return parser


def run(args: argparse.Namespace) -> int:
    """Answer on stdout; 0, or 2 with one sentence on stderr for what cannot be used."""
    try:
        asked = _read(args)
        found = deadlines.due(asked.rule, "received", asked.at, asked.timing)
    except BadInput as error:
        print(error, file=sys.stderr)
        return 2
    hours = asked.rule.amount is not None and asked.rule.amount.unit is Unit.HOURS
    if args.json:
        print(json.dumps(_as_json(found, hours=hours), indent=2))
        return 0
    print(_answer(found, hours=hours))
    if args.explain:
        print(f"\n{found.summary}\n")
        print("\n".join(_line(day) for day in found.working))
    return 0


def _read(args: argparse.Namespace) -> _Asked:
    at = _instant(args.at)
    receipt = args.receipt or ("deemed" if args.kind == "policy" else "actual")
    rule = ClockRule(
        name="asked",
        title="The date asked for",
        kind=args.kind,
        starts=(),
        amount=deadlines.parse_amount(args.amount),
        receipt=receipt,
        roll=args.roll,
    )
    return _Asked(rule, at, _timing(args.profile, london(at).date()))


def _instant(text: str) -> datetime:
    """An instant from ISO text; without an offset it is what London's clocks showed."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise BadInput(
            f"--from takes a date and time such as 2024-03-28T10:15, not {text!r}."
        ) from None
    if at.tzinfo is not None:
        return at.astimezone(UTC)
    instant = at.replace(tzinfo=LONDON).astimezone(UTC)
    if instant.astimezone(LONDON).replace(tzinfo=None) != at:
        raise BadInput(f"London's clocks went forward and never showed {text}.")
    return instant


def _timing(profile: str | None, day: date) -> Timing:
    if profile is None:
        return Timing(Calendar())
    # the catalogue is only read, and only when a profile is asked for: start-up stays quick
    from engine.catalogue import load_catalogue

    # no secret is needed here, so none is made and kept
    settings = read_settings({**os.environ, "REDRESS_SECRET_KEY": "not needed"})
    try:
        catalogue = load_catalogue(settings.processes, settings.letters)
    except BadFiles as error:
        count = len(error.problems)
        raise BadInput(
            f"The profiles cannot be read ({count} problems): `redress check` lists them."
        ) from error
    if profile not in catalogue.profiles:
        known = ", ".join(sorted(catalogue.profiles))
        raise BadInput(f"There is no profile {profile!r}; there are: {known}.")
    return catalogue.profile_for(profile, day).timing


def _answer(found: Deadline, *, hours: bool) -> str:
    if not hours:
        return f"{found.due_on.isoformat()}  {long_date(found.due_on)}"
    ends = london(found.due)
    return f"{ends:%Y-%m-%dT%H:%M}  {long_date(found.due_on)} at {ends:%H:%M}"


def _line(day: Day) -> str:
    count = "-" if day.counted is None else str(day.counted)
    return f"{long_date(day.on)[:3]} {day.on.isoformat()}  {count:>3}  {day.why}"


def _as_json(found: Deadline, *, hours: bool) -> dict[str, object]:
    due = london(found.due)
    return {
        "due_on": found.due_on.isoformat(),
        "due": due.isoformat(timespec="seconds"),
        "in_words": _answer(found, hours=hours).split("  ", 1)[1],
        "day_zero": found.day_zero.isoformat(),
        "summary": found.summary,
        "working": [
            {"on": day.on.isoformat(), "counted": day.counted, "why": day.why}
            for day in found.working
        ],
    }
