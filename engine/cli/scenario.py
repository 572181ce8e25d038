"""``redress scenario``: run scenarios, and list what a scenario may name."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from engine.bootstrap import open_office
from engine.catalogue import Catalogue, load_catalogue
from engine.catalogue.definition import Diagram, Field, Procedure
from engine.cli.deadline import Subparsers
from engine.errors import BadInput
from engine.scenarios import Outcome, read_scenarios, run_scenario
from engine.scenarios.coverage import untaken
from engine.scenarios.world import make_template
from engine.settings import Settings, read_settings
from engine.studio import trial_runs


def add_parser(subparsers: Subparsers) -> argparse.ArgumentParser:
    """Add ``scenario`` to the command line."""
    parser = subparsers.add_parser("scenario", help="run scenarios; list what a scenario may name")
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="run|tasks")
    run = kinds.add_parser("run", help="run scenarios through the real verbs and a real database")
    run.add_argument("path", nargs="?", type=Path, help="a scenario file or a folder; all of them")
    run.add_argument("--coverage", action="store_true", help="print the flows that none took")
    run.add_argument("--json", action="store_true", help="for programs")
    run.add_argument("--draft", type=int, help="the scenarios of this draft; its page shows them")
    run.set_defaults(run=run_scenarios)
    tasks = kinds.add_parser("tasks", help="what a scenario of this procedure may name")
    tasks.add_argument("procedure")
    tasks.set_defaults(run=list_tasks)
    return parser


def run_scenarios(args: argparse.Namespace) -> int:
    """Run what was asked for; 1 when one fails or, with --coverage, a flow was never taken."""
    settings = read_settings(os.environ)
    if args.draft is not None:
        return _run_draft(settings, args.draft)
    catalogue = load_catalogue(settings.processes, settings.letters)
    scenarios = read_scenarios(args.path or settings.processes)
    with tempfile.TemporaryDirectory(prefix="redress-scenarios-") as folder:
        template = make_template(Path(folder))
        outcomes = []
        for scenario in scenarios:
            outcome = run_scenario(scenario, catalogue, template)
            outcomes.append(outcome)
            if not args.json:
                _print_outcome(outcome)
    missing = untaken(catalogue, outcomes) if args.coverage else {}
    if args.json:
        print(json.dumps(_as_json(outcomes, missing), indent=2))
    elif args.coverage:
        _print_coverage(catalogue, outcomes, missing)
    failed = sum(not outcome.passed for outcome in outcomes)
    if not args.json:
        print(f"{len(outcomes) - failed} passed, {failed} failed")
    return 1 if failed or any(missing.values()) else 0


def _run_draft(settings: Settings, draft_id: int) -> int:
    """What came of it is kept in the store, where the draft's page finds it."""
    office = open_office(settings)
    try:
        failed = trial_runs.run(office, draft_id)
    finally:
        office.store.close()
    print("The draft cannot be run." if failed < 0 else f"{failed} scenarios of the draft fail.")
    return 1 if failed else 0


def _print_outcome(outcome: Outcome) -> None:
    mark = "passed" if outcome.passed else "FAILED"
    print(f"{mark}  {outcome.scenario.id}  {outcome.scenario.title}")
    for failure in outcome.failures:
        print(f"        {failure}")
    sys.stdout.flush()


def _print_coverage(
    catalogue: Catalogue, outcomes: Sequence[Outcome], missing: dict[str, list[str]]
) -> None:
    for name, flows in missing.items():
        print(f"{name}: {'every flow was taken' if not flows else 'flows not taken:'}")
        for flow in flows:
            print(f"        {flow}")


def _as_json(outcomes: Iterable[Outcome], missing: dict[str, list[str]]) -> object:
    return {
        "scenarios": [
            {"id": o.scenario.id, "passed": o.passed, "failures": o.failures} for o in outcomes
        ],
        "untaken": missing,
    }


def list_tasks(args: argparse.Namespace) -> int:
    """Print the names that a scenario of a procedure may use."""
    settings = read_settings(os.environ)
    catalogue = load_catalogue(settings.processes, settings.letters)
    procedure = catalogue.procedures.get(args.procedure)
    if procedure is None:
        known = ", ".join(catalogue.procedures)
        raise BadInput(f"There is no procedure {args.procedure}. Procedures: {known}.")
    _print_procedure(procedure)
    print(f"\nProfiles: {', '.join(catalogue.profiles)}")
    return 0


def _print_procedure(procedure: Procedure) -> None:
    print(f"{procedure.id}: {procedure.title}\n\nTasks (task: ID, with: {{field: value}})")
    for diagram in (procedure.diagram, *procedure.side_diagrams.values()):
        _print_tasks(procedure, diagram)
    _print_actions(procedure)
    _print_listed("Clocks", {clock.id: clock.title for clock in procedure.clocks.values()})
    letters = {code: f"to {', '.join(letter.to)}" for code, letter in procedure.letters.items()}
    _print_listed("Letters", letters)
    _print_listed("Roles", {role.id: role.title for role in procedure.roles.values()})
    _print_listed("Separations (refused: ID)", {s.id: s.say for s in procedure.separations})
    outcomes = [*procedure.outcomes.found, *procedure.outcomes.declared]
    print(f"\nOutcomes: {', '.join(outcomes)}")


def _print_listed(heading: str, rows: Mapping[str, str]) -> None:
    print(f"\n{heading}")
    for name, title in rows.items():
        print(f"  {name:<20} {title}")


def _print_actions(procedure: Procedure) -> None:
    print("\nAt any time (do: ID)")
    print("  complain             opens the case; text, points, service, summary, channel")
    intake = procedure.forms.get(procedure.intake.form)
    for each in intake.fields if intake else ():
        print(f"      {_field(each)}")
    print("  assign               task: ID, to: PERSON")
    print("  claim, release       task: ID")
    for action in procedure.any_time.values():
        print(f"  {action.id:<20} {action.title}; by {', '.join(action.by)}")
        form = procedure.forms.get(action.form or "")
        if action.clocks:
            print(f"      clock: one of {', '.join(action.clocks)}")
        for each in form.fields if form else ():
            print(f"      {_field(each)}")


def _print_tasks(procedure: Procedure, diagram: Diagram) -> None:
    for element in diagram.elements.values():
        if element.tag not in ("userTask", "manualTask"):
            continue
        role = element.attributes.get("role", "")
        print(f"  {element.id:<20} {element.name}; role {role.replace(' ', ' or ')}")
        form = procedure.forms.get(element.attributes.get("form", ""))
        for each in form.fields if form else ():
            print(f"      {_field(each)}")


def _field(each: Field) -> str:
    kind = each.type
    if each.choices:
        kind = "one of " + ", ".join(choice.value for choice in each.choices)
    needed = ", needed" if each.required is True else ""
    when = f", when {each.when}" if each.when else ""
    return f"{each.id}: {kind}{needed}{when}"
