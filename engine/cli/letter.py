"""``redress letter preview``: a letter with its sample, in any format."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path

from engine.casework.writing import letterhead, signatory, signature
from engine.catalogue import Catalogue, load_catalogue
from engine.catalogue.definition import Procedure
from engine.cli.deadline import Subparsers
from engine.clock import SystemClock, london_date
from engine.errors import BadInput
from engine.letters import (
    check_must_say,
    render_body,
    sample_context,
    to_html,
    to_pdf,
    to_text,
)
from engine.letters.document import Letter
from engine.settings import read_settings

FORMATS = ("pdf", "html", "text", "large-print")


def add_parser(subparsers: Subparsers) -> argparse.ArgumentParser:
    """Add ``letter`` to the command line."""
    parser = subparsers.add_parser("letter", help="look at a letter with its sample")
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="preview")
    preview = kinds.add_parser("preview", help="render a letter with its sample")
    preview.add_argument("code", help="such as COR-ACK1")
    preview.add_argument("--profile", default="LGSCO-2024", help="whose letter (LGSCO-2024)")
    preview.add_argument("--format", choices=FORMATS, default="text")
    preview.add_argument("--body", default="", help="a recipient's own body")
    preview.add_argument("--out", type=Path, help="write here (pdf: CODE.pdf by default)")
    preview.set_defaults(run=run)
    return parser


def run(args: argparse.Namespace) -> int:
    """Render one letter. Raises LetterRefused when it misses a point."""
    settings = read_settings(os.environ)
    catalogue = load_catalogue(settings.processes, settings.letters)
    letter = _letter(catalogue, _procedure(catalogue, args.code), args)
    if args.format in ("pdf", "large-print"):
        content = to_pdf(replace(letter, large_print=args.format == "large-print"))
        out = args.out or Path(f"{args.code}.pdf")
        out.write_bytes(content)
        print(out)
        return 0
    text = to_html(letter) if args.format == "html" else to_text(letter)
    if args.out:
        args.out.write_text(text)
        print(args.out)
    else:
        sys.stdout.write(text + "\n")
    return 0


def _procedure(catalogue: Catalogue, code: str) -> Procedure:
    for procedure in catalogue.procedures.values():
        if code in procedure.templates:
            return procedure
    known = sorted(code for p in catalogue.procedures.values() for code in p.templates)
    raise BadInput(f"There is no letter {code}. Letters: {', '.join(known)}.")


def _letter(catalogue: Catalogue, procedure: Procedure, args: argparse.Namespace) -> Letter:
    profile = catalogue.profiles.get(args.profile)
    if profile is None:
        raise BadInput(
            f"There is no profile {args.profile}. Profiles: {', '.join(catalogue.profiles)}."
        )
    duty = procedure.letters.get(args.code)
    context = sample_context(procedure.sample, args.code, profile, duty, procedure.id)
    template = procedure.templates[args.code]
    body = render_body(template, procedure.parts, context, args.body)
    if duty is not None and duty.says_all(args.body):
        check_must_say(body, duty.must_say)
    return Letter(
        body=body,
        reference=f"{procedure.reference_prefix}-2024-00042",
        issued=london_date(SystemClock().now()),
        letterhead=letterhead(profile),
        recipient="A. Sample",
        address=("A. Sample", "1 Example Street", "Exampleton", "EX1 1AA"),
        greeting="Dear A. Sample",
        signed_by=signature(profile, "", signatory(template, context)),
    )
